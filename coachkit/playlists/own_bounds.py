"""The bounds that a person gives a clip: kept as they are, unless they would cut a word in two."""

from collections.abc import Sequence
from typing import Literal

from coachkit.clipping import Pause

NEAR = 1.5
"""Seconds that a bound may be moved to spare a word; where nobody pauses for longer, the word is cut."""
AIR = 0.15
"""Seconds kept before the first word and after the last, where the pause has twice as many."""


def own_bounds(pauses: Sequence[Pause], start: float, end: float) -> tuple[float, float]:
    """Return the bounds of a clip that a person wants from `start` to `end`, in seconds.

    One that lies inside a word is moved to the pause before it, or where that is far to the next one.
    """
    return _outside_words(pauses, start, "start"), _outside_words(pauses, end, "end")


def _outside_words(pauses: Sequence[Pause], time: float, which: Literal["start", "end"]) -> float:
    if any(one.start <= time <= one.end for one in pauses):
        return time
    before = max((one for one in pauses if one.end < time), key=lambda one: one.end, default=None)
    after = min((one for one in pauses if one.start > time), key=lambda one: one.start, default=None)
    # a clip rather begins before the word and ends behind it
    places = [_near(one, time) for one in ((before, after) if which == "start" else (after, before)) if one]
    return next((place for place in places if abs(place - time) <= NEAR), time)


def _near(pause: Pause, time: float) -> float:
    """Return the place in a pause that is near to a time outside it."""
    air = min(AIR, pause.length / 2)
    return round(pause.end - air if pause.end < time else pause.start + air, 3)
