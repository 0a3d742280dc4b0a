"""`/token`: telling the token once, so that a browser is let in from then on."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from coachkit.web.door import SESSION_DAYS, TokenLock
from coachkit.web.doorkeeper import client_address, cookie_name
from coachkit.web.own_address import own_address
from coachkit.web.reception import Reception
from coachkit.web.token_page import ask_for_token

router = APIRouter(tags=["token"], include_in_schema=False)

_DAY = 86_400


@router.get("/token")
async def show_form(request: Request) -> Response:
    """Show the form, or the first page to who needs none."""
    lock: TokenLock | None = request.app.state.door.lock
    if await _is_named(request):
        return RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    if lock is None or lock.knows(request.cookies.get(cookie_name(request), "")):
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    return ask_for_token(request, HTTPStatus.UNAUTHORIZED, next_page="/")


@router.post("/token")
async def take_token(
    request: Request,
    token: Annotated[str, Form(max_length=1_000)] = "",
    next_page: Annotated[str, Form(alias="next", max_length=8_192)] = "/",
) -> Response:
    """Let the browser in that tells the token, and go on to where it wanted to go."""
    lock: TokenLock | None = request.app.state.door.lock
    go_on = RedirectResponse(own_address(next_page), HTTPStatus.SEE_OTHER)
    if await _is_named(request):  # the token is for programs then
        return RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    if lock is None:
        return go_on
    address = client_address(request)
    if wait := lock.wait(address):
        return ask_for_token(request, HTTPStatus.TOO_MANY_REQUESTS, next_page=next_page, wait=wait)
    if not lock.opens(token.strip(), address=address):
        return ask_for_token(request, HTTPStatus.UNAUTHORIZED, next_page=next_page, is_wrong=True)
    go_on.set_cookie(
        cookie_name(request),
        lock.new_session(),
        max_age=SESSION_DAYS * _DAY,
        httponly=True,
        samesite="strict",
        secure=request.app.state.door.proxy.is_https(request),
    )
    return go_on


async def _is_named(request: Request) -> bool:
    """Say whether people log in by name."""
    reception: Reception = request.app.state.reception
    return await reception.accounts.users() is not None
