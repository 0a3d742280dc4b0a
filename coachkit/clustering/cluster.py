"""Find the groups of texts that are about the same.

Rows of meaning and rows of words stand side by side, are drawn towards their neighbours, and cut where the
groups stand most clearly apart. What was found is looked at once more from where it is told apart best. A
large collection is learned from a sample; the others join what was found there.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from coachkit.clustering.apart import outliers, told_apart
from coachkit.clustering.cut import cut_rows
from coachkit.clustering.hold import held, nearest_group
from coachkit.clustering.neighbours import drawn_together, nearest_among, nearest_rows
from coachkit.clustering.shape import Labels, Matrix, renumbered, unit_rows
from coachkit.clustering.space import Space, learn_space

OUTLIER = -1
"""The label of a text that is like no other."""
FEWEST_TEXTS = 6
"""Fewer different texts are one group: nothing can be told apart."""
ALIKE = 0.02
"""With a mean cosine distance from their centre below this, all texts say the same."""
SAMPLE = 5000
"""At most so many different texts are learned from."""
_BLOCK = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """A group number for each text, in the order given; `OUTLIER` for a text that is like no other."""

    labels: Labels
    groups: int


def cluster_texts(
    texts: Sequence[str],
    vectors: Matrix,
    *,
    groups: int | None = None,
    sample: int = SAMPLE,
    before: Labels | None = None,
) -> Clustering:
    """Return the groups of `texts`, biggest first; `vectors` are their meanings, rows of unit length.

    The number of groups is found, unless `groups` says it; at most `sample` texts are learned from. Equal
    texts count once, so a text that is there ten thousand times does not outweigh the others. The same texts
    give the same groups in any order.

    `before` has the group that each text was in at the last fit, `OUTLIER` for none. These groups stay, and
    the other texts join them or gather in new ones, unless a fresh cut is clearly better. The groups'
    numbers may change.
    """
    from threadpoolctl import threadpool_limits

    if not texts:
        return Clustering(labels=np.zeros(0, dtype=np.int64), groups=0)
    firsts, of_text = _different(texts, vectors)
    old = np.full(len(firsts), OUTLIER, dtype=np.int64) if before is None else _most_common(before, of_text)
    # sums over several threads differ in their last bits from run to run
    with threadpool_limits(limits=1):
        found = _cluster([texts[i] for i in firsts], vectors[firsts], old, groups, sample)
    return _biggest_first(found[of_text], of_text)


def _most_common(before: Labels, of_text: Labels) -> Labels:
    """Return the old group of each different text: that of most of its copies; of two, the first number."""
    found = np.full(int(of_text.max()) + 1, OUTLIER, dtype=np.int64)
    kept = before != OUTLIER
    pairs, counts = np.unique(np.stack([of_text[kept], before[kept]]), axis=1, return_counts=True)
    fewest_first = np.lexsort([-pairs[1], counts])
    found[pairs[0, fewest_first]] = pairs[1, fewest_first]
    return found


def _different(texts: Sequence[str], vectors: Matrix) -> tuple[Labels, Labels]:
    """Return the row of each different text, and of each text which of these it is.

    Their order depends on the texts alone, not on the order in which they come.
    It is by hash: where a sample is taken of the first, a few new texts hardly change it.
    """
    keys = [
        hashlib.blake2b(text.encode() + row.tobytes(), digest_size=16).digest()
        for text, row in zip(texts, vectors, strict=True)
    ]
    first = {key: i for i, key in reversed([*enumerate(keys)])}
    order = {key: n for n, key in enumerate(sorted(first))}
    return (
        np.array([first[key] for key in order], dtype=np.int64),
        np.array([order[key] for key in keys], dtype=np.int64),
    )


def split_group(texts: Sequence[str], vectors: Matrix, *, groups: int = 2, sample: int = SAMPLE) -> Labels:
    """Return the part that each text of one group goes to when it is cut in two, or in `groups`, parts.

    Numbered from 0, biggest first; no text is left over. Equal texts stay together, so there are fewer parts
    where fewer different texts are, and one where nothing tells them apart.
    """
    from threadpoolctl import threadpool_limits

    firsts, of_text = _different(texts, vectors)
    if len(firsts) < 2 or _are_alike(vectors[firsts]):
        return np.zeros(len(texts), dtype=np.int64)
    none = np.full(len(firsts), OUTLIER, dtype=np.int64)
    with threadpool_limits(limits=1):
        found = _learned([texts[i] for i in firsts], vectors[firsts], none, groups, sample)
    return _biggest_first(found.labels[of_text], of_text).labels


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A group for each row; which rows are like no other; the rows as they were when they were cut."""

    labels: Labels
    alone: npt.NDArray[np.bool_]
    drawn: Matrix
    is_held: bool
    """Whether these are the groups of the last fit."""


