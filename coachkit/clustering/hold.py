"""Keep the groups of the last fit, so that a few new texts do not stir up all the others.

A cut found afresh may part the same texts in another way that is hardly better: where groups lie close
together, several cuts are about as good. So the old groups stay until a fresh cut is clearly better.
"""

import numpy as np
import numpy.typing as npt

from coachkit.clustering.cut import silhouette
from coachkit.clustering.shape import Labels, Matrix, centres, renumbered, unit_rows

CLEARLY_BETTER = 0.04
"""How much higher the silhouette of a fresh cut must be before the old groups are given up.

Cuts of random parts (99, 90 and 60 %) of two sets of requests lie up to 0.05 below the cut of the whole set,
most of them within 0.02: less than this is chance, and would come back with the next few texts.
"""
FEWEST_NEW = 5
"""So many texts that were in no group make a new one, if they gather by themselves."""
OWN_SHARE = 2 / 3
"""A fresh group with at least this share of rows that were in no old one is new; else it joins old ones."""


def held(rows: Matrix, fresh: Labels, before: Labels) -> Labels | None:
    """Return the old groups with the new rows in them; None where `fresh` is clearly better.

    `rows` are of unit length; `before` has the old group of each, below 0 for none. Old groups keep their
    numbers, those that arise get the next ones.
    """
    if not (before >= 0).any():
        return None
    kept = continued(rows, fresh, before)
    if silhouette(rows, renumbered(fresh)) > silhouette(rows, renumbered(kept)) + CLEARLY_BETTER:
        return None
    return kept


def continued(rows: Matrix, fresh: Labels, before: Labels) -> Labels:
    """Return the old groups, with each row that is in none in the group whose centre is nearest.

    Where rows that were in no group make up most of a group of `fresh`, they are a group of their own.
    """
    loose = before < 0
    seeds = before.copy()
    for group in np.unique(fresh[loose]):
        own = fresh == group
        if int((own & loose).sum()) >= max(FEWEST_NEW, OWN_SHARE * int(own.sum())):
            seeds[own & loose] = seeds.max() + 1
    return np.where(loose, nearest_group(rows, rows, seeds), before)


def nearest_group(rows: Matrix, known: Matrix, labels: Labels) -> Labels:
    """Return for each of `rows` the group of `known` whose centre is nearest; labels below 0 are no group."""
    kept = labels >= 0
    numbers: npt.NDArray[np.int64] = np.unique(labels[kept])
    middles = centres(known[kept], renumbered(labels[kept]))
    return np.asarray(numbers[np.argmax(unit_rows(rows) @ middles.T, axis=1)], dtype=np.int64)
