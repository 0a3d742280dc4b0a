"""What coachkit asks of a model, whichever library serves it.

The pipeline knows only these; each sibling module fulfils one of them with one library.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""Mono sound, shape (samples,), -1 to 1, at `SAMPLE_RATE`."""

SAMPLE_RATE = 16_000
"""Samples a second that every Whisper model expects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWord:
    """A word and its times in seconds from the beginning of the samples given."""

    start: float
    end: float
    text: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSegment:
    """A stretch of text as an engine returns it, with Whisper's own measures of confidence."""

    start: float
    end: float
    text: str
    language: str
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    words: tuple[HeardWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAnnotation:
    """What an annotator saw in one text; offsets are characters, end exclusive."""

    tokens: tuple[tuple[int, int, str, str], ...]
    """(start, end, lemma, part of speech)."""
    entities: tuple[tuple[int, int, str], ...]
    chunks: tuple[tuple[int, int], ...]


class Transcriber(Protocol):
    """Speech to text with word times."""

    identity: str
    """Engine, model and weights' hash: a change means that the text may differ."""

    def hear(
        self, windows: Sequence[Samples], *, language: str | None, likely: str | None = None
    ) -> list[HeardSegment]:
        """Return what is said in each window of at most 30 s, fast: one segment a window, maybe empty.

        Times are in the window. `language` None means: find out; `likely` is then the language of the
        call's earlier windows, from which only a window that leaves no doubt departs.
        """
        ...

    def transcribe(self, samples: Samples, *, language: str | None) -> list[HeardSegment]:
        """Return what is said in `samples`, carefully, in time order; `language` None means: find out."""
        ...


class Annotator(Protocol):
    """Text to lemmas, entities and noun chunks."""

    identity: str

    def annotate(self, texts: Sequence[str], languages: Sequence[str | None]) -> list[TextAnnotation]:
        """Return one annotation a text, in order; `languages` has the code of each text's language."""
        ...


class LanguageRanking(Protocol):
    """Text to the languages it may be in."""

    identity: str

    def rank(self, text: str) -> Sequence[tuple[str, float]]:
        """Return (code, probability 0 to 1) of each language, the likeliest first."""
        ...

    def common_words(self, language: str) -> frozenset[str]:
        """Return the commonest words of a language, in small letters; none where they are not known."""
        ...


class Embedder(Protocol):
    """Text to vectors of unit length."""

    identity: str
    dimensions: int

    def __hash__(self) -> int:
        """Tell one embedder from another."""
        ...

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions), rows of unit length."""
        ...


class Sentiment(Protocol):
    """Text to feeling."""

    identity: str

    def score(self, text: str) -> float:
        """Return -1 (very negative) to 1 (very positive)."""
        ...
