"""Templates into answers: text from calls is always escaped, and every page has a nonce of its own."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day, format_minutes
from coachkit.web.acting.forms import NOTICE, form_token, notice_of

TEMPLATES = "templates"


def render(request: Request, template: str, page: object, *, status: int = 200) -> HTMLResponse:
    """Return a template's page; the template knows `page`, `request` and `nonce`."""
    text = (
        _environment()
        .get_template(template)
        .render(
            page=page,
            request=request,
            nonce=request.state.nonce,
            address=request.url.path,
            person=getattr(request.state, "person", None),
        )
    )
    return HTMLResponse(text, status_code=status)


def address_asked(request: Request) -> str:
    """Return the page's own address with what it was asked, for a form to go back to.

    Of a part of a page, that of the page which it is on.
    """
    current = request.headers.get("hx-current-url")
    if current and request.headers.get("hx-request") == "true":
        parts = urlsplit(current)
        path, query = parts.path, parts.query
    else:
        path, query = request.url.path, request.url.query
    asked = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != NOTICE]
    return f"{path}?{urlencode(asked)}" if asked else path


def format_day_and_time(moment: str) -> str:
    """Return a moment as `18 Nov 2026, 14:05`, as the clock of this machine shows it."""
    here = datetime.fromisoformat(moment).astimezone()
    return f"{format_day(here.date().isoformat())}, {here:%H:%M}"


def format_percent(share: float | None) -> str:
    """Return a share of one as `72 %`, and nothing known as a dash."""
    return "–" if share is None else f"{share * 100:.0f} %"


def asked_again(request: Request, **changed: object) -> str:
    """Return the page's own address with some of what it was asked changed; None takes it away."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name not in changed]
    asked += [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{request.url.path}?{urlencode(asked)}" if asked else request.url.path


@cache
def static_address(name: str) -> str:
    """Return the address of a file of `static`, which changes when the file does: browsers may keep it."""
    content = files("coachkit.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={sha256(content).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("coachkit.web", TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters: Mapping[str, Callable[..., object]] = {
        "clock": format_clock,
        "count": format_count,
        "day": format_day,
        "day_and_time": format_day_and_time,
        "minutes": format_minutes,
        "percent": format_percent,
    }
    environment.filters |= filters
    environment.globals |= {
        "static": static_address,
        "again": asked_again,
        "address_asked": address_asked,
        "form_token": form_token,
        "notice_of": notice_of,
    }
    return environment
