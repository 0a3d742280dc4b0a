"""Numbers of turns: newest first is highest first, a call is one range of them, and so is a day.

From the top: 16 bits for the day on which the call began (days since 1970, 0 where it is not known), 33
bits of the hash of the call's id, 14 bits for the turn's number. So a full-text search that runs through
its hits backwards finds the newest calls first without looking at any other table.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coachkit.models.kinds import RANGE_BITS as RANGE_BITS
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.models import Call

_CALL_BITS, _DAY_BITS = 33, 16
TURNS_A_RANGE = 1 << RANGE_BITS
"""A call with more turns takes several ranges that follow each other."""
_EPOCH = date(1970, 1, 1).toordinal()
_LAST = 1 << (RANGE_BITS + _CALL_BITS + _DAY_BITS)

IdRange = tuple[int, int]
"""First and last number of turns, both included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    id: int


def ids_of_days(first: date | None, last: date | None) -> IdRange:
    """Return the numbers that turns of these days may have, both included; None: from or to any day.

    Calls whose day is not known are there only where `first` is None.
    """
    low = 0 if first is None else _day_number(first) << (_CALL_BITS + RANGE_BITS)
    high = _LAST if last is None else (_day_number(last) + 1) << (_CALL_BITS + RANGE_BITS)
    return low, high - 1


def first_id(library: Library, call: "Call", turns: int) -> int:
    """Return the number for the first of so many turns of a call, the others to follow.

    Its range is where the hash of the call's id says, or the next that no other call has taken.
    """
    digest = hashlib.sha256(call.id.encode()).digest()
    place = int.from_bytes(digest[:8], "big") >> (64 - _CALL_BITS)
    ranges = max(-(-turns // TURNS_A_RANGE), 1)
    # what would reach into the next day begins earlier
    place = min(place, (1 << _CALL_BITS) - ranges)
    first = (_day_of(call.started_at) << _CALL_BITS | place) << RANGE_BITS
    while taken := _taken(library, call, first, first + ranges * TURNS_A_RANGE - 1):
        first = ((taken >> RANGE_BITS) + 1) << RANGE_BITS
    return first


def _taken(library: Library, call: "Call", first: int, last: int) -> int | None:
    """Return the last number in a range that a turn of another call has."""
    found = library.find(
        _Taken,
        """
        select id from turns where id between :first and :last and call_id != :call order by id desc limit 1
        """,
        {"first": first, "last": last, "call": call.id},
    )
    return found[0].id if found else None


def _day_of(started_at: str | None) -> int:
    try:
        return _day_number(date.fromisoformat((started_at or "")[:10]))
    except ValueError:
        return 0


def _day_number(day: date) -> int:
    return min(max(day.toordinal() - _EPOCH, 1), (1 << _DAY_BITS) - 1)
