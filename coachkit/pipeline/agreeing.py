"""How far people agree on calls: with each other, and with outcomes, the score and the learned score.

What is compared is what each says by itself, so a call that a rating labels still has the score's word.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from coachkit.config import Settings
from coachkit.models import Label, Outcome, Rating, Verdict
from coachkit.outcome_words import deciding
from coachkit.statistics.agreement import Agreement, agreement_of
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import call_heads
from coachkit.votes import majority, of_calls, standing

Place = tuple[str, float | None, float | None]
"""Call id, start, end; without times, the whole call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How far two judges agree on what both of them judged."""

    first: str
    """A person's name, `people` (most of them) or `score`."""
    second: str
    """Another person's name, `score`, `learned score` or `outcome`."""
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A call, or a part of one, of which two judges say different things."""

    call_id: str
    path: str
    started_at: str | None
    agents: tuple[str, ...]
    start: float | None
    """None: the whole call."""
    end: float | None
    first: str
    first_says: Verdict
    second: str
    second_says: Verdict
    why: str | None
    """The newest reason that people give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport:
    """How far all judges agree, and where they do not."""

    rated_calls: int
    rated_parts: int
    raters: tuple[Comparison, ...]
    """Pairs of people who rated the same calls or parts of calls."""
    judges: tuple[Comparison, ...]
    """People beside outcome, score and learned score, and the score beside the outcome."""
    disagreements: tuple[Disagreement, ...]
    """People who differ first, then people and outcomes, then the rest; newest rating first."""


def agreement_report(
    library: Library, settings: Settings, call_ids: Collection[str] | None = None
) -> AgreementReport:
    """Compare all judges on the calls with these ids; None: on all calls."""
    ratings = [r for r in standing(library.rows(Rating)) if call_ids is None or r.call_id in call_ids]
    said = _by_judge(library, settings, ratings, call_ids)
    pairs = [("people", "outcome"), ("people", "score"), ("people", "learned score"), ("score", "outcome")]
    by_person = _by_person(ratings)
    raters = [
        found
        for one, other in combinations(sorted(by_person, key=str.casefold), 2)
        if (found := _compare(one, other, by_person)).agreement.n
    ]
    judges = [found for one, other in pairs if (found := _compare(one, other, said)).agreement.n]
    differing = [
        *(place for one in raters for place in _differing(one, by_person)),
        *(place for one in judges if one.first == "people" for place in _differing(one, said)),
    ]
    return AgreementReport(
        rated_calls=len(said["people"]),
        rated_parts=len({(r.call_id, r.start, r.end) for r in ratings if r.start is not None}),
        raters=tuple(raters),
        judges=tuple(judges),
        disagreements=tuple(_told(library, differing, ratings)),
    )


Says = Mapping[str, Mapping[Place, Verdict]]
"""What each judge says of each place."""


def _by_judge(
    library: Library, settings: Settings, ratings: Iterable[Rating], call_ids: Collection[str] | None
) -> Says:
    labels = [one for one in library.rows(Label) if call_ids is None or one.call_id in call_ids]
    people: dict[Place, Verdict] = {}
    for call_id, of_call in _grouped(of_calls(ratings)).items():
        found = majority(of_call)
        if found:
            people[call_id, None, None] = found.verdict
    outcomes: dict[Place, Verdict] = {}
    for call_id, reported in _grouped(library.rows(Outcome)).items():
        counts = deciding(reported, settings.outcomes)
        if counts and (call_ids is None or call_id in call_ids):
            outcomes[call_id, None, None] = counts[1]
    return {
        "people": people,
        "outcome": outcomes,
        "score": {(one.call_id, None, None): one.score_label for one in labels if one.score_label},
        "learned score": {
            (one.call_id, None, None): one.learned_label for one in labels if one.learned_label
        },
    }


OfCall = TypeVar("OfCall", Rating, Outcome)


def _grouped(rows: Iterable[OfCall]) -> dict[str, list[OfCall]]:
    found: dict[str, list[OfCall]] = {}
    for row in rows:
        found.setdefault(row.call_id, []).append(row)
    return found


def _by_person(ratings: Iterable[Rating]) -> Says:
    found: dict[str, dict[Place, Verdict]] = {}
    for one in ratings:
        if one.verdict:
            found.setdefault(one.author, {})[one.call_id, one.start, one.end] = one.verdict
    return found


def _compare(first: str, second: str, said: Says) -> Comparison:
    shared = said[first].keys() & said[second].keys()
    pairs = [(said[first][place], said[second][place]) for place in shared]
    return Comparison(first=first, second=second, agreement=agreement_of(sorted(pairs)))


_Differing = tuple[Place, str, Verdict, str, Verdict]


def _differing(pair: Comparison, said: Says) -> Iterable[_Differing]:
    first, second = said[pair.first], said[pair.second]
    for place in first.keys() & second.keys():
        if first[place] != second[place]:
            yield place, pair.first, first[place], pair.second, second[place]


def _told(
    library: Library, differing: Iterable[_Differing], ratings: Iterable[Rating]
) -> Iterable[Disagreement]:
    newest = {(one.call_id, one.start, one.end): one for one in ratings}
    rank = {"outcome": 1, "score": 2, "learned score": 3}
    found = sorted(differing, key=lambda one: (rank.get(one[3], 0), -newest[one[0]].n, one[1], one[3]))
    heads = call_heads(library, (call_id for (call_id, _, _), *_ in found))
    for (call_id, start, end), first, first_says, second, second_says in found:
        call = heads[call_id]
        yield Disagreement(
            call_id=call_id,
            path=call.path,
            started_at=call.started_at,
            agents=call.agents,
            start=start,
            end=end,
            first=first,
            first_says=first_says,
            second=second,
            second_says=second_says,
            why=newest[call_id, start, end].why,
        )
