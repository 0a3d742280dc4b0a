"""In which form an answer is wanted: a page, a part of a page, or data."""

from enum import Enum, auto

from fastapi import Request


class Form(Enum):
    """The form of an answer."""

    PAGE = auto()
    FRAGMENT = auto()
    """A part of a page, which htmx puts in its place."""
    DATA = auto()


def form_asked_for(request: Request) -> Form:
    """Return the form in which a request wants its answer."""
    path = request.url.path
    if (path == "/api" or path.startswith("/api/")) and path != "/api/docs":
        return Form.DATA
    if request.headers.get("hx-request") == "true" and "hx-boosted" not in request.headers:
        return Form.FRAGMENT
    return Form.PAGE
