"""Rows of words that are said in enough cases, found level by level.

A row of words can only be frequent where both rows that are a word shorter are (Agrawal and Srikant 1994), so
each level is made of the last one, by sorting numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.said_words import BREAK, SaidWords

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """A row of words that follow each other, with the cases that it is said in."""

    words: tuple[str, ...]
    cases: Places
    """In order, each once."""
    firsts: Places
    """Of each case, the place of its first word where it is said first."""


def frequent_rows(said: SaidWords, *, fewest: int, longest: int) -> Iterator[WordRow]:
    """Yield all rows of 2 to `longest` words that are said in at least `fewest` cases, shorter ones first."""
    numbers = said.codes.astype(np.int64)
    for size in range(1, longest + 1):
        if size > 1:
            numbers = _longer(numbers)
        pairs, firsts = _in_cases(numbers, said.cases, fewest)
        kept = np.unique(pairs[:, 0])
        numbers = np.where(np.isin(numbers, kept), numbers, BREAK)
        if size > 1:
            edges = np.flatnonzero(np.diff(pairs[:, 0])) + 1
            for own, first in zip(np.split(pairs[:, 1], edges), np.split(firsts, edges), strict=True):
                if len(first):
                    codes = said.codes[first[0] : first[0] + size].tolist()
                    yield WordRow(words=tuple(said.vocabulary[c] for c in codes), cases=own, firsts=first)


def _longer(numbers: Places) -> Places:
    """Return a number for each row that is a word longer, where it begins; `BREAK` where none does."""
    longer = np.full(len(numbers), BREAK, np.int64)
    # Where a row begins, and another at the next word, the two together are one that is a word longer.
    begins = np.flatnonzero((numbers[:-1] != BREAK) & (numbers[1:] != BREAK))
    pairs = numbers[begins] * (int(numbers.max(initial=0)) + 1) + numbers[begins + 1]
    longer[begins] = np.unique(pairs, return_inverse=True)[1]
    return longer


def _in_cases(numbers: Places, cases: npt.NDArray[np.int32], fewest: int) -> tuple[Places, Places]:
    """Return (row, case) of rows in at least `fewest` cases, in order, and where each is said first."""
    begins = np.flatnonzero(numbers != BREAK)
    count = int(cases.max(initial=0)) + 1
    joined, first = np.unique(numbers[begins] * count + cases[begins], return_index=True)
    rows = joined // count
    is_frequent = np.bincount(rows) >= fewest
    kept = np.flatnonzero(is_frequent[rows]) if len(rows) else rows
    return np.stack([rows[kept], joined[kept] % count], axis=1), begins[first[kept]]
