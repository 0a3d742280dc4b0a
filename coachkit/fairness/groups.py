"""Which group each call is in: by who took it, language, sound, length, kind and time of day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.fairness.results import By
from coachkit.languages import name_of
from coachkit.store.reading.judged_calls import AgentPart, JudgedCall

GRADES = {
    "A": "sound A (clear)",
    "B": "sound B (good)",
    "C": "sound C (poor)",
    "D": "sound D (very poor)",
}
_PARTS_OF_DAY = (
    (11, "morning (to 11:00)"),
    (14, "midday (11:00 to 14:00)"),
    (18, "afternoon (14:00 to 18:00)"),
    (24, "evening (from 18:00)"),
)
_FEWEST_TO_CUT = 6
"""So many calls are cut into thirds by their length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A call in a group; a call with two agents is one for each."""

    call: JudgedCall
    group: str
    score: float
    """Of the call, or of the agent's own part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Calls told apart by one circumstance; `without` says how many do not have it."""

    by: By
    members: Sequence[Member]
    order: Sequence[str]
    """The groups, in the order to show them."""
    without: int


def tell_apart(calls: Sequence[JudgedCall], parts: Sequence[AgentPart]) -> list[Told]:
    """Return `calls`, which have scores, told apart in every way there is."""
    grades = {one.id: GRADES[one.grade] for one in calls if one.grade}
    return [
        _by_agent(calls, parts),
        _by_name(calls, "language", {one.id: name_of(one.language) for one in calls if one.language}),
        _by_name(calls, "sound", grades, sorted_by_name=True),
        _by_length(calls),
        _by_name(calls, "kind", {one.id: one.kind for one in calls if one.kind}),
        _by_time(calls),
    ]


def _by_agent(calls: Sequence[JudgedCall], parts: Sequence[AgentPart]) -> Told:
    known = {call.id: call for call in calls}
    on_call: dict[str, list[AgentPart]] = {}
    for part in parts:
        if part.call_id in known:
            on_call.setdefault(part.call_id, []).append(part)
    members = []
    for call_id, there in on_call.items():
        for part in there:
            score = part.score if len(there) > 1 else known[call_id].score
            if score is not None:
                members.append(Member(call=known[call_id], group=part.agent, score=score))
    counts: dict[str, int] = {}
    for one in members:
        counts[one.group] = counts.get(one.group, 0) + 1
    without = sum(call.id not in on_call for call in calls)
    return Told(by="agent", members=members, order=sorted(counts), without=without)


def _by_name(
    calls: Sequence[JudgedCall], by: By, names: Mapping[str, str], *, sorted_by_name: bool = False
) -> Told:
    members = [
        Member(call=call, group=names[call.id], score=call.score)
        for call in calls
        if call.id in names and call.score is not None
    ]
    counts: dict[str, int] = {}
    for one in members:
        counts[one.group] = counts.get(one.group, 0) + 1
    order = sorted(counts, key=lambda name: (0 if sorted_by_name else -counts[name], name))
    return Told(by=by, members=members, order=order, without=len(calls) - len(members))


def _by_length(calls: Sequence[JudgedCall]) -> Told:
    lengths = np.array([call.duration for call in calls if call.duration > 0], float)
    if len(lengths) < _FEWEST_TO_CUT:
        return Told(by="length", members=(), order=(), without=0)
    first, second = (float(np.quantile(lengths, share)) for share in (1 / 3, 2 / 3))
    order = [
        f"short (to {_clock(first)})",
        f"middling (to {_clock(second)})",
        f"long (over {_clock(second)})",
    ]
    names = {
        call.id: order[int(call.duration > first) + int(call.duration > second)]
        for call in calls
        if call.duration > 0
    }
    told = _by_name(calls, "length", names)
    return Told(
        by="length",
        members=told.members,
        order=[name for name in order if name in told.order],
        without=told.without,
    )


def _by_time(calls: Sequence[JudgedCall]) -> Told:
    names = {}
    for call in calls:
        hour = (call.started_at or "")[11:13]
        if hour.isdigit():
            names[call.id] = next(name for end, name in _PARTS_OF_DAY if int(hour) < end)
    told = _by_name(calls, "time of day", names)
    order = [name for _, name in _PARTS_OF_DAY if name in told.order]
    return Told(by="time of day", members=told.members, order=order, without=told.without)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
