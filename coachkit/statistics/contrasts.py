"""Weighted sums of values, such as one average less another: how large they are, and how exact.

A comparison of many groups at once is such a sum, also where a value is used in several of its parts; then
it must not count as several. Weights say it all, so that nothing is counted twice.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from coachkit.statistics.averages import Estimate, Numbers, reach_95
from coachkit.statistics.differences import Difference, chance_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A weighted sum with what is needed to go on reckoning with it."""

    value: float
    squared_error: float
    freedom: float
    """Degrees of freedom that the error is known with."""

    def less(self, other: "Contrast") -> "Contrast":
        """Return this less another of other values; degrees of freedom by Welch and Satterthwaite."""
        error = self.squared_error + other.squared_error
        parts = self.squared_error**2 / self.freedom + other.squared_error**2 / other.freedom
        freedom = error**2 / parts if parts else self.freedom + other.freedom
        return Contrast(value=self.value - other.value, squared_error=error, freedom=freedom)

    @property
    def difference(self) -> Difference:
        """It with its interval (Student's t), and how likely chance alone makes it so large."""
        error = sqrt(self.squared_error)
        reach = reach_95(self.freedom) * error
        by = Estimate(value=self.value, low=self.value - reach, high=self.value + reach)
        chance = chance_of(self.value / error, self.freedom) if error else float(self.value == 0)
        return Difference(by=by, chance=chance)


def contrast(
    values: Sequence[float] | Numbers,
    weights: Sequence[float] | Numbers,
    groups: Sequence[Hashable],
    *,
    spread: float,
) -> Contrast:
    """Return the weighted sum of independent `values` that vary alike within each of their groups.

    The variance is taken from all groups together; as in `coachkit.statistics.differences`, `spread`, the
    standard deviation of all values there are, counts as one value more.

    Raises:
        ValueError: There is no value.
    """
    given, weighed = np.asarray(values, float), np.asarray(weights, float)
    if not len(given):
        raise ValueError("no values")
    squares = 0.0
    places: dict[Hashable, list[int]] = {}
    for place, group in enumerate(groups):
        places.setdefault(group, []).append(place)
    for some in places.values():
        squares += float(((given[some] - given[some].mean()) ** 2).sum())
    freedom = max(len(given) - len(places), 1)
    variance = (squares + spread**2) / (freedom + 1)
    return Contrast(
        value=float(given @ weighed),
        squared_error=variance * float((weighed**2).sum()),
        freedom=freedom,
    )


def spread_between(values: Sequence[float] | Numbers, squared_errors: Sequence[float] | Numbers) -> float:
    """Return by what squared deviation true values differ, beyond the errors with which they are known.

    By DerSimonian and Laird (Controlled Clinical Trials 1986); 0 where chance alone explains the differences,
    and where there are fewer than two values.
    """
    given, errors = np.asarray(values, float), np.asarray(squared_errors, float)
    if len(given) < 2 or not (errors > 0).all():
        return 0.0
    weights = 1 / errors
    middle = float(weights @ given / weights.sum())
    apart = float(weights @ (given - middle) ** 2) - (len(given) - 1)
    return max(0.0, apart / float(weights.sum() - (weights**2).sum() / weights.sum()))
