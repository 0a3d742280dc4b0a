"""What is answered where a form could not be done: why, and all that was typed, to be sent again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from coachkit.errors import CoachkitError
from coachkit.web.acting.desk import ChangedMeanwhileError
from coachkit.web.acting.forms import StaleFormError
from coachkit.web.asked_for import Form, form_asked_for
from coachkit.web.own_address import own_address
from coachkit.web.problem import Problem
from coachkit.web.rendering import render

_OURS = ("form", "back", "version")
_LONG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the form."""

    name: str
    value: str

    @property
    def called(self) -> str:
        """Its name as a person reads it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def is_long(self) -> bool:
        """Whether it needs several lines."""
        return len(self.value) > _LONG or "\n" in self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPage:
    """What the page says, and the form with what was typed."""

    title: str
    text: str
    advice: str
    action: str
    back: str
    again: str
    typed: tuple[Field, ...]
    hidden: tuple[Field, ...]
    theirs: str | None = None
    yours: str | None = None
    is_stale: bool = False
    """The form itself was too old: it is as good as it was, and has only to be sent once more."""


def send_now(request: Request, action: str, fields: Iterable[Field]) -> Response:
    """Return a form that was sent before its person was logged in, to be looked at and sent."""
    problem = Problem(
        status=200, title="You are logged in", text="What you typed was not sent yet.", advice="Look at it."
    )
    page = _page(action, fields, problem, StaleFormError())
    return render(request, "typed.html.j2", page)


async def refuse_form(request: Request, problem: Problem, error: CoachkitError) -> Response:
    """Return why a form could not be done, with what was typed in it."""
    fields = await _fields(request)
    page = _page(request.url.path, fields, problem, error)
    if form_asked_for(request) is not Form.FRAGMENT:
        return render(request, "typed.html.j2", page, status=problem.status)
    answer = render(request, "parts/typed.html.j2", page, status=problem.status)
    # the form stays as it is, with what was typed
    answer.headers["HX-Retarget"] = "#notice"
    answer.headers["HX-Reselect"] = "#notice"
    answer.headers["HX-Reswap"] = "outerHTML show:#notice:top"
    return answer


def _page(action: str, fields: Iterable[Field], problem: Problem, error: CoachkitError) -> TypedPage:
    kept = [one for one in fields if one.name != "form"]
    back = own_address(next((one.value for one in kept if one.name == "back"), "/"))
    typed = tuple(one for one in kept if one.name not in _OURS)
    hidden = [one for one in kept if one.name in _OURS]
    theirs = yours = None
    is_stale = isinstance(error, StaleFormError)
    again = "Send it now" if is_stale else "Send it again"
    if isinstance(error, ChangedMeanwhileError):
        theirs, yours = error.theirs, error.yours
        hidden = [one for one in hidden if one.name != "version"] + [
            Field(name="version", value=error.version)
        ]
    return TypedPage(
        title=problem.title,
        text=problem.text,
        advice=problem.advice,
        action=action,
        back=back,
        again="Use mine" if theirs is not None else again,
        typed=typed,
        hidden=tuple(hidden),
        theirs=theirs,
        yours=yours,
        is_stale=is_stale,
    )


async def _fields(request: Request) -> list[Field]:
    if request.headers.get("content-type", "").split(";")[0] != "application/x-www-form-urlencoded":
        return []
    sent = await request.form()
    return [Field(name=name, value=value) for name, value in sent.multi_items() if isinstance(value, str)]


def is_form(request: Request) -> bool:
    """Say whether a form was sent by this request, and not a page asked for."""
    return request.method == "POST" and request.url.path not in ("/token", "/login")
