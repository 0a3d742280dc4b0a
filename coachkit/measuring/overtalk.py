"""When the agent talks over the customer.

An event is a turn that the agent begins while the customer speaks. An agent who was speaking already, and
goes on when the customer breaks in, has begun nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.conversation import is_backchannel
from coachkit.measuring.figure import Figure, Figures, ratio
from coachkit.measuring.talk import Talk
from coachkit.models import Turn

OVERTALK = 0.5
"""An overlap of this many seconds is an event; and so short a pause is no end of the agent's talk."""
ONE_CHANNEL = "both sides are on one channel, where two who speak at once cannot be told apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A turn that the agent begins while the customer speaks."""

    turn: Turn
    end: float
    """When one of them stops."""

    @property
    def seconds(self) -> float:
        """How long both speak."""
        return round(self.end - self.turn.start, 3)  # to the millisecond: 0.4999… is half a second


def overtalk_figures(talk: Talk, *, is_one_channel: bool) -> Figures:
    """Return how often and how long the agent talks over the customer; nothing known on one channel."""
    if is_one_channel:
        names = ("overtalk_count", "overtalk_share", "overtalk_seconds", "overtalk_longest")
        return dict.fromkeys(names, Figure(value=None, reason=ONE_CHANNEL))
    found = agent_overlaps(talk.turns)
    longest = max(found, key=lambda one: (one.seconds, -one.turn.start), default=None)
    agents = len(talk.turns_by("agent"))
    return {
        "overtalk_count": Figure(value=float(len(found))),
        "overtalk_share": ratio(len(found), agents, reason="the agent says nothing"),
        "overtalk_seconds": Figure(value=sum(one.seconds for one in found)),
        "overtalk_longest": Figure(
            value=longest.seconds,
            start=longest.turn.start,
            end=longest.end,
            quote=talk.quote_from(longest.turn),
        )
        if longest
        else Figure(value=0.0),
    }


def agent_overlaps(turns: Sequence[Turn]) -> list[Overlap]:
    """Return the turns, in order, that the agent begins over the customer's by `OVERTALK` s or more."""
    found: list[Overlap] = []
    running: list[Turn] = []
    before: Turn | None = None
    for turn in turns:
        running = [one for one in running if one.end > turn.start]
        if turn.role == "customer":
            running.append(turn)
        elif turn.role == "agent":
            if running and not is_backchannel(turn.text) and not _goes_on(before, turn, running):
                found.append(Overlap(turn=turn, end=min(turn.end, max(one.end for one in running))))
            before = turn
    return [one for one in found if one.seconds >= OVERTALK]


def _goes_on(before: Turn | None, turn: Turn, running: Sequence[Turn]) -> bool:
    """Say whether the agent spoke already when the customer began, and has hardly paused since."""
    if before is None or turn.start - before.end >= OVERTALK:
        return False
    return before.end > min(one.start for one in running)
