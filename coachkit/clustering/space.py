"""Where texts stand: rows of meaning and rows of words side by side, learned from some and used for all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.clustering.shape import Matrix, main_directions, unit_rows
from coachkit.clustering.words import WordSpace, learn_words

MEANING_DIMENSIONS = 100
WORDS_WEIGHT = 0.7
"""Weight of the words' rows beside those of meaning; with 0 and with 1 the groups are worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What was learned from some texts, to place these and others."""

    middle: Matrix
    directions: Matrix
    words: WordSpace | None

    def place(self, texts: Sequence[str], vectors: Matrix) -> Matrix:
        """Return the texts' rows, of unit length; zeros for a text of which nothing is known."""
        meaning = unit_rows(np.asarray((vectors - self.middle) @ self.directions, dtype=np.float32))
        if self.words is None:
            return meaning
        return unit_rows(np.hstack([meaning, np.float32(WORDS_WEIGHT) * self.words.place(texts)]))


def learn_space(texts: Sequence[str], vectors: Matrix) -> Space:
    """Return the space of some texts, at least two, and their vectors."""
    middle = vectors.mean(axis=0)
    return Space(
        middle=middle,
        directions=main_directions(vectors - middle, MEANING_DIMENSIONS).astype(np.float32),
        words=learn_words(texts),
    )
