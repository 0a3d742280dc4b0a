"""Orders: of two things that an agent does, which comes first.

Cases in which only one of them is done tell nothing of their order: whether it is done at all is another
behaviour.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE, Behaviour, Observed
from coachkit.behaviours.doing import NOWHERE, Deeds, deeds_in
from coachkit.models import Case
from coachkit.replies.trait_pack import Trait, traits_of_cases

FEWEST = 6
"""Cases that must have both."""
LEAST_SHARE = 0.01
"""Of many cases, such a share must have both."""


def orders(cases: Sequence[Case], deeds: Deeds | None = None) -> list[Observed]:
    """Return in which order agents do two things that they both do, for pairs that enough cases have.

    `deeds` is what `deeds_in` returns of these cases, where it was read already.
    """
    deeds, known = deeds or deeds_in(cases), traits_of_cases()
    fewest = max(FEWEST, int(LEAST_SHARE * len(cases)))
    found = []
    for one, other in _pairs(deeds, known, fewest):
        first, second = deeds.places[one], deeds.places[other]
        both = (first != NOWHERE) & (second != NOWHERE) & (first != second)
        if both.sum() < fewest:
            continue
        done = np.where(both, np.where(first < second, DONE, NOT_DONE), DOES_NOT_APPLY).astype(np.int8)
        if not np.any(done == DONE) or not np.any(done == NOT_DONE):
            continue
        words = {case: said for case, said in deeds.words[one].items() if done[case] == DONE}
        pair = known[deeds.names[one]], known[deeds.names[other]]
        found.append(Observed(behaviour=_behaviour(*pair), done=done, words=words))
    return found


def _pairs(deeds: Deeds, known: Mapping[str, Trait], fewest: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that may have an order; traits of one group say much the same."""
    counts = np.count_nonzero(deeds.places != NOWHERE, axis=1)
    able = [
        row for row, name in enumerate(deeds.names) if known[name].noun is not None and counts[row] >= fewest
    ]
    for one, other in combinations(able, 2):
        if known[deeds.names[one]].group != known[deeds.names[other]].group:
            yield one, other


def _behaviour(first: Trait, second: Trait) -> Behaviour:
    return Behaviour(
        key=f"order:{first.name}>{second.name}",
        kind="order",
        does=f"puts {first.noun} before {second.noun}",
        do=f"First {first.noun}, then {second.noun}.",
        dont=f"First {second.noun}, then {first.noun}.",
    )
