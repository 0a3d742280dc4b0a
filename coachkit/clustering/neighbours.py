"""Draw texts towards their nearest neighbours, so that groups close up and the space between them clears.

Each row is averaged again and again with its neighbours (as in personalised propagation of predictions,
Gasteiger et al. 2019), weighted by a graph in which every row has about as many neighbours, however dense
the place (the fuzzy graph of UMAP, McInnes et al. 2018).
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from coachkit.clustering.shape import Labels, Matrix, unit_rows

NEIGHBOURS = 15
"""At most; of few rows √n ÷ 2, or the neighbourhood would be half the library."""
SHARE = 0.8
"""How much of a drawn row comes from its neighbours."""
STEPS = 10
_BLOCK = 1000


def drawn_together(rows: Matrix, nearest: Labels, distances: Matrix) -> Matrix:
    """Return the rows, of unit length, after they were drawn towards their neighbours."""
    graph = _graph(nearest, distances)
    drawn = rows
    for _ in range(STEPS):
        drawn = unit_rows(np.asarray((1 - SHARE) * rows + SHARE * (graph @ drawn), dtype=np.float32))
    return drawn


def nearest_rows(rows: Matrix) -> tuple[Labels, Matrix]:
    """Return each row's nearest others and their cosine distances, nearest first: two of shape (rows, k).

    `rows` are of unit length, at least two; k is `NEIGHBOURS`, or fewer of few rows.
    """
    k = max(1, min(NEIGHBOURS, round(math.sqrt(len(rows)) / 2)))
    indices, distances = [], []
    for first in range(0, len(rows), _BLOCK):
        away = 1 - rows[first : first + _BLOCK] @ rows.T
        here = np.arange(len(away))
        away[here, first + here] = np.inf
        own, found = _smallest(away, k)
        indices.append(own)
        distances.append(np.maximum(found, 0))
    return np.concatenate(indices), np.concatenate(distances).astype(np.float32)


def nearest_among(rows: Matrix, known: Matrix) -> Labels:
    """Return the `NEIGHBOURS` rows of `known` that are nearest to each of `rows`, nearest first."""
    k = min(NEIGHBOURS, len(known))
    blocks = range(0, len(rows), _BLOCK)
    return np.concatenate([_smallest(1 - rows[first : first + _BLOCK] @ known.T, k)[0] for first in blocks])


def _smallest(values: Matrix, k: int) -> tuple[Labels, Matrix]:
    own = np.argpartition(values, k - 1, axis=1)[:, :k]
    found = np.take_along_axis(values, own, axis=1)
    order = np.argsort(found, axis=1, kind="stable")
    return np.take_along_axis(own, order, axis=1).astype(np.int64), np.take_along_axis(found, order, axis=1)


def _graph(nearest: Labels, distances: Matrix) -> Any:  # scipy's matrices have no types
    """Return the weights of the neighbours, each row's adding up to 1, as a sparse matrix."""
    from scipy.sparse import csr_matrix, diags

    count, k = nearest.shape
    weights = _weights(distances.astype(np.float64))
    place = (np.repeat(np.arange(count), k), nearest.ravel())
    one_way = csr_matrix((weights.ravel(), place), shape=(count, count))
    both = (one_way + one_way.T - one_way.multiply(one_way.T)).tocsr()
    return (diags(1 / np.asarray(both.sum(axis=1)).ravel()) @ both).astype(np.float32)


def _weights(distances: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return weights that fall with distance, at a pace found for each row so that they add up to log₂ k."""
    beyond = np.maximum(distances - distances[:, :1], 0)
    wanted = np.log2(max(distances.shape[1], 2))
    low, high = np.zeros(len(distances)), np.full(len(distances), np.inf)
    pace = np.ones(len(distances))
    for _ in range(40):
        above = np.exp(-beyond / pace[:, None]).sum(axis=1) > wanted
        high, low = np.where(above, pace, high), np.where(above, low, pace)
        pace = np.where(np.isinf(high), pace * 2, (low + high) / 2)
    pace = np.maximum(pace, 1e-3 * float(distances.mean()) + 1e-9)
    return np.asarray(np.exp(-beyond / pace[:, None]), dtype=np.float64)
