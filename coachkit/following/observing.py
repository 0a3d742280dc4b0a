"""What a list trains, call by call: whose call, on which day, and how it was."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from coachkit.call_copies import without_copies
from coachkit.figures.legs import figures_of_parts
from coachkit.following.trained import Trained
from coachkit.models import Call, CallAgent, ExchangeKind
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, CallSummary, list_calls
from coachkit.store.reading.figures import stored_figures
from coachkit.store.reading.people import agents_on_calls
from coachkit.store.reading.topic_titles import topic_titles
from coachkit.store.reading.topics import topic_named
from coachkit.store.reading.trained import (
    Found,
    criterion_named,
    exchange_named,
    exchanges_about,
    points_of,
)


def as_stored(library: Library, trained: Trained) -> Trained:
    """Return what is trained by the name that the library has for it.

    Raises:
        NotFoundError: It came up in no call; says which names come near.
    """
    if trained.kind == "metric":
        return trained
    if trained.kind == "topic":
        return replace(trained, name=topic_titles(library)[topic_named(library, trained.name)])
    if trained.kind == "criterion":
        return replace(trained, name=criterion_named(library, trained.name))
    return replace(trained, name=exchange_named(library, trained.kind, trained.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The figure of one agent in one call."""

    call_id: str
    agent: str
    day: date
    """By the call's own clock."""
    value: float
    """A share is 0 to 1; of several exchanges in a call it is the share that went well."""


def observe(library: Library, trained: Trained, *, first: date, last: date) -> list[Observation]:
    """Return the figure in all calls of these days that have it, by call.

    A call that is there twice counts once. In a call of several agents everybody has the part that they
    took; what cannot be told is left out.

    What is trained goes by its stored name, see `as_stored`.
    """
    listed = list_calls(library, CallFilter(since=first, until=last))
    calls = {call.id: call for call in without_copies(sorted(listed, key=lambda call: call.id))}
    if trained.kind == "metric":
        values = _figures(library, trained.name, calls)
    elif trained.kind == "topic":
        values = _labels(trained.name, calls)
    else:
        values = _shares(library, _found(library, trained, calls), calls)
    return [
        Observation(call_id=call_id, agent=agent, day=_day(calls[call_id]), value=value)
        for (call_id, agent), value in sorted(values.items())
    ]


Values = dict[tuple[str, str], float]
"""By call and agent."""


def _day(call: CallSummary) -> date:
    return date.fromisoformat((call.started_at or "")[:10])  # calls without a day pass no filter by days


def _figures(library: Library, name: str, calls: Mapping[str, CallSummary]) -> Values:
    values = {
        (one.call_id, calls[one.call_id].agents[0]): one.value
        for one in stored_figures(library, [name], calls)
        if one.value is not None and len(calls[one.call_id].agents) == 1
    }
    shared = {call.id for call in calls.values() if len(call.agents) > 1}
    if shared:
        wanted = {call.id: call for call in library.rows(Call) if call.id in shared}
        for part in figures_of_parts(library, wanted, [name]):
            if part.figure.value is not None:
                values[part.figure.call_id, part.agent] = part.figure.value
    return values


def _labels(topic: str, calls: Mapping[str, CallSummary]) -> Values:
    return {
        (call.id, call.agents[0]): float(call.label == "good")
        for call in calls.values()
        if call.topic == topic and call.label is not None and len(call.agents) == 1
    }


def _found(library: Library, trained: Trained, calls: Mapping[str, CallSummary]) -> list[Found]:
    if trained.kind == "criterion":
        return points_of(library, trained.name, calls)
    kind = cast(ExchangeKind, trained.kind)  # all others are figures or labels of whole calls
    return exchanges_about(library, kind, trained.name, calls)


def _shares(library: Library, found: Iterable[Found], calls: Mapping[str, CallSummary]) -> Values:
    """Return for each agent and call how much of what was found went well, 0 to 1."""
    went: dict[tuple[str, str], list[bool]] = defaultdict(list)
    parts = _parts(library, calls)
    for one in found:
        agent = _agent_at(one, calls[one.call_id].agents, parts.get(one.call_id, ()))
        if agent is not None:
            went[one.call_id, agent].append(one.went_well)
    return {place: sum(some) / len(some) for place, some in went.items()}


def _parts(library: Library, calls: Mapping[str, CallSummary]) -> dict[str, list[CallAgent]]:
    shared = {call.id for call in calls.values() if len(call.agents) > 1}
    parts: dict[str, list[CallAgent]] = defaultdict(list)
    if shared:
        for part in agents_on_calls(library):
            if part.call_id in shared:
                parts[part.call_id].append(part)
    return parts


def _agent_at(found: Found, agents: Sequence[str], parts: Sequence[CallAgent]) -> str | None:
    """Return whose it is; None where that is not known."""
    if len(agents) == 1:
        return agents[0]
    if found.time is None:
        return None
    there = {part.agent for part in parts if part.start <= found.time < part.end}
    return there.pop() if len(there) == 1 else None
