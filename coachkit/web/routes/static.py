"""Scripts and styles: their addresses change with their content, so browsers keep them."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_LOOKED_AFTER = "no-cache"
"""Kept, but asked for whether it has changed."""


class _KeptFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        is_named_by_content = bool(scope["query_string"])
        answer.headers["Cache-Control"] = _FOR_A_YEAR if is_named_by_content else _LOOKED_AFTER
        return answer


def static_files() -> StaticFiles:
    """Return what serves the package's own `static` folder."""
    return _KeptFiles(packages=[("coachkit.web", "static")])
