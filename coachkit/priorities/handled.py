"""Calls as agents handled them: how each went, and what was known before the agent could do anything."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from coachkit.call_copies import has_time
from coachkit.dates import on_one_clock
from coachkit.priorities.measures import By, value_of_part
from coachkit.store.reading.priorities import KnownCall, Part

AGAIN = timedelta(days=7)
"""A customer who was on the line within this time before calls again about it, as a rule."""
_PARTS_OF_DAY = ((11, "morning"), (14, "midday"), (18, "afternoon"), (24, "evening"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """A call as one agent handled it."""

    call_id: str
    agent: str
    value: float
    """How it went, by the measure asked for."""
    topic_id: str | None
    topics: int
    """How many topics come up in it."""
    mood: float | None
    """How the customer sounds in the first third, -1 to 1."""
    is_again: bool
    """Whether the customer was on the line in the days before."""
    language: str | None
    time_of_day: str | None


def handled_calls(calls: Sequence[KnownCall], parts: Iterable[Part], by: By) -> list[Handled]:
    """Return the parts of `calls` whose figure is known, in the order of `parts`."""
    known = {call.id: call for call in calls}
    taken = [part for part in parts if part.call_id in known]
    agents = Counter(part.call_id for part in taken)
    again = repeated_calls(calls)
    found = []
    for part in taken:
        call = known[part.call_id]
        value = value_of_part(call, part, by, is_alone=agents[call.id] == 1)
        if value is None:
            continue
        found.append(
            Handled(
                call_id=call.id,
                agent=part.agent,
                value=value,
                topic_id=call.topic_id,
                topics=call.topics,
                mood=call.mood,
                is_again=call.id in again,
                language=call.language,
                time_of_day=_time_of_day(call.started_at),
            )
        )
    return found


def repeated_calls(calls: Iterable[KnownCall]) -> set[str]:
    """Return the ids of calls of customers who had called within the week before."""
    timed = [(call, call.started_at) for call in calls if call.customer and has_time(call.started_at)]
    moments = on_one_clock(datetime.fromisoformat(at) for _, at in timed if at)
    ordered = sorted((call.customer, at, call.id) for (call, _), at in zip(timed, moments, strict=True))
    found = set()
    for (before_of, before, _), (customer, at, call_id) in pairwise(ordered):
        if before_of == customer and timedelta() < at - before <= AGAIN:
            found.add(call_id)
    return found


def _time_of_day(started_at: str | None) -> str | None:
    if started_at is None or not has_time(started_at):
        return None
    hour = int(started_at[11:13])
    return next(name for until, name in _PARTS_OF_DAY if hour < until)
