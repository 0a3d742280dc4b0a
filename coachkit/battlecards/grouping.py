"""Grouping by meaning: what is alike belongs together, and every group has one that stands for it.

The one with most that are alike to it comes first and takes all of them, then the next of what is left. So
whatever is in a group is alike to the one that is shown for it: nothing gets in by way of a third.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Group = tuple[int, ...]
"""Places of the rows: first the one that stands for the group, then the others, the most alike first."""
ALIKE = 0.4
"""Cosine from which on two say much the same, what all share taken out. Measured on what customers ask first
about things that share a word (`benchmarks/battle_cards.py`): on STAR, of 4 to 100 texts, 93 to 96 of 100 are
then of the same task as the one that stands for them, and 46 to 52 of 100 pairs of one task are found."""
SHARED_OF = 5
"""What all have in common counts less with fewer texts: it is taken out by n / (n + 5) of n."""
MOST_COMPARED = 4000
"""What comes after so many joins the group that it is most alike to: all pairs would be too many."""
AT_ONCE = 1000
"""Rows that are compared in one go."""


def without_shared(rows: Matrix) -> Matrix:
    """Return rows of unit length without what all of them share, as rows of unit length.

    All remarks about one name hold the name, and are alike by it whatever they say.
    """
    apart: Matrix = rows - rows.mean(axis=0) * (len(rows) / (len(rows) + SHARED_OF))
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    return np.where(lengths > 0, apart / np.maximum(lengths, np.finfo(np.float32).tiny), rows)


def group_alike(rows: Matrix, *, least: float = ALIKE, compared: int = MOST_COMPARED) -> list[Group]:
    """Return groups of rows of unit length, the biggest first; every row is in one.

    Rows belong together from the cosine `least` on; so many are `compared` with each other. Of two as
    typical the earlier one stands for the group.
    """
    groups = _compared(rows[:compared], least)
    rest = np.arange(compared, len(rows))
    if len(rest):
        likeness = rows[rest] @ rows[[group[0] for group in groups]].T
        best = likeness.argmax(axis=1)
        fits = likeness[np.arange(len(rest)), best] >= least
        for n, place in zip(rest[fits], best[fits], strict=True):
            groups[int(place)].append(int(n))
        left = rest[~fits]
        groups += [
            [int(left[n]) for n in group] for group in group_alike(rows[left], least=least, compared=compared)
        ]
    found = [_by_likeness(members, rows) for members in groups]
    return sorted(found, key=lambda group: (-len(group), group[0]))


def _compared(rows: Matrix, least: float) -> list[list[int]]:
    near = _near(rows, least)
    left = np.ones(len(near), bool)
    counts = near.sum(axis=1)
    groups: list[list[int]] = []
    while left.any():
        first = int(np.where(left, counts, -1).argmax())
        taken = np.flatnonzero(near[first] & left)
        left[taken] = False
        counts = counts - near[taken].sum(axis=0)
        groups.append([first, *(int(n) for n in taken if n != first)])
    return groups


def _near(rows: Matrix, least: float) -> npt.NDArray[np.bool_]:
    """Return which rows are alike: rows × rows, each to itself as well."""
    near = np.empty((len(rows), len(rows)), bool)
    for start in range(0, len(rows), AT_ONCE):
        near[start : start + AT_ONCE] = rows[start : start + AT_ONCE] @ rows.T >= least
    np.fill_diagonal(near, val=True)
    return near | near.T  # the two halves may differ by rounding


def _by_likeness(members: Sequence[int], rows: Matrix) -> Group:
    first, *others = members
    likeness = rows[others] @ rows[first]
    order = sorted(range(len(others)), key=lambda i: (-round(float(likeness[i]), 4), others[i]))
    return (first, *(others[i] for i in order))
