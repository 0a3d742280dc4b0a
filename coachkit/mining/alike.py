"""Behaviours that are one and the same by their cases: of these only one is compared.

Who opens with a question has a question early in the reply, and says “which plan”; nobody can tell from the
cases which of these helps. One is kept, the one that a lead would say; the others go with it. This is done
before anything is compared and looks at no verdict, so it costs no certainty.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.behaviour import DONE, Behaviour
from coachkit.mining.units import Done, applies
from coachkit.models import BehaviourKind

SAME = 0.85
"""Phi from which on two behaviours are in nearly the same cases: some 92 of 100 of either are common."""
_READS: tuple[BehaviourKind, ...] = ("trait", "opening", "order", "wording", "phrase", "measure")
"""Which kind says it best, best first."""
_CELLS = 20_000_000

Phis = npt.NDArray[np.float64]


def reading_order(behaviour: Behaviour) -> tuple[int, int, str]:
    """Return by what behaviours are sorted so that the one that says it best is first; long phrases first."""
    longer = -len(behaviour.key.split()) if behaviour.kind in ("phrase", "wording") else 0
    return _READS.index(behaviour.kind), longer, behaviour.key


def told_apart(behaviours: Sequence[Behaviour], done: Sequence[Done]) -> dict[int, list[int]]:
    """Return the places of behaviours that are kept, each with those that are nearly the same.

    One that is done exactly where another is left is the same question the other way round; it is kept by
    neither and goes with none.
    """
    order = sorted(range(len(behaviours)), key=lambda place: reading_order(behaviours[place]))
    if not order:
        return {}
    does, could = _phis([one == DONE for one in done]), _agreement([applies(one) for one in done])
    kept: dict[int, list[int]] = {}
    taken: set[int] = set()
    for place in order:
        if place in taken:
            continue
        taken.add(place)
        same = (np.abs(does[place]) >= SAME) & (could[place] >= SAME)
        new = [other for other in order if same[other] and other not in taken]
        taken.update(new)
        kept[place] = [other for other in new if does[place, other] > 0]
    return kept


def _phis(flags: Sequence[npt.NDArray[np.bool_]]) -> Phis:
    """Return the correlation of any two of some rows of yes and no; 0 where a row says only one thing."""
    total, sums, both = _together(flags)
    spread = np.sqrt(sums * (total - sums))
    away = total * both - np.outer(sums, sums)
    scale = np.outer(spread, spread)
    found: Phis = np.divide(away, scale, out=np.zeros_like(away), where=scale > 0)
    return found


def _agreement(flags: Sequence[npt.NDArray[np.bool_]]) -> Phis:
    """Return in which share of the cases in which either holds both hold, of any two rows."""
    _, sums, both = _together(flags)
    either = sums[:, None] + sums[None, :] - both
    found: Phis = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return found


def _together(flags: Sequence[npt.NDArray[np.bool_]]) -> tuple[int, Phis, Phis]:
    """Return how many cases there are, in how many each row holds, and in how many any two do."""
    total, step = len(flags[0]), max(1, _CELLS // len(flags))
    both = np.zeros((len(flags), len(flags)))
    for first in range(0, total, step):
        part = np.array([row[first : first + step] for row in flags], dtype=np.float32)
        both += part @ part.T
    return total, np.diag(both).copy(), both
