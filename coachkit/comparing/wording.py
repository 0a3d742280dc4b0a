"""Texts as vectors of their words alone: for choosing what is worth encoding, and where no model is there.

Each base form has a place of its own by its hash (Weinberger et al. 2009); everyday words count a tenth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol
from zlib import crc32

import numpy as np
import numpy.typing as npt

from coachkit.query.word_forms import base_forms
from coachkit.query.words import plain_words
from coachkit.searching.everyday import EVERYDAY

Matrix = npt.NDArray[np.float32]
PLACES = 1024
EVERYDAY_SHARE = 0.1


class Embedding(Protocol):
    """Whatever turns texts into vectors of unit length."""

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return an array of shape (texts, dimensions)."""
        ...


class ByWords:
    """Vectors of unit length whose cosine is high for texts that share telling words."""

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return an array of shape (texts, `PLACES`); a text without a word is all zeros."""
        rows = np.zeros((len(texts), PLACES), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in plain_words(text):
                place, share = _place(word)
                row[place] = max(row[place], share)
            length = float(np.linalg.norm(row))
            if length:
                row /= length
        return rows


@lru_cache(maxsize=20_000)
def _place(word: str) -> tuple[int, float]:
    base = (*base_forms(word), word)[0]
    return crc32(base.encode()) % PLACES, EVERYDAY_SHARE if word in EVERYDAY else 1.0


@dataclass(slots=True)
class EachOnce:
    """An encoder that encodes a text once, however often it is asked for: texts come up in several pairs."""

    encoder: Embedding
    knows_meaning: bool = True
    """False: it knows which words are shared, and no more."""
    compares: bool = False
    """True: its vectors can be compared with the stored ones."""
    _known: dict[str, Matrix] = field(default_factory=dict)

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return an array of shape (texts, dimensions)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self.encoder.embed(new), strict=True))
        return np.stack([self._known[text] for text in texts])
