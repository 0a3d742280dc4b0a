"""Openings: which trait comes first in a reply."""

from collections.abc import Sequence

import numpy as np

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE, Behaviour, Observed
from coachkit.behaviours.doing import NOWHERE, Deeds, deeds_in
from coachkit.models import Case
from coachkit.replies.trait_pack import Trait, traits_of_cases

LATER = 1
"""Where a reply does not begin with anything, what comes in its second sentence still opens it."""


def openings(cases: Sequence[Case], deeds: Deeds | None = None) -> list[Observed]:
    """Return what agents open their replies with, as far as a sentence shows it; nothing of whole calls.

    `deeds` is what `deeds_in` returns of these cases, where it was read already.
    """
    deeds, known = deeds or deeds_in(cases), traits_of_cases()
    open_to = np.fromiter((one.exchange is not None for one in cases), bool, len(cases))
    far = np.where(deeds.places == NOWHERE, np.iinfo(np.int16).max, deeds.places)
    first = far.min(axis=0, initial=LATER + 1)
    found = []
    for row, name in enumerate(deeds.names):
        trait = known[name]
        if trait.noun is None:
            continue
        done = np.where((far[row] == first) & (first <= LATER), DONE, NOT_DONE).astype(np.int8)
        done[~open_to | (deeds.done[row] == DOES_NOT_APPLY)] = DOES_NOT_APPLY
        words = {case: said for case, said in deeds.words[row].items() if done[case] == DONE}
        if words and np.any(done == NOT_DONE):
            found.append(Observed(behaviour=_behaviour(trait), done=done, words=words))
    return found


def _behaviour(trait: Trait) -> Behaviour:
    return Behaviour(
        key=f"opening:{trait.name}",
        kind="opening",
        does=f"opens with {trait.noun}",
        do=f"Open with {trait.noun}.",
        dont=f"Don't open with {trait.noun}.",
    )
