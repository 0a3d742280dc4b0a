"""What a search finds as data for other programs: the nouns of the search, each place with its link."""

import dataclasses
from collections.abc import Callable

from coachkit.searching.results import (
    AgentGroup,
    Answer,
    Answers,
    CallFacts,
    Found,
    FoundAgents,
    FoundCalls,
    Hit,
)
from coachkit.searching.views import AnyFound

Values = dict[str, object]
LinkOf = Callable[[CallFacts, float, float], str]
"""From a call and a stretch of it, in seconds, to the address where it can be heard or read."""


def found_values(found: AnyFound, link_of: LinkOf) -> Values:
    """Return what was found as JSON takes it; every hit and answer has a `link`, every agent a `share`."""
    values = {field.name: _value(getattr(found, field.name)) for field in dataclasses.fields(found)}
    match found:
        case Found(hits=hits):
            values["hits"] = [_hit(one, link_of) for one in hits]
        case FoundCalls(groups=groups):
            values["groups"] = [
                {"call": _value(one.call), "hits": one.hits, "best": _hit(one.best, link_of)}
                for one in groups
            ]
        case FoundAgents(groups=people):
            values["groups"] = [_agent(one, link_of) for one in people]
        case Answers(answers=answers):
            values["answers"] = [_answer(one, link_of) for one in answers]
    return values


def _hit(hit: Hit, link_of: LinkOf) -> Values:
    return dataclasses.asdict(hit) | {"link": link_of(hit.call, hit.start, hit.end)}


def _agent(group: AgentGroup, link_of: LinkOf) -> Values:
    example = None if group.example is None else _hit(group.example, link_of)
    return dataclasses.asdict(group) | {"share": round(group.share, 4), "example": example}


def _answer(answer: Answer, link_of: LinkOf) -> Values:
    return dataclasses.asdict(answer) | {"link": link_of(answer.call, *answer.span)}


def _value(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return value
