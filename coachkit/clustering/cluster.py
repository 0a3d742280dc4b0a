"""Find the groups of texts that are about the same.

Rows of meaning and rows of words stand side by side, are drawn towards their neighbours, and cut where the
groups stand most clearly apart. What was found is looked at once more from where it is told apart best. A
large collection is learned from a sample; the others join what was found there.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.clustering.apart import outliers, told_apart
from coachkit.clustering.cut import cut_rows
from coachkit.clustering.neighbours import drawn_together, nearest_among, nearest_rows
from coachkit.clustering.shape import Labels, Matrix, centres, main_directions, renumbered, unit_rows
from coachkit.clustering.words import WordSpace, learn_words

OUTLIER = -1
"""The label of a text that is like no other."""
FEWEST_TEXTS = 6
"""Fewer different texts are one group: nothing can be told apart."""
ALIKE = 0.02
"""With a mean cosine distance from their centre below this, all texts say the same."""
SAMPLE = 5000
"""At most so many different texts are learned from."""
MEANING_DIMENSIONS = 100
WORDS_WEIGHT = 0.7
"""Weight of the words' rows beside those of meaning; with 0 and with 1 the groups are worse."""
_BLOCK = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """A group number for each text, in the order given; `OUTLIER` for a text that is like no other."""

    labels: Labels
    groups: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Space:
    """Where texts stand: learned from some, used for all."""

    middle: Matrix
    directions: Matrix
    words: WordSpace | None

    def place(self, texts: Sequence[str], vectors: Matrix) -> Matrix:
        meaning = unit_rows(np.asarray((vectors - self.middle) @ self.directions, dtype=np.float32))
        if self.words is None:
            return meaning
        return unit_rows(np.hstack([meaning, np.float32(WORDS_WEIGHT) * self.words.place(texts)]))


def cluster_texts(
    texts: Sequence[str], vectors: Matrix, *, groups: int | None = None, sample: int = SAMPLE
) -> Clustering:
    """Return the groups of `texts`, biggest first; `vectors` are their meanings, rows of unit length.

    The number of groups is found, unless `groups` says it; at most `sample` texts are learned from. Equal
    texts count once, so a text that is there ten thousand times does not outweigh the others. The same texts
    give the same groups in any order.
    """
    from threadpoolctl import threadpool_limits

    if not texts:
        return Clustering(labels=np.zeros(0, dtype=np.int64), groups=0)
    firsts, of_text = _different(texts, vectors)
    # sums over several threads differ in their last bits from run to run
    with threadpool_limits(limits=1):
        labels = _cluster([texts[i] for i in firsts], vectors[firsts], groups, sample)[of_text]
    return _biggest_first(labels, of_text)


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


def _cluster(texts: Sequence[str], vectors: Matrix, groups: int | None, most: int) -> Labels:
    count = len(texts)
    if count < FEWEST_TEXTS or _are_alike(vectors):
        return np.zeros(count, dtype=np.int64)
    size = min(count, max(most, FEWEST_TEXTS))
    sample = vectors[:size]
    middle = sample.mean(axis=0)
    space = _Space(
        middle=middle,
        directions=main_directions(sample - middle, MEANING_DIMENSIONS).astype(np.float32),
        words=learn_words(texts[:size]),
    )
    rows = space.place(texts[:size], sample)
    labels, drawn = _cut(rows, groups)
    if size == count:
        return labels
    return np.concatenate([labels, _join(space, texts[size:], vectors[size:], rows, drawn, labels)])


def _cut(rows: Matrix, groups: int | None) -> tuple[Labels, Matrix]:
    """Return a label for each row, and the rows as they were when they were cut."""
    nearest, distances = nearest_rows(rows)
    drawn = drawn_together(rows, nearest, distances)
    again = told_apart(rows, cut_rows(drawn, groups=groups))
    drawn = drawn_together(again, *nearest_rows(again))
    labels = cut_rows(drawn, groups=groups)
    return np.where(outliers(nearest, distances, labels), OUTLIER, labels), drawn


def _join(
    space: _Space, texts: Sequence[str], vectors: Matrix, rows: Matrix, drawn: Matrix, labels: Labels
) -> Labels:
    """Return the labels of texts that were not learned from: the group that their neighbours stand in."""
    middles = centres(drawn, labels)
    found = []
    for first in range(0, len(texts), _BLOCK):
        part = slice(first, first + _BLOCK)
        near = nearest_among(space.place(texts[part], vectors[part]), rows)
        among = unit_rows(drawn[near].mean(axis=1))
        found.append(np.argmax(among @ middles.T, axis=1))
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
