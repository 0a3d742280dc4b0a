"""The page that asks for the token, wherever somebody wanted to go."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from coachkit.web.asked_for import Form, form_asked_for
from coachkit.web.error_pages import answer, problem_of
from coachkit.web.own_address import own_address
from coachkit.web.rendering import render


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPage:
    """What the page says, and where it leads."""

    next: str
    is_wrong: bool
    wait: int
    """Seconds until another token is looked at; 0: at once."""
    may_be_known: bool
    """The link was on a page of another site: a browser that is let in does not say so then."""


def ask_for_token(
    request: Request,
    status: HTTPStatus,
    *,
    next_page: str | None = None,
    is_wrong: bool = False,
    wait: int = 0,
) -> Response:
    """Return what is answered to who has not told the token; `next_page` None: the page asked for."""
    form = form_asked_for(request)
    if form is Form.PAGE:
        page = TokenPage(
            next=own_address(_asked(request) if next_page is None else next_page),
            is_wrong=is_wrong,
            wait=wait,
            may_be_known=request.headers.get("sec-fetch-site") in ("cross-site", "same-site"),
        )
        said: Response = render(request, "token.html.j2", page, status=status)
    else:
        said = answer(request, problem_of(status, _text(is_wrong=is_wrong, wait=wait)))
        if form is Form.FRAGMENT:
            said.headers["HX-Refresh"] = "true"
    if status == HTTPStatus.UNAUTHORIZED:
        said.headers["WWW-Authenticate"] = 'Bearer realm="coachkit"'
    if wait:
        said.headers["Retry-After"] = str(wait)
    return said


def _asked(request: Request) -> str:
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def _text(*, is_wrong: bool, wait: int) -> str:
    if wait:
        return f"There were too many wrong tokens; wait {wait} seconds."
    if is_wrong:
        return "This is not the token."
    return "Send the token as the header `Authorization: Bearer TOKEN`."
