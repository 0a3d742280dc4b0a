"""Which stretch of a call a person means: a time stands for the exchange or turn around it."""

import re
from collections.abc import Iterable

from coachkit.conversation import talk_of, turns_of
from coachkit.errors import EditError
from coachkit.models import Call, Exchange, Segment, Turn
from coachkit.store.library import Library
from coachkit.transcripts.clock import parse_time

NEAR = 5.0
"""Seconds that a time may be away from what is said."""
Stretch = tuple[float, float]
"""Start and end in seconds."""
_FROM_TO = re.compile(r"\s*(\S+?)\s*[-–—]\s*(\S+)\s*")


def find_stretch(library: Library, call: Call, at: str) -> Stretch:
    """Return the stretch of a call that `at` means: `1:20-2:05`, or a time in it, such as `1:20`.

    A time means the exchange that holds it, of several the shortest; without one, the turn that is said then.

    Raises:
        EditError: It is no time, lies past the end of the call, or nobody speaks then.
    """
    both = _FROM_TO.fullmatch(at)
    if both:
        start, end = (_time(text, at) for text in both.groups())
        if end <= start:
            raise EditError(f"“{at}” ends before it begins; write the earlier time first, such as 1:20-2:05")
        _check(call, start)
        return start, min(end, call.duration)
    time = _time(at, at)
    _check(call, time)
    exchange = _around(library.rows(Exchange, call_id=call.id), time)
    if exchange:
        return exchange.start, exchange.end
    turns = turns_of(talk_of(library.rows(Segment, call_id=call.id)))
    turn = min(turns, key=lambda one: (_distance(one, time), one.start), default=None)
    if turn is None:
        raise EditError("nobody talks on this call; leave out the time to rate all of it")
    if _distance(turn, time) > NEAR:
        raise EditError(
            f"nobody speaks at {at}; the nearest is at {on_clock(turn.start)}: “{turn.text[:40]}”"
        )
    return turn.start, turn.end


def begins_at(at: str) -> float:
    """Return the time, or where the stretch begins, that `at` means, in seconds; as `find_stretch`."""
    both = _FROM_TO.fullmatch(at)
    return _time(both[1] if both else at, at)


def _time(text: str, at: str) -> float:
    found = parse_time(text)
    if found is None:
        raise EditError(f"“{at}” is no time; write one such as 1:20, or from when to when: 1:20-2:05")
    return found


def _check(call: Call, time: float) -> None:
    if time > call.duration:
        raise EditError(
            f"{on_clock(time)} is past the end of the call, which lasts {on_clock(call.duration)}"
        )


def _around(exchanges: Iterable[Exchange], time: float) -> Exchange | None:
    # the clock shows whole seconds, so 1:20 may be 80.9
    holding = [one for one in exchanges if one.start - 1 < time < one.end]
    return min(holding, key=lambda one: (one.end - one.start, one.n), default=None)


def _distance(turn: Turn, time: float) -> float:
    return max(int(turn.start) - time, time - turn.end, 0.0)


def on_clock(seconds: float) -> str:
    """Return a time as it is shown and written: 1:05, or 1:02:05 past an hour."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
