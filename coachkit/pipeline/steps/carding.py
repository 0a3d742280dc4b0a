"""The step that writes battle cards: calls are read some hundred at a time, and each name gathers its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from coachkit.battlecards.answers import answer_of
from coachkit.battlecards.card import card_of
from coachkit.battlecards.following import turned_to
from coachkit.battlecards.matter import Later, Matter, NamedLine, Took
from coachkit.battlecards.remarks import remarks_of
from coachkit.call_copies import without_copies
from coachkit.line_vectors import LineMeanings
from coachkit.models import Case, LineVectors, StageRows, SubjectKind
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.carding_trend import trends_of
from coachkit.playbooks.titles import ids_of
from coachkit.store.library import Library
from coachkit.store.reading.cards import (
    calls_named_in,
    card_calls,
    moments_of_customers,
    named_cases,
    named_lines,
    reactions_taken,
    told_to_leave,
)

AT_ONCE = 200
"""Calls that are read in one go."""
Name = tuple[SubjectKind, str]
OfCall = TypeVar("OfCall", Case, Later, LineVectors, NamedLine, Took)


def card(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Write a battle card for each competitor and feature of the settings that customers bring up."""
    library, settings = bench.library, bench.settings
    wanted: list[Name] = [("competitor", one.name) for one in settings.competitors]
    wanted += [("feature", one.name) for one in settings.features]
    heard = card_calls(library, min_grade=settings.playbooks.min_grade)
    calls = {one.id: one for one in without_copies(heard)}
    named: dict[Name, set[str]] = defaultdict(set)
    for kind, name, call in calls_named_in(library):
        named[kind, name].add(call)  # type: ignore[index]
    up = [name for name in wanted if named[name] & calls.keys()]
    to_leave = told_to_leave(library)
    always = to_leave.get(("everything", ""), frozenset())
    matters = {
        name: Matter(kind=name[0], name=name[1], to_leave=always | to_leave.get(name, frozenset()))
        for name in up
    }
    _gather(library, sorted(set().union(*(named[name] for name in up)) & calls.keys()), matters)
    told = trends_of(library, {name: named[name] & calls.keys() for name in up}, calls.keys())
    hard = {name: len(named[name] - {one.id for one in heard}) for name in up}
    ids = ids_of(up)
    cards = [
        card_of(matters[name], calls, card_id=ids[name], trend=told[name], left_out=hard[name]) for name in up
    ]
    return {
        "battle_cards": [one.card for one in cards],
        "card_lines": [line for one in cards for line in one.lines],
        "card_quotes": [quote for one in cards for quote in one.quotes],
    }


def _gather(library: Library, call_ids: Sequence[str], matters: Mapping[Name, Matter]) -> None:
    """Add to each name what these calls hold about it."""
    for first in range(0, len(call_ids), AT_ONCE):
        ids = call_ids[first : first + AT_ONCE]
        lines, cases = _by_call(named_lines(library, ids)), _by_call(named_cases(library, ids))
        took, later = _by_call(reactions_taken(library, ids)), _by_call(moments_of_customers(library, ids))
        vectors = _by_call(library.rows_of(LineVectors, ids))
        for one in ids:
            _gather_call(
                matters, lines[one], cases[one], took[one], later[one], LineMeanings.of(vectors[one])
            )


def _gather_call(
    matters: Mapping[Name, Matter],
    lines: Sequence[NamedLine],
    cases: Sequence[Case],
    took: Sequence[Took],
    later: Sequence[Later],
    meanings: LineMeanings,
) -> None:
    took_of = {one.exchange: one for one in took}
    for name in dict.fromkeys((line.kind, line.name) for line in lines):
        if name not in matters:
            continue
        matter = matters[name]
        own = [one for one in cases if (one.kind, one.name) == name]
        remarks, asked = remarks_of([line for line in lines if (line.kind, line.name) == name], own, meanings)
        matter.remarks += remarks
        matter.asked += asked
        said = {one.case: one.text for one in reversed(remarks)}
        for one in own:
            reaction = took_of.get(one.exchange if one.exchange is not None else -1)
            prompt = said.get(one.n, one.prompt)
            matter.answers.append(answer_of(one, reaction, meanings, prompt=prompt))
            matter.turned += turned_to(one, reaction, later)


def _by_call(rows: Iterable[OfCall]) -> Mapping[str, list[OfCall]]:
    found: dict[str, list[OfCall]] = defaultdict(list)
    for one in rows:
        found[one.call_id].append(one)
    return found
