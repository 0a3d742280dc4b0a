"""What clustering does to rows of numbers: length, main directions, mean rows of groups."""

from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]


def unit_rows(rows: Matrix) -> Matrix:
    """Return the rows at unit length; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 1e-9, lengths, 1), dtype=np.float32)


def main_directions(rows: Any, most: int) -> npt.NDArray[np.float64]:
    """Return the strongest right singular vectors, shape (columns, `most` at most), strongest first.

    `rows` may be a dense or a sparse matrix with at least two rows and two columns. The start is fixed, so
    the same rows give the same directions.
    """
    from scipy.sparse.linalg import svds

    smaller = min(rows.shape)
    if smaller <= most + 1:
        dense = rows.toarray() if hasattr(rows, "toarray") else np.asarray(rows, dtype=np.float64)
        _, strength, directions = np.linalg.svd(dense, full_matrices=False)
        kept = directions[strength > 1e-9 * max(float(strength[0]), 1e-12)]
        return np.asarray(kept[:most].T, dtype=np.float64)
    start = np.random.default_rng(0).normal(size=smaller)
    _, strength, directions = svds(rows.astype(np.float64), k=most, v0=start)
    return np.asarray(directions[np.argsort(-strength, kind="stable")].T, dtype=np.float64)


def centres(rows: Matrix, labels: Labels) -> Matrix:
    """Return the mean of each group's rows at unit length; groups are 0, 1, …, rows below 0 are left out."""
    return unit_rows(sums_of(rows, labels).astype(np.float32))


def sums_of(rows: npt.NDArray[Any], labels: Labels, groups: int | None = None) -> npt.NDArray[np.float64]:
    """Return the sum of each group's rows; rows below 0 are left out.

    Groups are 0, 1, …, as many as `groups` says, or up to the highest of `labels`.
    """
    from scipy.sparse import csr_matrix

    (kept,) = np.nonzero(labels >= 0)
    shape = (int(labels.max()) + 1 if groups is None else groups, len(labels))
    members = csr_matrix((np.ones(len(kept)), (labels[kept], kept)), shape=shape)
    return np.asarray(members @ rows.astype(np.float64))


def renumbered(labels: Labels) -> Labels:
    """Return the groups numbered without gaps, in the order of their old numbers."""
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)