def _cluster(texts: Sequence[str], vectors: Matrix, before: Labels, groups: int | None, most: int) -> Labels:
    if len(texts) < FEWEST_TEXTS or _are_alike(vectors):
        return np.zeros(len(texts), dtype=np.int64)
    found = _learned(texts, vectors, before, groups, max(most, FEWEST_TEXTS))
    return np.where(found.alone, OUTLIER, found.labels)


def _learned(texts: Sequence[str], vectors: Matrix, before: Labels, groups: int | None, most: int) -> _Cut:
    """Return the groups of all texts as learned from the first `most` of them."""
    space = learn_space(texts[:most], vectors[:most])
    rows = space.place(texts[:most], vectors[:most])
    if not np.ptp(rows, axis=0).any():
        one = np.zeros(len(texts), dtype=np.int64)
        return _Cut(labels=one, alone=one > 0, drawn=rows, is_held=False)
    cut = _cut(rows, before[:most], groups)
    if len(texts) <= most:
        return cut
    labels = _join(space, texts[most:], vectors[most:], rows, cut)
    if cut.is_held:
        labels = np.where(before[most:] == OUTLIER, labels, before[most:])
    alone = np.concatenate([cut.alone, np.zeros(len(labels), dtype=np.bool_)])
    return replace(cut, labels=np.concatenate([cut.labels, labels]), alone=alone)


def _cut(rows: Matrix, before: Labels, groups: int | None) -> _Cut:
    nearest, distances = nearest_rows(rows)
    drawn = drawn_together(rows, nearest, distances)
    again = told_apart(rows, cut_rows(drawn, groups=groups))
    again = drawn_together(again, *nearest_rows(again))
    fresh = cut_rows(again, groups=groups)
    # Rows told apart by the fresh cut would speak for it, so the two are compared where neither was known.
    kept = held(drawn, fresh, before)
    if kept is None or (groups is not None and len(np.unique(kept)) != groups):
        return _Cut(labels=fresh, alone=outliers(nearest, distances, fresh), drawn=again, is_held=False)
    alone = outliers(nearest, distances, kept) & (before == OUTLIER)
    return _Cut(labels=kept, alone=alone, drawn=drawn, is_held=True)


def _join(space: Space, texts: Sequence[str], vectors: Matrix, rows: Matrix, cut: _Cut) -> Labels:
    """Return the labels of texts that were not learned from: the group that their neighbours stand in."""
    found = []
    for first in range(0, len(texts), _BLOCK):
        part = slice(first, first + _BLOCK)
        near = nearest_among(space.place(texts[part], vectors[part]), rows)
        among = unit_rows(cut.drawn[near].mean(axis=1))
        found.append(nearest_group(among, cut.drawn, np.where(cut.alone, OUTLIER, cut.labels)))
    return np.concatenate(found).astype(np.int64)


def _are_alike(vectors: Matrix) -> bool:
    middle = unit_rows(vectors.mean(axis=0, keepdims=True))
    return float((1 - vectors @ middle[0]).mean()) < ALIKE


def _biggest_first(labels: Labels, of_text: Labels) -> Clustering:
    """Return the groups numbered by size; of two of one size, that with the first text in our own order."""
    kept = labels != OUTLIER
    if not kept.any():
        return Clustering(labels=np.zeros(len(labels), dtype=np.int64), groups=1)
    own = labels.copy()
    own[kept] = renumbered(labels[kept])
    groups = int(own.max()) + 1
    sizes = np.bincount(own[kept], minlength=groups)
    first = [int(of_text[own == group].min()) for group in range(groups)]
    order = sorted(range(groups), key=lambda group: (-sizes[group], first[group]))
    place = np.empty(groups, dtype=np.int64)
    place[order] = np.arange(groups)
    own[kept] = place[own[kept]]
    return Clustering(labels=own, groups=groups)
