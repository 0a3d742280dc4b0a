"""Two averages side by side: how far apart they are, and how likely chance alone parts them so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import copysign, erfc, log1p, sqrt

import numpy as np

from coachkit.statistics.averages import Estimate, Numbers, reach_95


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One average less another, with its interval, and how likely chance alone parts them so far."""

    by: Estimate
    chance: float
    """Two-sided p-value, 0 to 1."""


def difference(
    here: Sequence[float] | Numbers, there: Sequence[float] | Numbers, *, spread: float
) -> Difference:
    """Return the mean of `here` less that of `there`, whose values may vary differently (Welch 1947).

    As in `coachkit.statistics.averages.average`, `spread`, the standard deviation of all values there are,
    counts as one value more on each side, so that a few that happen to be alike do not look exact.

    Raises:
        ValueError: There is no value on one side.
    """
    sides = [np.asarray(values, float) for values in (here, there)]
    if not all(len(side) for side in sides):
        raise ValueError("no values")
    apart = float(sides[0].mean() - sides[1].mean())
    errors = [_squared_error(side, spread) for side in sides]
    error = sqrt(sum(errors))
    if error == 0:
        return Difference(by=Estimate(value=apart, low=apart, high=apart), chance=1.0 if apart == 0 else 0.0)
    freedom = sum(errors) ** 2 / sum(e**2 / len(side) for e, side in zip(errors, sides, strict=True))
    reach = reach_95(freedom) * error
    return Difference(
        by=Estimate(value=apart, low=apart - reach, high=apart + reach),
        chance=chance_of(apart / error, freedom),
    )


def difference_within(
    here: Sequence[tuple[str, float]], there: Sequence[tuple[str, float]], *, spread: float
) -> tuple[Difference, int, int] | None:
    """Return how far apart two sides are among what is of one kind, given as (kind, value) each.

    Each kind that both sides have counts by n m / (n + m), as in a stratified comparison (Cochran, Biometrics
    1954), with one variance for all. With it comes how many values of each side were compared; None where
    the sides have no kind in common. `spread` is as in `difference`.
    """
    sides = [_by_kind(here), _by_kind(there)]
    shared = sorted(sides[0].keys() & sides[1].keys())
    if not shared:
        return None
    cells = [[np.asarray(side[kind], float) for kind in shared] for side in sides]
    counts = [np.array([len(cell) for cell in row], float) for row in cells]
    weights = counts[0] * counts[1] / (counts[0] + counts[1])
    means = [np.array([cell.mean() for cell in row]) for row in cells]
    apart = float(weights @ (means[0] - means[1]) / weights.sum())
    everything = int(counts[0].sum() + counts[1].sum())
    squares = sum(float(((cell - cell.mean()) ** 2).sum()) for row in cells for cell in row)
    freedom = max(everything - 2 * len(shared), 1)
    error = sqrt((squares + spread**2) / (freedom + 1) / float(weights.sum()))
    reach = reach_95(freedom) * error
    return (
        Difference(
            by=Estimate(value=apart, low=apart - reach, high=apart + reach),
            chance=chance_of(apart / error, freedom) if error else float(apart == 0),
        ),
        int(counts[0].sum()),
        int(counts[1].sum()),
    )


def chance_of(t: float, freedom: float) -> float:
    """Return how likely Student's t is at least so far from 0, both sides.

    Wallace's approximation (Annals of Mathematical Statistics 1959); right to two digits from 3 degrees of
    freedom on.
    """
    z = copysign((8 * freedom + 1) / (8 * freedom + 3) * sqrt(freedom * log1p(t * t / freedom)), t)
    return erfc(abs(z) / sqrt(2))


def _by_kind(given: Sequence[tuple[str, float]]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for kind, value in given:
        found.setdefault(kind, []).append(value)
    return found


def _squared_error(values: Numbers, spread: float) -> float:
    n = len(values)
    return (float(((values - values.mean()) ** 2).sum()) + spread**2) / n / n
