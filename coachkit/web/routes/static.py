"""Scripts and styles: their addresses change with their content, so browsers keep them."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOR_A_YEAR = "public, max-age=31536000, immutable"


class _KeptFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if scope["query_string"]:
            answer.headers["Cache-Control"] = _FOR_A_YEAR
        return answer


def static_files() -> StaticFiles:
    """Return what serves the package's own `static` folder."""
    return _KeptFiles(packages=[("coachkit.web", "static")])
