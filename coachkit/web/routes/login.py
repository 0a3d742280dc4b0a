"""`/login` and `/logout`: saying who one is, and leaving."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from coachkit.errors import LibraryError
from coachkit.models import User
from coachkit.web.acting.forms import AnyActing
from coachkit.web.acting.refusing import send_now
from coachkit.web.doorkeeper import client_address, cookie_name
from coachkit.web.login_page import LateForm, ask_to_log_in, kept_form
from coachkit.web.own_address import own_address
from coachkit.web.passwords import MOST
from coachkit.web.reception import Reception
from coachkit.web.sessions import HOURS

router = APIRouter(tags=["login"], include_in_schema=False)

_WRONG = "No account has this name and password."
_CROWDED = 2
"""Seconds until somebody comes again where many log in at once."""


@router.get("/login")
def show_form(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Show the form, or go on where nobody has to log in."""
    if request.state.person is not None:
        return RedirectResponse(own_address(next), HTTPStatus.SEE_OTHER)
    return ask_to_log_in(request, HTTPStatus.OK, next_page=next)


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Let somebody in who tells their name and password, and go on to where they wanted to go."""
    sent = [(key, value) for key, value in (await request.form()).multi_items() if isinstance(value, str)]
    typed = dict(sent)
    name, password, next_page = (typed.get(key, "") for key in ("name", "password", "next"))
    late = kept_form(sent, typed.get("action", ""), is_kept="lost" not in typed)
    reception: Reception = request.app.state.reception
    if not request.app.state.door.has_password_login or await reception.accounts.users() is None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    address = client_address(request)
    wait = reception.slowing.wait(name, address) or (_CROWDED if reception.accounts.is_crowded else 0)
    if wait:
        told = f"There were several wrong log-ins. Wait {wait} seconds, then try again."
        return ask_to_log_in(
            request,
            HTTPStatus.TOO_MANY_REQUESTS,
            told=told,
            next_page=next_page,
            name=name,
            late=late,
            wait=wait,
        )
    reception.slowing.count(name, address)
    user = await reception.accounts.log_in(name, password[: MOST + 1])
    if user is None:
        return ask_to_log_in(request, told=_WRONG, next_page=next_page, name=name, late=late)
    reception.slowing.was_right(name, address)
    return await _let_in(request, user, own_address(next_page), late)


@router.post("/logout")
def log_out(request: Request, sent: AnyActing) -> Response:
    """End the session; what the browser keeps of pages goes as well."""
    reception: Reception = sent.request.app.state.reception
    reception.sessions.end(request.cookies.get(cookie_name(request), ""))
    gone = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    gone.delete_cookie(cookie_name(request))
    gone.headers["Clear-Site-Data"] = '"cache"'
    return gone


async def _let_in(request: Request, user: User, next_page: str, late: LateForm | None) -> Response:
    reception: Reception = request.app.state.reception
    reception.sessions.end(request.cookies.get(cookie_name(request), ""))
    session = reception.sessions.begin(user)
    users = await reception.accounts.users()
    request.state.person = reception.with_session(session, users or {})
    if request.state.person is None:
        raise LibraryError("your account was changed while you logged in; log in again")
    if late is None or not late.is_kept:
        said: Response = RedirectResponse(late.back if late else next_page, HTTPStatus.SEE_OTHER)
    else:
        said = send_now(request, late.action, late.fields)
    said.set_cookie(
        cookie_name(request),
        session,
        max_age=HOURS * 3_600,
        httponly=True,
        samesite="lax",
        secure=request.app.state.door.proxy.is_https(request),
    )
    return said
