"""What people say of calls and scores: ratings, answers and disputes.

They are only ever added. Each is anchored to its call and a stretch of it, so a better transcript, another
score card or another threshold does not lose it.
"""

from dataclasses import dataclass

from coachkit.models.kinds import AnswerValue, DisputeOutcome, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A person's verdict on a call, or on a stretch of it; the newest of a person on a place counts."""

    n: int
    """Number in the library, from 1."""
    call_id: str
    start: float | None
    """None: the whole call."""
    end: float | None
    verdict: Verdict | None
    """None: the person takes the earlier verdict back."""
    why: str | None
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A person's answer to a manual question of a score card; the newest counts."""

    n: int
    """Number in the library, from 1."""
    call_id: str
    card: str
    criterion: str
    value: AnswerValue
    why: str | None
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Somebody's objection to a line of a score card on a call; it stays whatever is decided."""

    n: int
    """Number in the library, from 1."""
    call_id: str
    card: str
    criterion: str
    start: float | None
    """Where the disputed evidence is; None where the line has none."""
    end: float | None
    reason: str
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeDecision:
    """How a dispute ended: `granted` takes the line out of the score, `refused` leaves it.

    `withdrawn`: whoever objected has taken it back. Of several disputes of a line the newest counts.
    """

    dispute: int
    """`Dispute.n`."""
    call_id: str
    outcome: DisputeOutcome
    reason: str
    author: str
    made_at: str
