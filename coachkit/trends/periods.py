"""Weeks and months: ISO weeks from Monday to Sunday, by the day that a call's own clock shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from coachkit.trends.question import Question

USUAL_WEEKS = 13
"""A quarter of a year, beside the week that is not over."""
USUAL_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A week or a month, from its first day to its last."""

    name: str
    """`2026-W47` or `2026-11`."""
    first: date
    last: date
    is_complete: bool
    """False while it is not over: it is shown and not compared."""


def period_of(day: date, by: Literal["week", "month"], *, over: date) -> Period:
    """Return the week or month that a day is in; it is complete where its last day is `over` or before."""
    if by == "week":
        first = monday_of(day)
        last = first + timedelta(days=6)
        year, week, _ = first.isocalendar()
        name = f"{year}-W{week:02d}"
    else:
        first = day.replace(day=1)
        last = _next_month(first) - timedelta(days=1)
        name = f"{first:%Y-%m}"
    return Period(name=name, first=first, last=last, is_complete=last <= over)


def periods_between(first: date, last: date, by: Literal["week", "month"], *, over: date) -> list[Period]:
    """Return the weeks or months from that of the first day to that of the last, none left out."""
    found = [period_of(first, by, over=over)]
    while found[-1].last < last:
        found.append(period_of(found[-1].last + timedelta(days=1), by, over=over))
    return found


def first_day(question: Question, newest: date, *, over: date) -> date:
    """Return from which day on calls are counted, where the newest call is of the day `newest`.

    Weeks and months begin on their first day, but for a first day that was asked for.
    """
    if question.since is not None:
        return question.since
    if question.by == "month" and question.weeks is None:
        running = period_of(newest, "month", over=over)
        back = USUAL_MONTHS - running.is_complete
        years, month = divmod(running.first.year * 12 + running.first.month - 1 - back, 12)
        return date(years, month + 1, 1)
    running = period_of(newest, "week", over=over)
    back = (question.weeks or USUAL_WEEKS) - running.is_complete
    return running.first - timedelta(weeks=back)


def monday_of(day: date) -> date:
    """Return the Monday of the ISO week that a day is in."""
    return day - timedelta(days=day.weekday())


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
