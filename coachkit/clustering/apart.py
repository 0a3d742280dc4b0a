"""Look at rows from where the groups found so far are told apart best, and at rows that are like no other."""

import numpy as np
import numpy.typing as npt

from coachkit.clustering.shape import Labels, Matrix, unit_rows

APART_WEIGHT = 0.7
"""Weight of the rows as told apart, beside the rows as they are."""
SHRINKAGE = 0.6
"""How much of the covariance within groups is made round: groups are few and dimensions many."""
FAR = 3.0
"""Median absolute deviations from the median distance, from which on a row is far from its neighbours."""
MOST_OUTLIERS = 0.15


def told_apart(rows: Matrix, labels: Labels) -> Matrix:
    """Return the rows (unit length) with what tells the groups apart beside them.

    Linear discriminant analysis (Fisher 1936) of the groups found. As it learns from them, it cannot find
    what they do not hold; it moves rows on their edges.
    """
    from scipy.linalg import eigh

    groups = int(labels.max()) + 1
    if groups < 2:
        return rows
    exact = rows.astype(np.float64)
    exact -= exact.mean(axis=0)
    means = np.stack([exact[labels == group].mean(axis=0) for group in range(groups)])
    between = means[labels].T @ means[labels] / len(exact)
    left = exact - means[labels]
    within = left.T @ left / len(exact)
    round_part = max(float(np.trace(within)) / len(within), 1e-9)
    within = (1 - SHRINKAGE) * within + SHRINKAGE * round_part * np.eye(len(within))
    _, directions = eigh(between, within)
    seen = unit_rows((exact @ directions[:, ::-1][:, : groups - 1]).astype(np.float32))
    return unit_rows(np.hstack([rows, np.float32(APART_WEIGHT) * seen]))


def outliers(nearest: npt.NDArray[np.int64], distances: Matrix, labels: Labels) -> npt.NDArray[np.bool_]:
    """Say of each row whether it is far from its neighbours, and these are not of one group.

    At most `MOST_OUTLIERS` of the rows are, the farthest.
    """
    mean = distances.mean(axis=1)
    middle = float(np.median(mean))
    spread = 1.4826 * float(np.median(np.abs(mean - middle)))
    agree = (labels[nearest] == labels[:, None]).mean(axis=1)
    found = (mean > middle + FAR * spread) & (agree < 0.5)
    most = int(MOST_OUTLIERS * len(mean))
    if int(found.sum()) > most:
        farthest = np.argsort(np.where(found, -mean, np.inf), kind="stable")[:most]
        found = np.isin(np.arange(len(mean)), farthest)
    return np.asarray(found, dtype=np.bool_)
