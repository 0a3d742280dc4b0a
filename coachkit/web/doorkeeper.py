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

from coachkit.web.door import Door
from coachkit.web.error_pages import answer, problem_of
from coachkit.web.token_page import ask_for_token

_READING = ("GET", "HEAD", "OPTIONS")
_OPEN = ("/static/", "/token")
"""What needs no token: nothing from calls is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a request may hold."""

    address: int = 8_192
    """Bytes of path and question together."""
    headers: int = 32_768
    """Bytes of all headers together."""
    body: int = 65_536
    """Bytes of a form; files come by a way of their own."""
    seconds: float = 10.0
    """To send the body in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    status: HTTPStatus
    text: str


class Doorkeeper:
    """Passes on what the door lets in, and answers the rest."""

    def __init__(self, app: ASGIApp, door: Door, bounds: Bounds | None = None) -> None:
        self.app = app
        self._door = door
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
        if refused := self._without_token(request):
            await refused(scope, receive, send)
            return
        scope.setdefault("state", {})["person"] = self._door.somebody(
            request.cookies.get(cookie_name(request), "")
        )
        if request.method not in _READING:
            body = await self._whole_body(receive)
            if not isinstance(body, bytes):
                said = answer(request, problem_of(body.status, body.text))
                await said(scope, receive, send)
                return
            receive = _again(body, receive)
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

    def _without_token(self, request: Request) -> Response | None:
        """Return what is answered to who has no token; None: let in."""
        lock = self._door.lock
        if lock is None or request.url.path.startswith(_OPEN):
            return None
        if lock.knows(request.cookies.get(cookie_name(request), "")):
            return None
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return ask_for_token(request, HTTPStatus.UNAUTHORIZED)
        address = client_address(request)
        if wait := lock.wait(address):
            return ask_for_token(request, HTTPStatus.TOO_MANY_REQUESTS, wait=wait)
        if lock.opens(token.strip(), address=address):
            return None
        return ask_for_token(request, HTTPStatus.UNAUTHORIZED, is_wrong=True)

    async def _whole_body(self, receive: Receive) -> bytes | _Refusal:
        body, more = b"", True
        with anyio.move_on_after(self._bounds.seconds) as time:
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > self._bounds.body:
                    text = "More was sent than is taken."
                    return _Refusal(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text=text)
        if time.cancelled_caught:
            return _Refusal(status=HTTPStatus.REQUEST_TIMEOUT, text="Sending this took too long.")
        return body


def cookie_name(request: Request) -> str:
    """Return the name of the session's cookie: it tells the port, as browsers show it to all ports."""
    _, port = request.scope.get("server") or ("", 0)
    return f"coachkit-{port}"


def client_address(request: Request) -> str:
    """Return the address that a request came from."""
    return request.client.host if request.client else ""


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
