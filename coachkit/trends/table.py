"""A table of trends: everything that a page or a program shows of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from coachkit.models import SubjectKind
from coachkit.statistics.shares import Share
from coachkit.trends.comparing import Kind
from coachkit.trends.question import By

Outcome = Literal[
    "rose",
    "fell",
    "rising",
    "falling",
    "more",
    "less",
    "no clear change",
    "no clear difference",
    "too few calls",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A week, month, team or agent, with all its calls."""

    name: str
    """`2026-W47`, `2026-11`, or the name of the team or agent."""
    calls: int
    first: date | None = None
    last: date | None = None
    is_complete: bool = True
    """False for a week or month that is not over: it is shown and not compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The share of a column's calls that hold a subject."""

    name: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a comparison comes to.

    `newest`: the newest weeks against those before. `course`: of those before, the later half against the
    earlier.
    `group`: the team or agent `cell` against all others.
    """

    kind: Kind
    cell: str | None
    here: Share
    there: Share
    chance: float | None
    """How likely chance alone parts the shares so far; None where there are too few calls to tell."""
    adjusted: float | None
    """The same, corrected for everything that the table looks at."""
    outcome: Outcome
    says: str
    """In words: `rose: 12 % of 140 calls (8 to 18 %) against 5 % of 310 before`."""
    apart: str | None = None
    """The team or agent left out of `there`, who alone makes the others differ from this one."""
    query: str | None = None
    """Of what is news: lists the calls that hold the subject, of those weeks or that agent."""

    @property
    def is_news(self) -> bool:
        """Say whether it is beyond chance and worth naming."""
        return self.outcome in ("rose", "fell", "rising", "falling", "more", "less")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """A subject: its share of all calls, of each column's, and what came of comparing them."""

    kind: SubjectKind
    id: str
    """Of a topic; of everything else its name."""
    name: str
    share: Share
    cells: tuple[Cell, ...]
    """One for each column of the table, in order."""
    findings: tuple[Finding, ...]

    @property
    def is_news(self) -> bool:
        """Say whether anything about it is beyond chance and worth naming."""
        return any(one.is_news for one in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is beyond chance, in a sentence, and the query that lists the calls it rests on."""

    sentence: str
    query: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendTable:
    """How often subjects come up, by week, month, team or agent, and what is beyond chance."""

    by: By
    of: tuple[SubjectKind, ...]
    first: date | None
    """Calls from this day on are counted; None: all, whenever they were."""
    last: date | None
    calls: int
    """As they are counted: all that a customer calls in a week is one."""
    columns: tuple[Column, ...]
    rows: tuple[TrendRow, ...]
    """Those with news first, then those that come up on most calls."""
    news: tuple[News, ...]
    """The surest first."""
    looked_at: int
    """How many comparisons had enough calls; the claims are corrected for so many."""
    notes: tuple[str, ...]
    """What is left out, and how it was counted, in sentences."""
