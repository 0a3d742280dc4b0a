"""The page that asks for name and password, wherever somebody wanted to go, and keeps what they had typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.responses import Response

from coachkit.web.acting.refusing import Field
from coachkit.web.asked_for import Form, form_asked_for
from coachkit.web.error_pages import answer
from coachkit.web.own_address import own_address
from coachkit.web.problem import Problem
from coachkit.web.rendering import render

KEPT = "sent."
"""What names of fields begin with that belong to the form which was sent too late."""
_URLENCODED = "application/x-www-form-urlencoded"
_MOST_FIELDS = 900
"""A form of more is none of ours; the log-in's own fields have to fit beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateForm:
    """A form that was sent when nobody was logged in any more."""

    action: str
    fields: tuple[Field, ...] = ()
    is_kept: bool = True
    """Not so where files were sent, or more than a page can hold."""

    @property
    def back(self) -> str:
        """The page that it was on."""
        return own_address(next((one.value for one in self.fields if one.name == "back"), "/"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInPage:
    """What the page says, and where it leads."""

    next: str
    name: str
    told: str
    is_wrong: bool
    takes_passwords: bool
    late: LateForm | None


def late_form(request: Request, body: bytes) -> LateForm:
    """Return the form of a request, less the token, which is no good after log-in."""
    action = request.url.path
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _URLENCODED:
        return LateForm(action=action, is_kept=not body)
    try:
        sent = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return LateForm(action=action, is_kept=False)
    return LateForm(
        action=action,
        fields=tuple(Field(name=name, value=value) for name, value in sent if name != "form"),
    )


def ask_to_log_in(
    request: Request,
    status: HTTPStatus = HTTPStatus.UNAUTHORIZED,
    *,
    told: str = "",
    next_page: str | None = None,
    name: str = "",
    late: LateForm | None = None,
    wait: int = 0,
) -> Response:
    """Return what is answered to who is not logged in; `next_page` None: the page asked for."""
    form = form_asked_for(request)
    if form is Form.PAGE:
        page = LogInPage(
            next=own_address(_asked(request) if next_page is None else next_page),
            name=name,
            told=told,
            is_wrong=bool(told) and not wait,
            takes_passwords=request.app.state.door.has_password_login,
            late=late,
        )
        said: Response = render(request, "login.html.j2", page, status=status)
    elif form is Form.FRAGMENT:
        # the page stays as it is, with all that was typed in it
        said = render(request, "parts/log_in_again.html.j2", None, status=status)
        said.headers["HX-Retarget"] = said.headers["HX-Reselect"] = "#notice"
        said.headers["HX-Reswap"] = "outerHTML show:#notice:top"
    else:
        text = told or "Programs send the token as the header `Authorization: Bearer TOKEN`."
        said = answer(
            request,
            Problem(status=status, title="You are not logged in", text=text, advice="Log in, and ask again."),
        )
    if status == HTTPStatus.UNAUTHORIZED:
        said.headers["WWW-Authenticate"] = 'Bearer realm="coachkit"'
    if wait:
        said.headers["Retry-After"] = str(wait)
    return said


def kept_form(sent: Sequence[tuple[str, str]], action: str, *, is_kept: bool) -> LateForm | None:
    """Return the form that the log-in page held; None: it held none."""
    if not action:
        return None
    fields = (Field(name=name[len(KEPT) :], value=value) for name, value in sent if name.startswith(KEPT))
    return LateForm(action=own_address(action), fields=tuple(fields), is_kept=is_kept)


def _asked(request: Request) -> str:
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")
