"""How far two judges agree: percent, and Cohen's kappa, which takes out what they would agree on by chance.

Both come with the interval that the true figure is in 95 times of 100; with few pairs it is wide, and that
is the point of showing it.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

from coachkit.statistics.shares import Z95, wilson

FEWEST = 10
"""With fewer pairs neither figure says anything."""
Pair = tuple[Hashable, Hashable]
"""What each of two judges says of one thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two judges agree; shares are 0 to 1, kappa is at most 1 (0: as by chance)."""

    n: int
    agreed: int
    share: float | None
    """None without any pair."""
    share_low: float | None
    share_high: float | None
    kappa: float | None
    """None where both say the same of everything, so that chance cannot be told from agreement."""
    kappa_low: float | None
    kappa_high: float | None

    @property
    def is_enough(self) -> bool:
        """Whether there are so many pairs that the figures say anything."""
        return self.n >= FEWEST


def agreement_of(pairs: Sequence[Pair]) -> Agreement:
    """Return how far two judges agree on the things that both of them judged."""
    n, agreed = len(pairs), sum(one == other for one, other in pairs)
    low, high = wilson(agreed, n) if n else (None, None)
    kappa = cohens_kappa(pairs)
    return Agreement(
        n=n,
        agreed=agreed,
        share=agreed / n if n else None,
        share_low=low,
        share_high=high,
        kappa=kappa[0] if kappa else None,
        kappa_low=kappa[1] if kappa else None,
        kappa_high=kappa[2] if kappa else None,
    )


def cohens_kappa(pairs: Sequence[Pair]) -> tuple[float, float, float] | None:
    """Return kappa (Cohen 1960) and the ends of its interval; None where it is not defined.

    The interval is that of Fleiss, Cohen and Everitt (Psychological Bulletin 1969, eq. 13), kept within -1
    and 1; it holds from a few dozens of pairs on, and is too narrow for fewer.
    """
    n = len(pairs)
    if not n:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[word] * second[word] for word in first) / n**2
    if by_chance >= 1:
        return None
    observed = sum(one == other for one, other in pairs) / n
    kappa = (observed - by_chance) / (1 - by_chance)
    reach = Z95 * sqrt(_variance(pairs, first, second, observed, by_chance))
    return kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach)


def _variance(
    pairs: Sequence[Pair],
    first: Counter[Hashable],
    second: Counter[Hashable],
    observed: float,
    by_chance: float,
) -> float:
    n, left = len(pairs), 1 - by_chance
    spread = 0.0
    for (one, other), count in Counter(pairs).items():
        share = count / n
        if one == other:
            spread += share * (left - (first[one] + second[one]) / n * (1 - observed)) ** 2
        else:
            spread += (1 - observed) ** 2 * share * ((second[one] + first[other]) / n) ** 2
    return max(0.0, (spread - (observed * by_chance - 2 * by_chance + observed) ** 2) / (n * left**4))
