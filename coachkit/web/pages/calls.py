"""The list of calls: filtered, in any order, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar, get_args

from fastapi import Depends, Query

from coachkit.errors import NotFoundError, QueryError
from coachkit.models import GradeLetter, Verdict
from coachkit.near import pick
from coachkit.query.days import days_of
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.call_pages import CallOrder, competitors_on, page_of_calls
from coachkit.store.reading.calls import CallSummary
from coachkit.store.reading.topic_titles import topic_titles
from coachkit.web.library_pool import Opened
from coachkit.web.pages.paging import PageNumber, count_pages
from coachkit.web.pages.search_choices import Choices, read_choices

PAGE_LENGTH = 50
"""Calls on a page."""
NEWEST_FIRST = "-started"
_ORDERS: tuple[CallOrder, ...] = get_args(CallOrder)
_SAID: Mapping[str, str] = {
    "q": "“{}”",
    "agent": "agent {}",
    "customer": "customer {}",
    "topic": "about {}",
    "kind": "{} calls",
    "label": "{}",
    "since": "since {}",
    "until": "until {}",
    "grade": "sound {}",
}
_WENT = {"good": "went well", "neutral": "in between", "bad": "went badly"}

Closed = TypeVar("Closed", bound=str)
Text = Annotated[str, Query(max_length=2_000)]
Name = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsForm:
    """What is asked for, as it stands in the address; what is empty asks nothing."""

    q: Text = ""
    agent: Name = ""
    customer: Name = ""
    topic: Name = ""
    """An id or a title."""
    kind: Name = ""
    label: Name = ""
    since: Name = ""
    until: Name = ""
    grade: Name = ""
    sort: Name = ""
    """One of `CallOrder`; with `-` in front from the highest on. Empty: the newest first."""
    page: PageNumber = 1

    @property
    def filters(self) -> CallFilter:
        """The filters that are meant.

        Raises:
            NotFoundError: There is no such way to go, or grade; says which there are.
            QueryError: A day is none, or the last is before the first.
        """
        since, until = _day("since", self.since, 0), _day("until", self.until, 1)
        if since and until and since > until:
            raise QueryError(f"since {since} is after until {until}; give the earlier day first")
        return CallFilter(
            text=self.q.strip() or None,
            agent=self.agent.strip() or None,
            customer=self.customer.strip() or None,
            topic=self.topic.strip() or None,
            kind=self.kind.strip() or None,
            label=_one_of(self.label, get_args(Verdict), what="way a call can go"),
            grade=_one_of(self.grade, get_args(GradeLetter), what="grade of sound"),
            since=since,
            until=until,
        )

    @property
    def order(self) -> tuple[CallOrder, bool]:
        """What calls are ordered by, and whether from the highest on.

        Raises:
            NotFoundError: There is no such order; says which there are.
        """
        asked = self.sort or NEWEST_FIRST
        name = asked.removeprefix("-")
        known: dict[str, CallOrder] = {one: one for one in _ORDERS}
        return known[pick(name, [(one, one) for one in _ORDERS], what="order")], asked.startswith("-")

    @property
    def narrowing(self) -> dict[str, str]:
        """What narrows the list, by the name of its field."""
        return {name: value for name in _SAID if (value := getattr(self, name).strip())}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPage:
    """Some of the calls that fit, and how many there are."""

    calls: tuple[CallSummary, ...]
    competitors: dict[str, tuple[str, ...]]
    """Who is named on which call, by id."""
    total: int
    number: int
    """Of this page, from one."""
    pages: int
    sort: str
    """As in the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing that narrows the list, by the name of its field and in plain words."""

    field: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsShown:
    """The list with the form that narrows it."""

    form: CallsForm
    chips: tuple[Chip, ...]
    choices: Choices
    found: CallsPage | None
    """None where the question was not understood."""
    problem: str | None
    status: int
    has_calls: bool
    """Whether there are any calls at all."""


Form = Annotated[CallsForm, Depends(CallsForm)]


def read_calls(opened: Opened, form: Form) -> CallsPage:
    """Return one page of the calls that fit.

    Raises:
        NotFoundError: A name is not in the library, or the page not in the list; says what comes near.
        QueryError: A query or a day cannot be understood.
    """
    order, is_descending = form.order
    found = page_of_calls(
        opened.library,
        form.filters,
        order=order,
        is_descending=is_descending,
        limit=PAGE_LENGTH,
        offset=(form.page - 1) * PAGE_LENGTH,
    )
    pages = count_pages(found.total, PAGE_LENGTH)
    if form.page > pages:
        raise NotFoundError(f"there is no page {form.page} of these calls; the last is {pages}")
    return CallsPage(
        calls=found.calls,
        competitors=competitors_on(opened.library, [call.id for call in found.calls]),
        total=found.total,
        number=form.page,
        pages=pages,
        sort=f"{'-' if is_descending else ''}{order}",
    )


def read_calls_shown(opened: Opened, form: Form) -> CallsShown:
    """Return one page of the calls that fit with the form; what was not understood is told beside it."""
    found, problem, status = None, None, 200
    try:
        found = read_calls(opened, form)
    except (NotFoundError, QueryError) as error:
        problem = str(error)
        status = 404 if isinstance(error, NotFoundError) else 400
    return CallsShown(
        form=form,
        chips=tuple(_chips(opened.library, form)),
        choices=opened.kept("search choices", read_choices),
        found=found,
        problem=problem,
        status=status,
        has_calls=bool(found and found.total) or _has_calls(opened.library),
    )


def _chips(library: Library, form: CallsForm) -> list[Chip]:
    chips = []
    for name, value in form.narrowing.items():
        shown = topic_titles(library).get(value, value) if name == "topic" else _WENT.get(value, value)
        chips.append(Chip(field=name, said=_SAID[name].format(shown)))
    return chips


def _has_calls(library: Library) -> bool:
    return page_of_calls(library, CallFilter(), limit=1).total > 0


def _one_of(value: str, known: tuple[Closed, ...], *, what: str) -> Closed | None:
    wanted = value.strip()
    if not wanted:
        return None
    name = pick(wanted, [(one, one) for one in known], what=what)
    return next(one for one in known if one == name)


def _day(name: str, said: str, end: int) -> date | None:
    if not said.strip():
        return None
    try:
        return days_of(said, date.today())[end]
    except ValueError as error:
        raise QueryError(f"{name}: {error}") from None
