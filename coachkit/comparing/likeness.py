"""How alike calls are, from cosines alone: figures in, figures out.

Two calls are alike when customers call for the same reason, and when each thing that is dealt with in one
has its like in the other. The second is the mean, both ways, over passages of the cosine to the nearest
passage of the other call (the symmetric mean of best matches, as in BERTScore, Zhang et al. 2020).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
ALIKE = 0.42
"""Calls that are less alike are not called similar (measured on dialogues, see docs/benchmarks.md)."""
_WORDS = ((0.65, "very much alike"), (0.52, "much alike"), (ALIKE, "somewhat alike"))
"""What two calls, or moments, are called from which likeness on."""
REASON_SHARE = 0.4
"""What the reasons count beside all that is dealt with."""
ASIDE = frozenset({"greeting", "verification", "small_talk", "goodbye"})
"""Purposes of passages that every call has."""
REASON_WEIGHT = 2.0
"""What a passage that holds the reason counts among the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a call means, as vectors of unit length, one a row."""

    passages: Matrix
    weights: Matrix
    """Of each passage; 0 for what every call has."""
    reasons: Matrix
    """May have no row."""


def weights_of(purposes: Sequence[str | None]) -> Matrix:
    """Return what each passage counts; all count alike where nothing but greetings and the like is there."""
    weights = np.array(
        [0.0 if one in ASIDE else REASON_WEIGHT if one == "reason" else 1.0 for one in purposes], np.float32
    )
    return weights if weights.any() else np.ones(len(purposes), np.float32)


def likeness(one: Meaning, other: Meaning) -> float:
    """Return how alike two calls are, 0 to 1; both have a passage.

    A call without a known reason is compared by the passage that comes nearest to the other's reason.
    """
    matters = _matters(one, other)
    reasons = _reasons(one, other)
    both = matters if reasons is None else REASON_SHARE * reasons + (1 - REASON_SHARE) * matters
    return float(np.clip(both, 0.0, 1.0))


def _matters(one: Meaning, other: Meaning) -> float:
    cosines = one.passages @ other.passages.T
    there = np.average(cosines[:, other.weights > 0].max(axis=1), weights=one.weights)
    back = np.average(cosines[one.weights > 0].max(axis=0), weights=other.weights)
    return float(there + back) / 2


def _reasons(one: Meaning, other: Meaning) -> float | None:
    if not len(one.reasons) and not len(other.reasons):
        return None
    mine = one.reasons if len(one.reasons) else one.passages[one.weights > 0]
    theirs = other.reasons if len(other.reasons) else other.passages[other.weights > 0]
    return float((mine @ theirs.T).max())


def nearness_of_calls(cosines: Matrix, weights: Matrix, bounds: npt.NDArray[np.int64]) -> Matrix:
    """Return for each call how near it comes to the call asked about: the mean of the best matches.

    `cosines` has shape (passages, passages of the call asked about), `weights` are of the latter; the
    passages of call i are those from `bounds[i]` to `bounds[i + 1]`. Calls without any come out at -1.
    """
    shares = weights[weights > 0] / weights.sum()
    near: Matrix = _of_calls(cosines[:, weights > 0], bounds) @ shares
    return near


def twins(cosines: Matrix, bounds: npt.NDArray[np.int64], *, least: float) -> npt.NDArray[np.bool_]:
    """Say of each call whether all of its passages, and all of the other's, have a match of `least`."""
    there = _of_calls(cosines, bounds).min(axis=1) >= least
    back = -_of_calls(-cosines.max(axis=1, keepdims=True), bounds)[:, 0] >= least
    both: npt.NDArray[np.bool_] = there & back
    return both


def _of_calls(values: Matrix, bounds: npt.NDArray[np.int64]) -> Matrix:
    """Return the highest value of each column in each call, -1 for calls without passages."""
    found = np.full((len(bounds) - 1, values.shape[1]), -1.0, np.float32)
    filled = np.diff(bounds) > 0
    if filled.any():
        found[filled] = np.maximum.reduceat(values, bounds[:-1][filled], axis=0)
    return found


def likeness_words(likeness: float) -> str:
    """Return how alike two calls or moments are, in words."""
    return next((words for least, words in _WORDS if likeness >= least), "hardly alike")
