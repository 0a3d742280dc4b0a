"""How often things come up from week to week, and what of it is beyond chance, in a lead's words.

Everything is counted and judged by `coachkit.trends`, over all kinds of things at once: a claim stands on
every page or on none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coachkit.counts import format_count
from coachkit.models import SubjectKind
from coachkit.query.tree import OfCall, Value
from coachkit.query.unparse import unparse
from coachkit.statistics.shares import Share
from coachkit.store.reading.people import team_named
from coachkit.trends import Question, TrendRow, TrendTable, trends
from coachkit.trends.comparing import newest_periods
from coachkit.trends.table import Finding
from coachkit.web.library_pool import OpenedLibrary

Period = Literal["week", "month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A week or month: on how many of its calls something comes up."""

    first: date | None
    last: date | None
    is_over: bool
    held: int
    calls: int
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How often one thing comes up over time."""

    by: Period
    steps: tuple[Step, ...]
    says: str | None
    """What is beyond chance, in a sentence; None where nothing is."""
    direction: Literal["up", "down"] | None

    @property
    def over(self) -> tuple[Step, ...]:
        """Those weeks or months that are over."""
        return tuple(step for step in self.steps if step.is_over)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that comes up more, or less, than before."""

    kind: SubjectKind
    id: str
    """Of a topic; of everything else its name."""
    name: str
    says: str
    direction: Literal["up", "down"]
    query: str | None
    """Lists the calls that it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """The courses of everything that comes up."""

    by: Period
    team: str | None
    table: TrendTable

    def of(self, kind: SubjectKind, subject: str) -> Course | None:
        """Return the course of a topic (by its id) or a name; None where it does not come up in that time."""
        row = next((row for row in self.table.rows if (row.kind, row.id) == (kind, subject)), None)
        return self._course(row) if row else None

    def by_id(self, kind: SubjectKind) -> dict[str, Course]:
        """Return the courses of everything of a kind, by id or name."""
        return {row.id: self._course(row) for row in self.table.rows if row.kind == kind}

    def changes(self, *kinds: SubjectKind) -> list[Change]:
        """Return what of these kinds is beyond chance, what is new first."""
        found = [
            (one.kind != "newest", self._change(row, one))
            for row in self.table.rows
            if row.kind in kinds
            for one in row.findings
            if one.is_news
        ]
        return [change for _, change in sorted(found, key=lambda one: one[0])]

    def _course(self, row: TrendRow) -> Course:
        news = next((one for one in row.findings if one.is_news), None)
        return Course(
            by=self.by,
            steps=tuple(
                Step(
                    first=column.first,
                    last=column.last,
                    is_over=column.is_complete,
                    held=cell.share.held,
                    calls=cell.share.calls,
                    share=cell.share.value,
                )
                for column, cell in zip(self.table.columns, row.cells, strict=True)
            ),
            says=self._says(news) if news else None,
            direction=_direction(news) if news else None,
        )

    def _change(self, row: TrendRow, finding: Finding) -> Change:
        return Change(
            kind=row.kind,
            id=row.id,
            name=row.name,
            says=self._says(finding),
            direction=_direction(finding),
            query=finding.query,
        )

    def _says(self, finding: Finding) -> str:
        here, there = finding.here, finding.there
        now = f"{here.held:,} of {format_count(here.calls, 'call')} ({of_hundred(here)})"
        before = f"{there.held:,} of {there.calls:,}"
        if finding.kind == "newest":
            more = "more" if _direction(finding) == "up" else "less"
            return f"Comes up {more} {self._newest()}: in {now}; before that, in {before}."
        course = "Has risen" if _direction(finding) == "up" else "Has fallen"
        return f"{course} over the {self.by}s before: in {now} of the later half, {before} of the earlier."

    def _newest(self) -> str:
        calls = [column.calls for column in self.table.columns if column.is_complete]
        count = newest_periods(calls)
        return f"in the last {self.by}" if count == 1 else f"in the last {count} {self.by}s"


def read_courses(opened: OpenedLibrary, *, by: Period = "week", team: str | None = None) -> Courses:
    """Return how often everything comes up, kept until the file changes or the day ends.

    `team` is the name of a team, as it is stored.
    """
    today = date.today()
    where = unparse(OfCall(field="team", values=(Value(text=team),))) if team else None
    table = opened.kept(
        f"courses {by} {today} {team or ''}",
        lambda library: trends(library, Question(by=by, where=where), today=today),
    )
    return Courses(by=by, team=team, table=table)


def chosen_team(opened: OpenedLibrary, team: str | None) -> str | None:
    """Return the team that is meant; None for all.

    Raises:
        NotFoundError: There is none of that name; says what comes near.
    """
    return team_named(opened.library, team) if team else None


def of_hundred(share: Share) -> str:
    """Return the range that a share is in, as `between 8 and 18 of 100`."""
    if share.low is None or share.high is None:
        return "nobody knows"
    low, high = _hundredths((share.low, share.high))
    return f"between {low} and {high} of 100"


def _hundredths(shares: Sequence[float]) -> list[str]:
    """Return shares as parts of a hundred; with a decimal place where they would be the same without."""
    whole = [f"{100 * share:.0f}" for share in shares]
    return whole if len({*whole}) == len(whole) else [f"{100 * share:.1f}" for share in shares]


def _direction(finding: Finding) -> Literal["up", "down"]:
    return "up" if finding.outcome in ("rose", "rising") else "down"
