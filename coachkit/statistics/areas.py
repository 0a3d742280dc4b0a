"""Areas under the ROC curve: how surely a figure tells calls of one kind from those of the other.

The area is the share of pairs, one call of each kind, in which the figure is higher for the right one; half
is chance. Intervals, and what one figure's area is more than another's on the same calls, are by DeLong,
DeLong and Clarke-Pearson (Biometrics 1988): calls of both kinds are drawn, and the two figures together.
"""

from collections.abc import Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt

from coachkit.statistics.averages import Estimate
from coachkit.statistics.shares import Z95

Numbers = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]


def area_of(truth: Truth, values: Numbers) -> Estimate:
    """Return the area under the ROC curve of `values`, which should be higher where `truth` holds.

    Raises:
        ValueError: There are no calls of one of the kinds.
    """
    return _estimate(truth, [values], [1.0])


def gain_of(truth: Truth, better: Numbers, other: Numbers) -> Estimate:
    """Return by how much the area of `better` is larger than that of `other` on the same calls.

    Raises:
        ValueError: There are no calls of one of the kinds.
    """
    return _estimate(truth, [better, other], [1.0, -1.0])


def _estimate(truth: Truth, figures: Sequence[Numbers], signs: Sequence[float]) -> Estimate:
    held = np.asarray(truth, bool)
    if held.all() or not held.any():
        raise ValueError("an area needs calls of both kinds")
    places = [_placements(held, np.asarray(values, float)) for values in figures]
    ours = np.asarray(signs) @ np.array([mine for mine, _ in places])
    theirs = np.asarray(signs) @ np.array([other for _, other in places])
    value = float(np.mean(ours))
    reach = Z95 * sqrt(_variance_of_mean(ours) + _variance_of_mean(theirs))
    return Estimate(value=value, low=value - reach, high=value + reach)


def _placements(truth: Truth, values: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each call of a kind the share of the other kind that it stands on the right side of."""
    own, others = values[truth], values[~truth]
    ranks = _ranks(values)
    mine = (ranks[truth] - _ranks(own)) / len(others)
    theirs = 1 - (ranks[~truth] - _ranks(others)) / len(own)
    return mine, theirs


def _ranks(values: Numbers) -> Numbers:
    """Return ranks from 1; equal values share the middle of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Numbers = (last - (counts - 1) / 2)[place]
    return ranks


def _variance_of_mean(parts: Numbers) -> float:
    return float(np.var(parts, ddof=1)) / len(parts) if len(parts) > 1 else 0.25
