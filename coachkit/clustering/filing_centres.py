"""Centres by which texts are filed: one a group, so that a later text costs the same however many there are.

The mean of a group is not where it is told apart best: of two groups that lie close together, the wider one
loses rows to the other. So centres are moved until the rows they were learned from go where they belong.
"""

import numpy as np

from coachkit.clustering.shape import Labels, Matrix, centres, sums_of, unit_rows

ROUNDS = 30
STEP = 0.3
"""How far a centre goes in a round, as a share of the mean of the rows that ask for it."""
MARGIN = 0.05
"""A row asks for a move until its own centre is nearer than any other by so much of cosine."""
MOST_ROWS = 20_000
"""Of more rows, so many are learned from, evenly taken."""


def filing_centres(vectors: Matrix, labels: Labels) -> Matrix:
    """Return a centre of unit length for each group 0, 1, …; a row is filed under the nearest by cosine.

    `vectors` are rows of unit length; labels below 0 are no group. Learning vector quantisation (Kohonen
    1990), all rows at once: a row that is not clearly nearest to its own centre draws it near, and pushes
    away the one that is in the way. With one group, the centre is its mean.
    """
    from threadpoolctl import threadpool_limits

    (kept,) = np.nonzero(labels >= 0)
    if not len(kept):
        return np.zeros((0, vectors.shape[1]), dtype=np.float32)
    with threadpool_limits(limits=1):
        found = centres(vectors, labels)
        if len(found) > 1:
            taken = kept[np.linspace(0, len(kept) - 1, min(len(kept), MOST_ROWS)).astype(np.int64)]
            found = _moved(found, vectors[taken], labels[taken])
    return found


def _moved(found: Matrix, rows: Matrix, labels: Labels) -> Matrix:
    here = np.arange(len(rows))
    sizes = np.maximum(np.bincount(labels, minlength=len(found)), 1)[:, None]
    for _ in range(ROUNDS):
        cosines = rows @ found.T
        own = cosines[here, labels]
        cosines[here, labels] = -np.inf
        other = np.argmax(cosines, axis=1)
        (unclear,) = np.nonzero(cosines[here, other] + MARGIN > own)
        if not len(unclear):
            break
        drawn = sums_of(rows[unclear], labels[unclear], len(found))
        pushed = sums_of(rows[unclear], other[unclear], len(found))
        found = unit_rows(found + STEP * ((drawn - pushed) / sizes).astype(np.float32))
    return found
