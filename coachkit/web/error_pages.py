"""What a person sees when something cannot be shown: the right status, what happened, and what to do."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from coachkit.errors import CoachkitError, LibraryError, NotFoundError, QueryError
from coachkit.web.rendering import render

_STATUS: dict[type[CoachkitError], int] = {NotFoundError: 404, QueryError: 400, LibraryError: 503}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be done, and what to do about it."""

    status: int
    title: str
    text: str
    advice: str


def add_error_pages(app: FastAPI) -> None:
    """Answer every error with a page, or with JSON where data was asked for."""
    app.add_exception_handler(CoachkitError, _expected)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(HTTPException, _refused)


def answer(request: Request, problem: Problem) -> Response:
    """Return a problem in the form that was asked for."""
    headers = {"Retry-After": "2"} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    if request.url.path.startswith("/api/"):
        said = {"status": problem.status, "problem": problem.title, "detail": problem.text}
        return JSONResponse(said, status_code=problem.status, headers=headers)
    page = render(request, "problem.html.j2", problem, status=problem.status)
    page.headers.update(headers)
    return page


async def _expected(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return answer(request, problem_of(status, str(error)))


async def _misasked(request: Request, error: Exception) -> Response:
    wrong = error.errors() if isinstance(error, RequestValidationError) else []
    text = "; ".join(f"{one['loc'][-1]}: {one['msg'].lower()}" for one in wrong)
    return answer(request, problem_of(400, f"The address asks for something that is not there: {text}."))


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return answer(request, problem_of(error.status_code, str(error.detail)))


def problem_of(status: int, text: str) -> Problem:
    """Return a problem with a title and advice that fit its status."""
    title, advice = _WORDS.get(status, ("This did not work", "Go back and try again."))
    return Problem(status=status, title=title, text=text, advice=advice)


_WORDS = {
    400: ("This question was not understood", "Change it and ask again."),
    404: ("There is nothing here", "Look for it in the list of calls, or search for what was said."),
    405: ("This cannot be done here", "Go back to the page you came from."),
    416: ("That part of the recording does not exist", "Play the call from its beginning."),
    503: ("The library cannot be read just now", "Wait a moment and load the page again."),
}
