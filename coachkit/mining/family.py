"""The family: everything that is compared in a library, and what of it is more than chance.

What could never be found whatever had gone well does not count as looked at (Tarone 1990; Gilbert, Journal
of the Royal Statistical Society C 2005). The rest is corrected as Benjamini and Hochberg do (1995), but by
how many lines are left once those that say the same as others are folded: each true one counts once, so
that false ones are not let in by its shadows (Katsevich, Sabatti and Bogomolov, Annals of Applied
Statistics 2023).
"""

from collections.abc import Sequence

from coachkit.mining.hypotheses import Hypothesis
from coachkit.statistics.many import adjusted


def testable(hypotheses: Sequence[Hypothesis], max_false: float) -> list[Hypothesis]:
    """Return those that could be found at all: the others' chances cannot become small enough."""
    least = sorted(one.least for one in hypotheses)
    looked_at = 1
    while sum(chance <= max_false / looked_at for chance in least) > looked_at:
        looked_at += 1
    return [one for one in hypotheses if one.least <= max_false / looked_at]


def nearly(family: Sequence[Hypothesis], most: float) -> list[Hypothesis]:
    """Return those that stand at a rate of false ones up to `most` before any is folded, strongest first."""
    corrected = adjusted([one.chance for one in family])
    some = [one for one, rate in zip(family, corrected, strict=True) if rate <= most]
    return sorted(some, key=lambda one: (one.chance, one.place, one.key))


def corrected(chances: Sequence[float], left: Sequence[int], looked_at: int) -> list[float]:
    """Return the rate of false ones with each of some chances, strongest first.

    `left` has how many lines are left once those so far are folded, `looked_at` how many were compared.
    """
    found, least = [1.0] * len(chances), 1.0
    for place in range(len(chances) - 1, -1, -1):
        least = min(least, looked_at * chances[place] / max(left[place], 1))
        found[place] = least
    return found
