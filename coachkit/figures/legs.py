"""Figures of the parts of calls that several agents took: each part is measured by itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.measuring.legs import segments_of_leg, sounds_of_leg
from coachkit.models import Call, CallSpeaker, Feeling, Leg, Metric, Segment, SoundSpan
from coachkit.stages.measure import measure_call
from coachkit.store.library import Library
from coachkit.store.reading.figures import StoredFigure

CALLS_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFigure:
    """One figure of what one agent took of a call."""

    agent: str
    figure: StoredFigure


def figures_of_parts(library: Library, calls: Mapping[str, Call], names: Sequence[str]) -> list[PartFigure]:
    """Return these figures for each agent of these calls, by call, agent and name.

    An agent with several legs in a call has the mean of them, by their length. Legs whose agent is not
    known are left out, and calls without any other have none.
    """
    ids = sorted(calls)
    found: list[PartFigure] = []
    for first in range(0, len(ids), CALLS_AT_ONCE):
        for rows in _read(library, [calls[one] for one in ids[first : first + CALLS_AT_ONCE]]):
            found += _of_call(rows, names)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    call: Call
    legs: list[Leg]
    segments: list[Segment]
    feelings: list[Feeling]
    sounds: list[SoundSpan]
    by_voice: bool


def _read(library: Library, calls: Sequence[Call]) -> Iterator[_Rows]:
    ids = [call.id for call in calls]
    legs, segments = library.rows_of(Leg, ids), library.rows_of(Segment, ids)
    feelings, sounds = library.rows_of(Feeling, ids), library.rows_of(SoundSpan, ids)
    by_voice = {one.call_id for one in library.rows_of(CallSpeaker, ids) if one.voice is not None}
    for call in calls:
        yield _Rows(
            call=call,
            legs=[one for one in legs if one.call_id == call.id and one.agent],
            segments=[one for one in segments if one.call_id == call.id],
            feelings=[one for one in feelings if one.call_id == call.id],
            sounds=[one for one in sounds if one.call_id == call.id],
            by_voice=call.id in by_voice,
        )


def _of_call(rows: _Rows, names: Sequence[str]) -> list[PartFigure]:
    measured: dict[tuple[str, str], list[tuple[Metric, float]]] = defaultdict(list)
    for leg in rows.legs:
        if leg.agent and leg.end > leg.start:
            for metric in _measure(rows, leg):
                if metric.name in names:
                    measured[leg.agent, metric.name].append((metric, leg.end - leg.start))
    return [
        PartFigure(agent=agent, figure=_together(parts)) for (agent, _), parts in sorted(measured.items())
    ]


def _measure(rows: _Rows, leg: Leg) -> list[Metric]:
    alone = replace(rows.call, duration=leg.end - leg.start)
    segments = segments_of_leg(leg, rows.segments)
    sounds = sounds_of_leg(leg, rows.sounds)
    inside = {s.n for s in segments}
    feelings = [one for one in rows.feelings if one.n in inside]
    return measure_call(alone, segments, feelings, sounds, by_voice=rows.by_voice)


def _together(parts: Sequence[tuple[Metric, float]]) -> StoredFigure:
    """Return one figure of an agent's legs; without a value where none has one."""
    first = parts[0][0]
    known = [(one.value, seconds) for one, seconds in parts if one.value is not None]
    if not known:
        return StoredFigure(first.call_id, first.name, None, first.reason, None)
    value = sum(one * seconds for one, seconds in known) / sum(seconds for _, seconds in known)
    return StoredFigure(first.call_id, first.name, value, None, None)
