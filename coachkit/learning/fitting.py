"""Fit: a logistic regression that says how likely a call went well, as a weight for each feature.

Few calls are labelled and features are many, so weights are held small (ridge); how small is found by
cross-validation within the calls that are learned from. What comes out is calibrated by Platt's method on
calls that were held out (Platt 1999): a line through the log odds, which leaves it a sum of weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from coachkit.learning.sheet import Numbers, Sheet
from coachkit.statistics.areas import area_of

Truth = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
FOLDS = 5
SEED = 8
STRENGTHS = (1e-4, 1e-3, 5e-3, 2e-2, 1e-1)
"""How much weights may grow (scikit-learn's C); the smallest of those that are as good is taken."""
KNOWN_IN = 0.1
"""A feature that fewer of the calls have is left out."""
FARTHEST = 4.0
"""Standard deviations: a value farther from the mean counts as if it were as far."""
MEANING = "meaning:"
"""What the names of features begin with that say what the customer means."""
_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A learned score."""

    names: tuple[str, ...]
    mean: Numbers
    scale: Numbers
    weight: Numbers
    intercept: float

    def effects(self, sheet: Sheet) -> Numbers:
        """Return what each feature (column) adds to each call's (row's) log odds; 0 where it is not known."""
        placed = Sheet.of([], self.names) if not len(sheet.cells) else _placed(sheet, self.names)
        return _standard(placed.cells, self.mean, self.scale) * self.weight

    def log_odds(self, sheet: Sheet) -> Numbers:
        """Return how likely each call went well, as log odds."""
        found: Numbers = self.effects(sheet).sum(axis=1) + self.intercept
        return found


def probability(log_odds: Numbers) -> Numbers:
    """Return log odds as 0 to 1."""
    found: Numbers = 1 / (1 + np.exp(-np.clip(log_odds, -40, 40)))
    return found


def fit(sheet: Sheet, went_well: Truth, groups: Sequence[str]) -> Weights:
    """Return the score that is learned from the calls of a sheet.

    Calls of one group (copies, an agent's calls) are never both learned from and held out.

    Raises:
        ValueError: All calls went the same way.
    """
    if went_well.all() or not went_well.any():
        raise ValueError("calls that went well and calls that did not are needed")
    columns = _usable(sheet.cells)
    names = tuple(sheet.names[n] for n in columns)
    mean, scale = _mean_and_scale(sheet.cells[:, columns])
    scale = scale / _prior(names)
    rows = _standard(sheet.cells[:, columns], mean, scale)
    folds = folds_of(went_well, groups)
    strength, held_out = _strength(rows, went_well, folds)
    slope, shift = _calibration(held_out, went_well)
    model = _logistic(strength).fit(rows, went_well)
    return Weights(
        names=names,
        mean=np.round(mean, _DIGITS),
        scale=np.round(scale, _DIGITS),
        weight=np.round(slope * model.coef_[0], _DIGITS),
        intercept=round(float(slope * model.intercept_[0] + shift), _DIGITS),
    )


def cross_validated(sheet: Sheet, went_well: Truth, groups: Sequence[str]) -> Numbers:
    """Return each call's log odds by what was learned from the groups of other folds.

    NaN where those of the other folds all went the same way.
    """
    found = np.full(len(went_well), np.nan)
    for train, test in folds_of(went_well, groups):
        if went_well[train].all() or not went_well[train].any():
            continue
        learned = fit(sheet.rows(train), went_well[train], [groups[n] for n in train])
        found[test] = learned.log_odds(sheet.rows(test))
    return found


def folds_of(went_well: Truth, groups: Sequence[str]) -> list[tuple[Places, Places]]:
    """Return (learned from, held out) for each fold: as many good calls in each as groups allow."""
    from sklearn.model_selection import StratifiedGroupKFold

    most = min(FOLDS, len(set(groups)), int(went_well.sum()), int((~went_well).sum()))
    if most < 2:
        return []
    folds = StratifiedGroupKFold(n_splits=most, shuffle=True, random_state=SEED)
    split = folds.split(np.zeros((len(went_well), 1)), went_well, groups)
    return [(train, test) for train, test in split if len(test)]


def _placed(sheet: Sheet, names: tuple[str, ...]) -> Sheet:
    places = {name: n for n, name in enumerate(sheet.names)}
    cells = np.full((len(sheet.cells), len(names)), np.nan)
    known = [(n, places[name]) for n, name in enumerate(names) if name in places]
    if known:
        cells[:, [n for n, _ in known]] = sheet.cells[:, [place for _, place in known]]
    return Sheet(names=names, cells=cells)


def _usable(cells: Numbers) -> Places:
    """Return the columns that enough calls have, and in which calls differ."""
    known = ~np.isnan(cells)
    enough = known.mean(axis=0) >= KNOWN_IN
    first = np.nanmax(np.where(known, cells, -np.inf), axis=0)
    last = np.nanmin(np.where(known, cells, np.inf), axis=0)
    return np.flatnonzero(enough & (first - last > 1e-9))


def _mean_and_scale(cells: Numbers) -> tuple[Numbers, Numbers]:
    return np.nanmean(cells, axis=0), np.maximum(np.nanstd(cells, axis=0), 1e-6)


def _prior(names: Sequence[str]) -> Numbers:
    """Return how large each feature is taken: those of meaning together count as much as all others.

    There are hundreds of them, a number a dimension, and each says next to nothing.
    """
    of_meaning = np.array([name.startswith(MEANING) for name in names])
    many, others = int(of_meaning.sum()), int((~of_meaning).sum())
    factor = min(1.0, (others / many) ** 0.5) if many and others else 1.0
    return np.where(of_meaning, factor, 1.0)


def _standard(cells: Numbers, mean: Numbers, scale: Numbers) -> Numbers:
    """Return cells as standard deviations from the mean; what is not known is the mean."""
    found: Numbers = np.clip(np.nan_to_num((cells - mean) / scale, nan=0.0), -FARTHEST, FARTHEST)
    return found


def _logistic(strength: float) -> Any:  # scikit-learn carries no types
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=1000, tol=1e-3)


def _strength(
    rows: Numbers, went_well: Truth, folds: Sequence[tuple[Places, Places]]
) -> tuple[float, Numbers]:
    """Return the strength that tells held-out calls apart best, and their log odds by it."""
    if not folds:
        return STRENGTHS[0], np.zeros(len(went_well))
    tried = [_held_out(rows, went_well, folds, one) for one in STRENGTHS]
    areas = [round(area_of(went_well, one).value, 4) for one in tried]
    best = int(np.argmax(areas))
    return STRENGTHS[best], tried[best]


def _held_out(
    rows: Numbers, went_well: Truth, folds: Sequence[tuple[Places, Places]], strength: float
) -> Numbers:
    """Return the log odds of each call by what is learned from other folds, before calibration."""
    found = np.zeros(len(went_well))
    for train, test in folds:
        if went_well[train].any() and not went_well[train].all():
            found[test] = _logistic(strength).fit(rows[train], went_well[train]).decision_function(rows[test])
    return found


def _calibration(log_odds: Numbers, went_well: Truth) -> tuple[float, float]:
    """Return slope and shift that make held-out log odds right on average; the slope is never below 0."""
    from sklearn.linear_model import LogisticRegression

    model: Any = LogisticRegression(C=1e6).fit(log_odds[:, None], went_well)
    slope = max(float(model.coef_[0, 0]), 0.0)
    share = float(went_well.mean())
    return (slope, float(model.intercept_[0])) if slope else (0.0, float(np.log(share / (1 - share))))
