"""Texts as vectors of the words in them, to stand beside vectors of their meaning.

A small sentence model sees that two requests are alike in tone and length as much as in what is asked;
the words tell a transfer from a balance. Latent semantic analysis (Deerwester et al. 1990) of word and
word-pair counts; no stemmer, so every language is treated alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from coachkit.clustering.shape import Matrix, main_directions, unit_rows
from coachkit.languages import loose

DIMENSIONS = 150
FEWEST_TEXTS = 3
"""A word in fewer texts joins nothing."""
MOST_TEXTS = 0.3
"""A word in a larger share of the texts tells none of them apart."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSpace:
    """What was learned from some texts' words, to place these and others in."""

    counter: Any  # scikit-learn has no types
    directions: npt.NDArray[np.float64]
    """Words × dimensions."""

    def place(self, texts: Sequence[str]) -> Matrix:
        """Return the texts' rows, of unit length; zeros for a text of which no word is known."""
        return unit_rows(np.asarray(self.counter.transform(texts) @ self.directions, dtype=np.float32))


def learn_words(texts: Sequence[str]) -> WordSpace | None:
    """Return the space of the words of `texts`; None where too few words are shared."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    least = min(FEWEST_TEXTS, max(1, len(texts) // 4))
    if not any(words_and_pairs(text) for text in texts) or MOST_TEXTS * len(texts) < least:
        return None
    counter = TfidfVectorizer(
        analyzer=words_and_pairs, sublinear_tf=True, min_df=least, max_df=MOST_TEXTS, dtype=np.float64
    )
    try:
        counts = counter.fit_transform(texts)
    except ValueError:  # no word is left between the two bounds
        return None
    if min(counts.shape) < 2:
        return None
    return WordSpace(counter=counter, directions=main_directions(counts, DIMENSIONS))


def words_and_pairs(text: str) -> list[str]:
    """Return the words of a text, folded, and each two that follow; a word stammered counts once."""
    words: list[str] = []
    for word in _WORD.findall(loose(text)):
        if not words or words[-1] != word:
            words.append(word)
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]
