"""What a card may look at in one call, and what a line of it finds there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coachkit.cues import CueList
from coachkit.languages import name_of, unread_language
from coachkit.models import Answer, Exchange, Feeling, Metric, Moment, Segment
from coachkit.query.call_view import CallView, TurnView
from coachkit.scorecards.written import WrittenLine

Place = tuple[float, float, str]
"""(start, end, quote)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a card may look at in one call."""

    call_id: str
    segments: Sequence[Segment]
    metrics: Mapping[str, Metric]
    exchanges: Sequence[Exchange]
    feelings: Mapping[int, Feeling]
    """By `Segment.n`."""
    cues: Mapping[str, CueList]
    moments: Sequence[Moment] = ()
    view: CallView = field(default_factory=lambda: CallView(id="", duration=0.0))
    """The call as queries see it, its turns those in which there is talk; for cards that `asks_turns`."""
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    """What people say to manual questions, by card and line."""
    excused: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Lines that a granted dispute takes out, by card and line: who granted it, and why."""

    def spoken(self, line: WrittenLine, *, role: str | None = None) -> list[Segment]:
        """Return what the line's side (else `role`, else anybody) says in the line's part of the call."""
        side = line.role or role
        low, high = self.stretch(line)
        return [
            s
            for s in self.segments
            if (side is None or s.role == side) and low <= (s.start + s.end) / 2 <= high
        ]

    def stretch(self, line: WrittenLine) -> tuple[float, float]:
        """Return in which part of the call a line looks, in seconds."""
        last = max((s.end for s in self.segments), default=0.0)
        return line.start * last, line.end * last

    def words_of(self, turn: TurnView) -> Place:
        """Return when and what is said in a turn."""
        inside = [s for s in self.segments if s.role == turn.role and turn.start <= s.start <= turn.end]
        return (turn.start, turn.end, " ".join(s.text for s in inside))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: the share of the points (None: not applicable), why, and where."""

    share: float | None
    detail: str = ""
    """What was found, for the reader: the words, the figure, or why it does not apply."""
    place: Place | None = None
    is_found: bool = True
    """Whether the place shows it; else nothing was found, and the place is where it could have been."""


def place_of(segment: Segment) -> Place:
    """Return when and what is said in a segment."""
    return (segment.start, segment.end, segment.text)


def unread(spoken: Sequence[Segment]) -> Finding | None:
    """Return that a line does not apply as what it listens to is in another language, else None."""
    language = unread_language((s.language, s.text) for s in spoken)
    return Finding(share=None, detail=f"it is said in {name_of(language)}") if language else None


def nobody(role: str | None) -> Finding:
    """Return that a line does not apply as its side says nothing where it looks."""
    who = f"the {role} says" if role else "nobody says"
    what = "nothing" if role else "anything"
    return Finding(share=None, detail=f"{who} {what} in this part of the call")


def share_for(count: int, line: WrittenLine) -> float:
    """Return the share of the points for how often something was found: too few or too many give a part."""
    low, high = line.how_often
    if high is not None and count > high:
        return max(0.0, 1 - (count - high) * line.each)
    return min(1.0, count / low) if low else 1.0
