"""What a page for a talk holds, as values for the terminal, for programs and for the printed page."""

from dataclasses import dataclass
from datetime import date

from coachkit.models import TalkPrepared, Verdict
from coachkit.preparing.weighing import Basis
from coachkit.reporting.results import Spot
from coachkit.statistics.shares import Share
from coachkit.store.reading.preparing import Assigned


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A strength, or the focus: what it is, its figures, and a place that shows it."""

    on: str
    """`criterion:next_step`, `moment:objection`, `competitor:Zenlane`, `metric:patience`."""
    title: str
    basis: Basis
    here: Share
    """How often it goes well."""
    there: Share | None
    """With colleagues or before; None where it is held against half of the calls."""
    says: str
    """The figures in words, with the interval."""
    because: str
    """Why this was chosen, in a sentence."""
    example: Spot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One of the two clips to hear together."""

    spot: Spot
    prompt: str
    """What the customer says first; empty where that is not known."""
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The agent's own clip beside a better one of the same kind."""

    title: str
    own: Heard
    better: Heard
    is_colleague: bool
    """Whether the better one is of somebody else."""
    alike: float | None
    """How alike the customers' words are, -1 to 1; None where that is not known."""
    differs: str | None
    """What the two replies do differently; None where nothing can be told from the words."""
    note: str
    """What the two are, in a sentence: what shows the focus, or a single call that shows no pattern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A call that was picked by chance, with its brief."""

    spot: Spot
    brief: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of something that the last page named."""

    on: str
    title: str
    was_focus: bool
    then: Share
    now: Share
    says: str
    verdict: str
    """`better`, `less well`, `no clear change`, or `too few calls to say`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """The page that was prepared before, and what has changed since."""

    talk: TalkPrepared
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPage:
    """Everything on a page for a talk with an agent."""

    agent: str
    team: str | None
    first: date | None
    """None, with `last`: none of the agent's calls has a date, so all of them are looked at."""
    last: date | None
    calls: int
    minutes: float
    good: int
    neutral: int
    bad: int
    colleagues: tuple[str, ...]
    """Whose calls of the same days are compared with."""
    calls_beside: int
    looked_at: int
    """How many things were compared."""
    strengths: tuple[Point, ...]
    went_well: tuple[Heard, ...]
    """Single exchanges that went well, where there are fewer than two strengths."""
    focus: Point | None
    focus_says: str
    """The one thing to work on, and how it was chosen, in words; also where nothing stands out."""
    beside: Beside | None
    drawn: tuple[Drawn, ...]
    last_time: LastTime | None
    to_hear: tuple[Assigned, ...]
    questions: tuple[str, ...]
    notes: tuple[str, ...]
    kept: TalkPrepared
    """What the next page will be compared with; its number is 0 until it is stored."""
