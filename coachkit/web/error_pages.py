"""What a person sees when something cannot be shown: the right status, what happened, and what to do."""

import logging
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coachkit.errors import (
    CoachkitError,
    EditError,
    InputError,
    LibraryBusyError,
    LibraryError,
    NotFoundError,
    QueryError,
    SettingsError,
)
from coachkit.web.acting.desk import ChangedMeanwhileError
from coachkit.web.acting.refusing import is_form, refuse_form
from coachkit.web.asked_for import Form, form_asked_for
from coachkit.web.person import NotAllowedError
from coachkit.web.problem import Problem
from coachkit.web.rendering import render

_STATUS: tuple[tuple[type[CoachkitError], int], ...] = (
    (NotAllowedError, 403),
    (ChangedMeanwhileError, 409),
    (NotFoundError, 404),
    (EditError, 400),
    (InputError, 400),
    (SettingsError, 400),
    (QueryError, 400),
    (LibraryBusyError, 503),
    (LibraryError, 503),
)
_SOON = {"Retry-After": "2"}
_FOLDERS = re.compile(r"(?<![\w/.])(?:[A-Za-z]:)?(?:[\\/][^\s\\/:'\"]+)+[\\/](?=[^\s\\/:'\"])")
_QUOTED_PATHS = re.compile(r"“(?:[A-Za-z]:)?[\\/][^“”]*[\\/](?=[^“”\\/]+”)")
"""Of names that come near, a call's files among them: folders in quotes may hold spaces."""
_log = logging.getLogger("coachkit.web")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemData:
    """What `/api` answers when something cannot be given."""

    status: int
    problem: str
    detail: str
    advice: str


def add_error_pages(app: FastAPI) -> None:
    """Answer every error that is expected with a page, or with JSON where data was asked for."""
    app.add_exception_handler(CoachkitError, tell_error)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(HTTPException, _refused)


class NoTraces:
    """Answers what nobody expected with a page that holds nothing of it; the log has all of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        is_begun = False

        async def note_begin(message: Message) -> None:
            nonlocal is_begun
            is_begun = is_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, note_begin)
        except Exception:
            if scope["type"] != "http" or is_begun:
                raise
            _log.exception("%s %s failed", scope["method"], scope["path"])
            request = Request(scope)
            await answer(request, problem_of(500, _UNEXPECTED))(scope, receive, send)


def answer(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem in the form that was asked for."""
    form = form_asked_for(request)
    said: Response
    if form is Form.DATA:
        data = ProblemData(
            status=problem.status, problem=problem.title, detail=problem.text, advice=problem.advice
        )
        said = JSONResponse(asdict(data), status_code=problem.status)
    else:
        template = "problem_part.html.j2" if form is Form.FRAGMENT else "problem.html.j2"
        said = render(request, template, problem, status=problem.status)
    said.headers.update(headers or {})
    return said


def problem_of(status: int, text: str) -> Problem:
    """Return a problem with a title and advice that fit its status."""
    title, advice = _WORDS.get(status, ("This did not work", "Go back and try again."))
    return Problem(status=status, title=title, text=text, advice=advice)


def without_folders(text: str) -> str:
    """Return a message with the names of files alone: who reads it may not be at this machine."""
    return _FOLDERS.sub("", _QUOTED_PATHS.sub("“", text))


async def tell_error(request: Request, error: Exception) -> Response:
    """Return what is answered where one of coachkit's own errors was raised."""
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    text = str(error)
    if isinstance(error, LibraryError) or status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("%s: %s", request.url.path, text)
    if not isinstance(error, QueryError):  # which marks a place in what was asked
        text = without_folders(_without_library(request, text))
    problem = problem_of(status, text)
    if is_form(request) and isinstance(error, CoachkitError):
        return await refuse_form(request, problem, error)
    if isinstance(error, LibraryError) and not isinstance(error, LibraryBusyError):
        problem = Problem(status=status, title=problem.title, text=text, advice=_MEND)
    return answer(request, problem, _SOON if isinstance(error, LibraryBusyError) else None)


def _without_library(request: Request, text: str) -> str:
    """Return a message with the library's name in place of its path, which may hold spaces."""
    path = request.app.state.pool.path
    for form in (str(path.resolve()), str(path)):
        text = text.replace(form, path.name)
    return text


async def _misasked(request: Request, error: Exception) -> Response:
    wrong = error.errors() if isinstance(error, RequestValidationError) else []
    text = "; ".join(f"{one['loc'][-1]}: {one['msg'].lower()}" for one in wrong)
    return answer(request, problem_of(400, f"The address asks for something that is not there: {text}."))


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    said = str(error.detail)
    if said == HTTPStatus(error.status_code).phrase:
        said = _PLAIN.get(error.status_code, said).format(path=request.url.path, method=request.method)
    return answer(request, problem_of(error.status_code, said), error.headers)


_UNEXPECTED = "coachkit made a mistake while putting this page together."
_MEND = "It has to be mended on the machine where coachkit runs; then load the page again."
_PLAIN = {
    404: "No page has the address {path}.",
    405: "{path} cannot be asked with {method}.",
}
"""In place of what HTTP's own words say."""
_WORDS = {
    400: ("This question was not understood", "Change it and ask again."),
    401: ("This needs a token", "Tell the token once; it was shown where coachkit was started."),
    403: ("This may not be asked from there", "Open the page itself and do it there."),
    409: ("Somebody else was there first", "Look at both, and say which is to stay."),
    404: ("There is nothing here", "Look for it in the list of calls, or search for what was said."),
    405: ("This cannot be done here", "Go back to the page you came from."),
    408: ("This took too long", "Try again."),
    410: (
        "The recording is not there any more",
        "Read the call; to hear it, put its file back in its place.",
    ),
    413: ("This is too much at once", "Ask for less."),
    414: ("This is too much at once", "Ask for less."),
    416: ("That part of the recording does not exist", "Play the call from its beginning."),
    429: ("There were too many wrong tokens", "Wait a minute, then try again."),
    431: ("This is too much at once", "Close the browser, open it again, and try again."),
    500: (
        "Something went wrong",
        "Load the page again. If that does not help, the lines on the terminal tell more.",
    ),
    503: ("The library cannot be read just now", "Wait a moment and load the page again."),
}
