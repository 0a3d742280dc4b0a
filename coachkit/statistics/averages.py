"""Averages of few calls: how exact they are, and what is left of them beside everybody else's.

An average of five calls says little. It is given with the interval that it may as well be (95 %), and
people are compared by what is left of theirs when it is drawn towards the average of all, the more so
the fewer their calls: n / (n + k), where k is the variance of calls over the variance of people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
import numpy.typing as npt

from coachkit.statistics.shares import Z95

Numbers = npt.NDArray[np.float64]
_STEPS = 240
_TYPICAL = 0.5
"""Half of what single calls vary by: people are thought to differ by less than this as likely as by more."""
_LEAST_SPREAD = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure, and between which figures it lies with 95 %."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """Return the figure and its interval in another unit; a negative factor turns it round."""
        low, high = sorted((self.low * factor, self.high * factor))
        return Estimate(value=self.value * factor, low=low, high=high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """What is left of the averages of several people, in their order."""

    effects: Numbers
    deviations: Numbers
    """Standard deviation of each effect: what it may be off by."""
    kept: Numbers
    """How much of each person's own difference from the others is left, 0 to 1: n / (n + k)."""


def average(values: Sequence[float] | Numbers, *, spread: float) -> Estimate:
    """Return the mean of one value or more with its interval (Student's t).

    `spread` is the standard deviation of all values there are; it counts as one value more, so that three
    that happen to be alike do not look exact.

    Raises:
        ValueError: There is no value.
    """
    given = np.asarray(values, float)
    if not len(given):
        raise ValueError("no values")
    mean, n = float(given.mean()), len(given)
    deviation = sqrt((float(((given - mean) ** 2).sum()) + spread**2) / n)
    reach = reach_95(n) * deviation / sqrt(n)
    return Estimate(value=mean, low=mean - reach, high=mean + reach)


def total(losses: Sequence[float] | Numbers, *, largest: float) -> Estimate:
    """Return the sum of `losses` (none negative), where how many there are is chance as well.

    The interval is that of a weighted sum of Poisson counts (Fay and Feuer, Statistics in Medicine 1997),
    by the cube-root approximation of Wilson and Hilferty. `largest` is what one call can lose.
    """
    lost = np.asarray(losses, float)
    both = float(lost.sum())
    if both <= 0:
        return Estimate(value=0.0, low=0.0, high=3 * largest)
    count = both**2 / float((lost**2).sum())
    low = both * max(0.0, 1 - 1 / (9 * count) - Z95 / (3 * sqrt(count))) ** 3
    more = count + 1
    high = both * more / count * (1 - 1 / (9 * more) + Z95 / (3 * sqrt(more))) ** 3
    return Estimate(value=both, low=low, high=high)


def pool(means: Numbers, counts: Numbers, *, spread: float) -> Pooled:
    """Return what is left of people's `means` over `counts` calls (more than 0, not always whole).

    Each is drawn towards the mean of all by n / (n + k), k = spread² / between² (Bühlmann 1967; Morris,
    Journal of the American Statistical Association 1983); `spread` is the standard deviation of calls.
    How much people differ is not known, so it is averaged over what the means say of it, beginning from a
    half-Cauchy distribution (Gelman, Bayesian Analysis 2006): the deviations hold this doubt as well.
    """
    if not len(means):
        return Pooled(effects=means, deviations=means, kept=means)
    error = max(spread, _LEAST_SPREAD) ** 2 / np.asarray(counts, float)
    between = _TYPICAL * max(spread, _LEAST_SPREAD) * np.tan(pi / 2 * (np.arange(_STEPS) + 0.5) / _STEPS)
    variance = error[None, :] + (between**2)[:, None]
    doubt = 1 / (1 / variance).sum(axis=1)
    middle = doubt * (means[None, :] / variance).sum(axis=1)
    away = means[None, :] - middle[:, None]
    fit = 0.5 * (np.log(doubt) - np.log(variance).sum(axis=1) - (away**2 / variance).sum(axis=1))
    weight = np.exp(fit - fit.max())
    weight = (weight / weight.sum())[:, None]
    kept = 1 - error[None, :] / variance
    effects = middle[:, None] + kept * away
    variances = kept * error[None, :] + (1 - kept) ** 2 * doubt[:, None]
    mean = (weight * effects).sum(axis=0)
    apart = (weight * (variances + (effects - mean) ** 2)).sum(axis=0)
    return Pooled(effects=mean, deviations=np.sqrt(apart), kept=(weight * kept).sum(axis=0))


def reach_95(freedom: float) -> float:
    """Return Student's t of 95 % (Abramowitz and Stegun 26.7.5); from 3 on right to two digits."""
    z = Z95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
