"""Traits as behaviours: what agents do in a reply at all."""

from collections.abc import Sequence

import numpy as np

from coachkit.behaviours.behaviour import DONE, NOT_DONE, Behaviour, Observed
from coachkit.behaviours.doing import Deeds, deeds_in
from coachkit.models import Case
from coachkit.replies.trait_pack import Trait, traits_of_cases


def traits(cases: Sequence[Case], deeds: Deeds | None = None) -> list[Observed]:
    """Return which traits the agents' replies have, those that are in some cases and not in others.

    `deeds` is what `deeds_in` returns of these cases, where it was read already.
    """
    deeds = deeds or deeds_in(cases)
    return [
        Observed(behaviour=_behaviour(traits_of_cases()[name]), done=deeds.done[row], words=deeds.words[row])
        for row, name in enumerate(deeds.names)
        if np.any(deeds.done[row] == DONE) and np.any(deeds.done[row] == NOT_DONE)
    ]


def _behaviour(trait: Trait) -> Behaviour:
    return Behaviour(key=f"trait:{trait.name}", kind="trait", does=trait.does, do=trait.do, dont=trait.dont)
