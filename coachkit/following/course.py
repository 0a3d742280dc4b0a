"""When an agent was asked to hear a list, and in which days a change may show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from coachkit.following.standing import Standing

Since = Literal["heard to the end", "acknowledged", "assigned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The days before an agent was asked, and those after the list was heard.

    The days between belong to neither: the list was being heard.
    """

    agent: str
    asked: date
    since: date
    since_what: Since
    """What `since` is the day of; the first of these that happened."""
    days: int
    today: date

    @property
    def before(self) -> tuple[date, date]:
        """First and last day before it was assigned."""
        return self.asked - timedelta(days=self.days), self.asked - timedelta(days=1)

    @property
    def after(self) -> tuple[date, date]:
        """First and last day after; the last is today at most, and may be before the first."""
        return self.since + timedelta(days=1), min(self.since + timedelta(days=self.days), self.today)

    @property
    def days_after(self) -> int:
        """How many of the days after have come."""
        first, last = self.after
        return max((last - first).days + 1, 0)


def courses_of(standings: Iterable[Standing], *, days: int, today: date) -> list[Course]:
    """Return the course of each assignment that was not withdrawn, by agent; of several, the newest."""
    ordered = sorted(standings, key=lambda one: one.assignment.n)
    found = {one.agent: _course(one, days, today) for one in ordered if one.is_going_on}
    return [found[agent] for agent in sorted(found)]


def _course(standing: Standing, days: int, today: date) -> Course:
    asked = day_of(standing.assignment.made_at)
    progress = standing.progress
    since: tuple[date, Since] = (asked, "assigned")
    if progress.is_done and progress.finished_at:
        since = (day_of(progress.finished_at), "heard to the end")
    elif progress.acknowledged_at:
        since = (day_of(progress.acknowledged_at), "acknowledged")
    return Course(
        agent=standing.agent, asked=asked, since=since[0], since_what=since[1], days=days, today=today
    )


def day_of(moment: str) -> date:
    """Return the day of a moment (ISO 8601) on the clock of this computer, as calls show it on theirs."""
    return datetime.fromisoformat(moment).astimezone().date()
