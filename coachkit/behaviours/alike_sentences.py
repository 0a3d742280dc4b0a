"""Sentences grouped by what they mean.

Average link joins two groups while their sentences are alike on average (Sokal and Michener 1958). What
is said of one thing is all alike; what all share is taken off first, so that what each says of it is left.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
ALIKE = 0.15
"""Mean cosine from which groups are joined, once what all sentences share is taken off; chosen on paraphrases
of six things that agents do, among other sentences."""
MOST_GROUPED = 1_500
"""Sentences that are grouped; of more, the others go to the group that they are most like."""
NO_GROUP = -1
_BLOCK = 4_096


def group_alike(texts: Sequence[str], rows: Matrix) -> Labels:
    """Return a group number for each sentence, `NO_GROUP` where it is like none.

    `texts` are all different; `rows` are their vectors of unit length, in the same order. Another order makes
    no other groups.
    """
    if len(texts) < 2:
        return np.full(len(texts), NO_GROUP, np.int64)
    apart = _apart(rows)
    # Which of many are grouped must not hang on their order, nor on how they begin.
    order = sorted(range(len(texts)), key=lambda n: (crc32(texts[n].encode()), texts[n]))
    grouped, others = np.array(order[:MOST_GROUPED]), np.array(order[MOST_GROUPED:], np.int64)
    labels = np.full(len(texts), NO_GROUP, np.int64)
    labels[grouped] = _linked(apart[grouped])
    if len(others):
        labels[others] = _filed(apart[others], apart[grouped], labels[grouped])
    return labels


def _apart(rows: Matrix) -> Matrix:
    left = rows - rows.mean(axis=0)
    lengths = np.linalg.norm(left, axis=1, keepdims=True)
    return np.where(lengths > 1e-6, left / np.maximum(lengths, 1e-6), 0).astype(np.float32)


def _linked(rows: Matrix) -> Labels:
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(rows) < 2:
        return np.zeros(len(rows), np.int64)
    upper = np.triu_indices(len(rows), 1)
    distances = np.maximum(1 - (rows @ rows.T)[upper], 0).astype(np.float64)
    found = fcluster(linkage(distances, method="average"), 1 - ALIKE, criterion="distance")
    return np.asarray(found, np.int64)


def _filed(rows: Matrix, grouped: Matrix, labels: Labels) -> Labels:
    """Return the group that each row is most like on average, where it is like one."""
    numbers = np.unique(labels)
    middles = np.stack([grouped[labels == number].mean(axis=0) for number in numbers])
    filed = np.full(len(rows), NO_GROUP, np.int64)
    for first in range(0, len(rows), _BLOCK):
        likeness = rows[first : first + _BLOCK] @ middles.T
        best = likeness.argmax(axis=1)
        is_like = likeness[np.arange(len(best)), best] >= ALIKE
        filed[first : first + _BLOCK][is_like] = numbers[best[is_like]]
    return filed
