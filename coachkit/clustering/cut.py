"""Cut rows into groups: a tree of average distances, cut where the groups stand most clearly apart.

Average linkage (Sokal and Michener 1958): unlike Ward's, it cares nothing for how big groups are, so what is
rarely asked stands beside what is asked often. The number of groups is that of the highest mean silhouette
(Rousseeuw 1987). What is left over in ones and twos joins the nearest group; then rows go to the nearest
centre until none moves, since a tree never takes back a join.
"""

import math

import numpy as np
import numpy.typing as npt

from coachkit.clustering.shape import Labels, Matrix, centres, renumbered, sums_of, unit_rows

MOST_GROUPS = 40
"""More than that nobody reads; and fewer than √n, or a group tells nobody anything."""
FEWEST_GROUPS = 5
"""At least so many from a hundred rows on, and √n ÷ 2 of fewer: one group for all tells nothing."""
FEWEST_MEMBERS = 3
"""Fewer are no group but strays; of few rows √n ÷ 4."""
PART = 2.5
"""Where the number of groups is given, each has at least one in `PART` × groups² of the rows, or is a stray:
of two parts none has less than a tenth, of many one may be rare."""
_DEEPEST = 5
"""The tree is followed to at most so many times more branches than groups are wanted; others are strays."""
_ROUNDS = 10
_BLOCK = 500


def cut_rows(rows: Matrix, *, groups: int | None = None) -> Labels:
    """Return a group number for each row (unit length, at least two); `groups`: how many, if it is known."""
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(_distances(rows), method="average")
    fewest = min(FEWEST_MEMBERS, max(1, round(math.sqrt(len(rows)) / 4)))
    if groups is not None:
        return _settled(rows, _given(rows, tree, groups, fewest))
    most = max(2, min(MOST_GROUPS, round(math.sqrt(len(rows)))))
    best, best_score = np.zeros(len(rows), dtype=np.int64), -1.0
    for count in range(max(2, min(FEWEST_GROUPS, most // 2)), most + 1):
        labels = renumbered(fcluster(tree, count, criterion="maxclust"))
        # Strays count as groups here: a cut that is so deep that it sheds them is no better for them.
        score = silhouette(rows, labels)
        if score > best_score + 1e-6:
            best, best_score = labels, score
    return _settled(rows, _without_strays(rows, best, fewest))


def _given(rows: Matrix, tree: npt.NDArray[np.float64], groups: int, fewest: int) -> Labels:
    """Return the first cut with so many groups, strays apart; if there is none, as the tree comes."""
    from scipy.cluster.hierarchy import fcluster

    least = max(fewest, int(len(rows) / (PART * groups * groups)))
    first = renumbered(fcluster(tree, min(groups, len(rows)), criterion="maxclust"))
    for branches in range(groups, min(_DEEPEST * groups, len(rows)) + 1):
        labels = renumbered(fcluster(tree, branches, criterion="maxclust"))
        if int((np.bincount(labels) >= least).sum()) == groups:
            return _without_strays(rows, labels, least)
    return first


def _without_strays(rows: Matrix, labels: Labels, fewest: int) -> Labels:
    """Return the groups of `fewest` rows or more; those of the others join the nearest of them."""
    is_kept = np.bincount(labels)[labels] >= fewest
    if is_kept.all() or not is_kept.any():
        return labels
    kept = np.full(len(labels), -1, dtype=np.int64)
    kept[is_kept] = renumbered(labels[is_kept])
    kept[~is_kept] = np.argmax(rows[~is_kept] @ centres(rows, kept).T, axis=1)
    return kept


def _distances(rows: Matrix) -> npt.NDArray[np.float64]:
    """Return the Euclidean distance of each two rows of unit length, in the order of SciPy's `pdist`.

    From their products, which takes a tenth of the time.
    """
    exact = unit_rows(rows).astype(np.float64)
    count = len(exact)
    found = np.empty(count * (count - 1) // 2)
    filled = 0
    for first in range(0, count, _BLOCK):
        products = exact[first : first + _BLOCK] @ exact[first:].T
        for i, row in enumerate(products):
            found[filled : filled + len(row) - i - 1] = row[i + 1 :]
            filled += len(row) - i - 1
    return np.sqrt(np.maximum(2 - 2 * found, 0))


def silhouette(rows: Matrix, labels: Labels) -> float:
    """Return the mean silhouette by cosine distance, from -1 to 1; 0 if there is one group only.

    Exact, and without a distance for each pair: a row's mean distance to a group is 1 less its product with
    the group's mean.
    """
    sizes = np.bincount(labels)
    if len(sizes) < 2:
        return 0.0
    exact = rows.astype(np.float64)
    products = exact @ sums_of(exact, labels).T
    here = np.arange(len(rows))
    others = sizes[labels] - 1
    within = 1 - (products[here, labels] - (exact * exact).sum(axis=1)) / np.maximum(others, 1)
    away = 1 - products / sizes
    away[here, labels] = np.inf
    nearest = away.min(axis=1)
    worth = (nearest - within) / np.maximum(np.maximum(nearest, within), 1e-9)
    return float(np.where(others > 0, worth, 0).mean())


def _settled(rows: Matrix, labels: Labels) -> Labels:
    """Return the groups after each row went to the nearest centre, until none moves."""
    own = unit_rows(rows)
    for _ in range(_ROUNDS):
        moved: npt.NDArray[np.int64] = renumbered(np.argmax(own @ centres(own, labels).T, axis=1))
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels
