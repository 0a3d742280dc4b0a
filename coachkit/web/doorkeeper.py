"""Looks at every request before anything else does, and turns away what may not come in.

A page of another site can make a browser send requests to this machine. So a request must name a host that
is expected (DNS rebinding), and of what other sites ask for only opening a page by a link is let through.
"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

import anyio
from fastapi import Request
from fastapi.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coachkit.errors import LibraryError
from coachkit.web.door import Door
from coachkit.web.error_pages import answer, problem_of, tell_error
from coachkit.web.login_page import ask_to_log_in, late_form
from coachkit.web.person import Person
from coachkit.web.problem import Problem
from coachkit.web.reception import BY_TOKEN, Reception
from coachkit.web.token_page import ask_for_token

_READING = ("GET", "HEAD", "OPTIONS")
_LOG_IN = "/login"
_OPEN = ("/token", _LOG_IN)
"""Who comes in by these need not be in: nothing from calls is there, nor in the folder of styles."""
_STATIC = "/static/"
_FILES = "/build/files"
"""Where files are sent, which take the time that they need: what takes them in bounds them itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a request may hold."""

    address: int = 8_192
    """Bytes of path and question together."""
    headers: int = 32_768
    """Bytes of all headers together."""
    body: int = 65_536
    """Bytes of a form; files come by a way of their own."""
    log_in: int = 81_920
    """Bytes of the log-in, which may hold a form that was sent too late."""
    seconds: float = 10.0
    """To send the body in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    status: HTTPStatus
    text: str


class Doorkeeper:
    """Passes on what the door lets in, and answers the rest."""

    def __init__(self, app: ASGIApp, door: Door, reception: Reception, bounds: Bounds | None = None) -> None:
        self.app = app
        self._door, self._reception = door, reception
        self._bounds = bounds or Bounds()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope)
        if refusal := self._too_much(request) or self._from_elsewhere(request):
            said = answer(request, problem_of(refusal.status, refusal.text))
            await said(scope, receive, send)
            return
        came = await self._let_in(request)
        if isinstance(came, Response):
            await came(scope, receive, send)
            return
        body = b""
        if request.method not in _READING and not _holds_files(request):
            bounds = self._bounds
            read = await self._whole_body(
                receive, bounds.log_in if request.url.path == _LOG_IN else bounds.body
            )
            if not isinstance(read, bytes):
                said = answer(request, problem_of(read.status, read.text))
                await said(scope, receive, send)
                return
            receive = _again(body := read, receive)
        if came is None and not _is_open(request):
            await self._ask_to_log_in(request, body)(scope, receive, send)
            return
        scope.setdefault("state", {})["person"] = came
        await self.app(scope, receive, send)

    def _too_much(self, request: Request) -> _Refusal | None:
        scope, bounds = request.scope, self._bounds
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > bounds.address:
            return _Refusal(status=HTTPStatus.REQUEST_URI_TOO_LONG, text="This address is too long.")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > bounds.headers:
            text = "The browser sent more about itself than is taken."
            return _Refusal(status=HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, text=text)
        return None

    def _from_elsewhere(self, request: Request) -> _Refusal | None:
        headers = request.headers
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self._door.hosts.has(host):
            text = (
                f"Nothing here goes by the name “{host[:100]}”. Open the page by the address that was shown"
                " where coachkit was started, or start it with `--allow-host NAME`."
            )
            return _Refusal(status=HTTPStatus.BAD_REQUEST, text=text)
        site = headers.get("sec-fetch-site", "none")
        is_opened = (
            headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        )
        is_own = site in ("same-origin", "none") or (request.method in _READING and is_opened)
        if request.method not in _READING and (origin := headers.get("origin")) is not None:
            is_own = is_own and urlsplit(origin).netloc.lower() == host.lower()
        if not is_own:
            return _Refusal(status=HTTPStatus.FORBIDDEN, text="A page of another site asked for this.")
        return None

    async def _let_in(self, request: Request) -> Person | Response | None:
        """Return who asks, None for who is to log in first, or what is answered in place of a page."""
        session = request.cookies.get(cookie_name(request), "")
        if request.url.path.startswith(_STATIC):
            return None
        try:
            users = await self._reception.accounts.users()
        except LibraryError as error:
            return None if _is_open(request) else await tell_error(request, error)
        if users is None:
            refused = self._without_token(request)
            return self._door.somebody(session) if refused is None else refused
        if (told := self._by_token(request)) is not None:
            refused = None if told else self._wrong_token(request)
            return refused or Person(
                name=self._door.somebody_name, role="lead", session=BY_TOKEN, is_named=False
            )
        if (name := self._door.proxy.name(request)) is not None:
            return self._reception.named(name, users) or _unknown(request, name)
        if not self._door.has_password_login:
            return None
        return self._reception.with_session(session, users)

    def _ask_to_log_in(self, request: Request, body: bytes) -> Response:
        if request.method in _READING or request.url.path == "/logout":
            return ask_to_log_in(request, next_page=None if request.method in _READING else "/")
        late = late_form(request, body)
        return ask_to_log_in(request, next_page=late.back, late=late)

    def _without_token(self, request: Request) -> Response | None:
        """Return what is answered to who has not told the token; None: let in."""
        lock = self._door.lock
        if lock is None or _is_open(request) or lock.knows(request.cookies.get(cookie_name(request), "")):
            return None
        told = self._by_token(request)
        if told is None:
            return ask_for_token(request, HTTPStatus.UNAUTHORIZED)
        return None if told else self._wrong_token(request)

    def _by_token(self, request: Request) -> bool | None:
        """Say whether a program told the right token; None: it told none, or none is asked for."""
        lock = self._door.lock
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if lock is None or kind.lower() != "bearer":
            return None
        return lock.opens(token.strip(), address=client_address(request))

    def _wrong_token(self, request: Request) -> Response:
        wait = self._door.lock.wait(client_address(request)) if self._door.lock else 0
        status = HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.UNAUTHORIZED
        return ask_for_token(request, status, is_wrong=True, wait=wait)

    async def _whole_body(self, receive: Receive, most: int) -> bytes | _Refusal:
        body, more = b"", True
        with anyio.move_on_after(self._bounds.seconds) as time:
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > most:
                    text = "More was sent than is taken."
                    return _Refusal(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text=text)
        if time.cancelled_caught:
            return _Refusal(status=HTTPStatus.REQUEST_TIMEOUT, text="Sending this took too long.")
        return body


def _holds_files(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return request.method == "POST" and request.url.path == _FILES and kind == "multipart/form-data"


def cookie_name(request: Request) -> str:
    """Return the name of the session's cookie: it tells the port, as browsers show it to all ports."""
    _, port = request.scope.get("server") or ("", 0)
    return f"coachkit-{port}"


def client_address(request: Request) -> str:
    """Return the address that a request came from."""
    door: Door = request.app.state.door
    return door.proxy.client(request)


def _is_open(request: Request) -> bool:
    return request.url.path in _OPEN or request.url.path.startswith(_STATIC)


def _unknown(request: Request, name: str) -> Response:
    """Return what is answered to who is known to the proxy and not to the library."""
    return answer(
        request,
        Problem(
            status=HTTPStatus.FORBIDDEN,
            title="You may not come in yet",
            text=f"Nobody here goes by the name “{name[:100]}”.",
            advice="A team lead can add you: coachkit users add NAME --no-password",
        ),
    )


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read already, then what comes after it."""
    is_given = False

    async def receive_again() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
