"""What a search finds as data for other programs: the nouns of the search, each place with its link."""

import dataclasses

from coachkit.cli.answers_page import span_of
from coachkit.cli.place import place_of
from coachkit.searching.results import AgentGroup, Answer, Answers, Found, FoundAgents, FoundCalls, Hit
from coachkit.store.library import Library

Values = dict[str, object]


def found_values(library: Library, found: Found | FoundCalls | FoundAgents | Answers) -> Values:
    """Return what was found as JSON takes it; every hit and answer has a `link`, every agent a `share`."""
    values = {name: _value(getattr(found, name)) for name in _names(found)}
    match found:
        case Found(hits=hits):
            values["hits"] = [_hit(library, one) for one in hits]
        case FoundCalls(groups=groups):
            values["groups"] = [
                {"call": _value(one.call), "hits": one.hits, "best": _hit(library, one.best)}
                for one in groups
            ]
        case FoundAgents(groups=people):
            values["groups"] = [_agent(library, one) for one in people]
        case Answers(answers=answers):
            values["answers"] = [_answer(library, one) for one in answers]
    return values


def _hit(library: Library, hit: Hit) -> Values:
    return dataclasses.asdict(hit) | {"link": place_of(library, hit.call, hit.start, hit.end).link}


def _agent(library: Library, group: AgentGroup) -> Values:
    example = None if group.example is None else _hit(library, group.example)
    return dataclasses.asdict(group) | {"share": round(group.share, 4), "example": example}


def _answer(library: Library, answer: Answer) -> Values:
    return dataclasses.asdict(answer) | {"link": place_of(library, answer.call, *span_of(answer)).link}


def _names(found: Found | FoundCalls | FoundAgents | Answers) -> list[str]:
    return [field.name for field in dataclasses.fields(found)]


def _value(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return value
