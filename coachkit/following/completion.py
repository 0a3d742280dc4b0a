"""How far an agent is with a list, from what happened to the assignment and what is in the list now.

Lists change by themselves, so nothing is counted that the agent cannot see: clips that were heard count,
also where they left the list since, and so do those that are in it now. Whoever has heard everything once
has done it; what came into the list afterwards is told apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from coachkit.models import Assignment, Listening

State = Literal["overdue", "open", "done", "nothing to hear", "withdrawn"]
STATES: tuple[State, ...] = ("overdue", "open", "nothing to hear", "done", "withdrawn")
"""In the order in which they are listed."""
ENOUGH = 0.5
"""Share of a clip that must have been heard: bounds move a little when a transcript gets better."""
Span = tuple[float, float]


class Stretch(Protocol):
    """A clip, as far as it matters here."""

    @property
    def call_id(self) -> str:
        """The call."""

    @property
    def start(self) -> float:
        """When it begins, in seconds."""

    @property
    def end(self) -> float:
        """When it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an assignment is."""

    state: State
    due: date | None
    is_heard: tuple[bool, ...]
    """Of each clip that is in the list now, in order."""
    heard: int
    """Clips that were heard, with those that left the list since."""
    to_hear: int
    """Clips that are in the list now and were not heard."""
    finished_at: str | None
    """When all that was in the list then had been heard."""
    acknowledged_at: str | None
    withdrawn_at: str | None
    why_withdrawn: str | None
    next_place: int | None
    """Place from 0 of the clip to go on with; None where nothing is left."""
    next_second: float
    """How far into it the agent is already, in seconds."""

    @property
    def is_done(self) -> bool:
        """Whether the agent has heard all there was, at the time or by now."""
        return self.finished_at is not None or (self.heard > 0 and self.to_hear == 0)

    @property
    def new_since(self) -> int:
        """Clips that came into the list after all of it had been heard."""
        return self.to_hear if self.is_done else 0

    @property
    def of(self) -> int:
        """Of how many clips `heard` is."""
        return self.heard if self.is_done else self.heard + self.to_hear

    @property
    def share(self) -> float | None:
        """How much of it is heard, 0 to 1; None where there is nothing to hear."""
        return self.heard / self.of if self.of else None


def progress_of(
    assignment: Assignment,
    happened: Iterable[Listening],
    clips: Sequence[Stretch],
    *,
    today: date,
) -> Progress:
    """Return how far an assignment is.

    `happened` is what is stored of it, in the order of its numbers; `clips` are those of the list now, none
    where the list is gone.
    """
    rows = [row for row in happened if row.assignment == assignment.n]
    heard = [row for row in rows if row.kind == "heard"]
    is_heard = tuple(is_clip_heard(clip, heard) for clip in clips)
    finished = next((row for row in rows if row.kind == "finished"), None)
    withdrawn = next((row for row in rows if row.kind == "withdrawn"), None)
    acknowledged = _last(rows, "acknowledged")
    due = due_of(assignment, rows)
    place, second = _next(clips, is_heard, _last(rows, "position"))
    count = sum(is_heard) + _left_since(heard, clips)
    to_hear = len(clips) - sum(is_heard)
    is_done = finished is not None or (count > 0 and to_hear == 0)
    return Progress(
        state=_state(withdrawn is not None, is_done, to_hear, due, today),
        due=due,
        is_heard=is_heard,
        heard=count,
        to_hear=to_hear,
        finished_at=finished.made_at if finished else heard[-1].made_at if is_done and heard else None,
        acknowledged_at=acknowledged.made_at if acknowledged else None,
        withdrawn_at=withdrawn.made_at if withdrawn else None,
        why_withdrawn=withdrawn.text if withdrawn else None,
        next_place=place,
        next_second=second,
    )


def is_clip_heard(clip: Stretch, heard: Iterable[Stretch | Listening]) -> bool:
    """Say whether at least half of what the clip plays was heard, in one go or in several."""
    spans = _within(clip, heard)
    return sum(end - start for start, end in _joined(spans)) >= ENOUGH * (clip.end - clip.start) > 0


def due_of(assignment: Assignment, rows: Iterable[Listening]) -> date | None:
    """Return until which day it is to be heard, as it was said last."""
    changed = _last(rows, "due")
    if changed is None:
        return assignment.due
    return date.fromisoformat(changed.text) if changed.text else None


def _state(is_withdrawn: bool, is_done: bool, to_hear: int, due: date | None, today: date) -> State:
    if is_withdrawn:
        return "withdrawn"
    if is_done:
        return "done"
    if not to_hear:
        return "nothing to hear"
    return "overdue" if due is not None and due < today else "open"


def _last(rows: Iterable[Listening], kind: str) -> Listening | None:
    return next((row for row in reversed([*rows]) if row.kind == kind), None)


def _within(clip: Stretch, heard: Iterable[Stretch | Listening]) -> list[Span]:
    """Return the parts of the clip that the stretches cover."""
    return [
        (max(one.start, clip.start), min(one.end, clip.end))
        for one in heard
        if one.call_id == clip.call_id and one.start is not None and one.end is not None
        and one.start < clip.end and clip.start < one.end
    ]  # fmt: skip


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _left_since(heard: Sequence[Listening], clips: Sequence[Stretch]) -> int:
    """Return how many clips were heard that are in the list no more, each once."""
    # counted first come, so that hearing more never takes one away
    left: list[Listening] = []
    for row in heard:
        if not any(_within(clip, [row]) for clip in clips) and not any(_is_same(row, one) for one in left):
            left.append(row)
    return len(left)


def _is_same(row: Listening, other: Listening) -> bool:
    if row.call_id != other.call_id or None in (row.start, row.end, other.start, other.end):
        return False
    a, b, c, d = (float(time or 0.0) for time in (row.start, row.end, other.start, other.end))
    return min(b, d) - max(a, c) >= ENOUGH * min(b - a, d - c)


def _next(
    clips: Sequence[Stretch], is_heard: Sequence[bool], position: Listening | None
) -> tuple[int | None, float]:
    """Return the clip to go on with: the one that was broken off, else the first that is not heard."""
    if position is not None and position.start is not None and position.seconds is not None:
        time = position.start + position.seconds
        for place, clip in enumerate(clips):
            if not is_heard[place] and clip.call_id == position.call_id and clip.start <= time < clip.end:
                return place, time - clip.start
    return next((place for place, done in enumerate(is_heard) if not done), None), 0.0
