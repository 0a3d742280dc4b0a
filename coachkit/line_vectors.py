"""The meaning of a call's lines: made once, kept as int8, and read by whatever compares meanings.

A passage's vector is no help where one line is sought: among a hundred words it counts too little (see
docs/trackers.md).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from coachkit.conversation import words_of
from coachkit.models import LineVectors, Segment, SentenceVectors
from coachkit.sentences import sentences_of

Matrix = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Matrix]
FEWEST_WORDS = 2
"""Shorter lines say too little to be compared with anything."""
FEWEST_IN_SENTENCE = 3
"""A shorter sentence of a line is mostly “right, okay”."""
SCALE = 127
"""Vectors of unit length times this are stored as int8; a cosine is then off by less than 0.01."""


def embed_lines(segments: Sequence[Segment], *, embed: Embed, model: str) -> list[LineVectors]:
    """Return the vectors of all lines that are long enough; nothing where none is."""
    lines = [segment for segment in segments if len(words_of(segment.text)) >= FEWEST_WORDS]
    if not lines:
        return []
    matrix = np.rint(embed([line.text for line in lines]) * SCALE).astype(np.int8)
    return [
        LineVectors(
            call_id=lines[0].call_id,
            model=model,
            dimensions=matrix.shape[1],
            lines=tuple(line.n for line in lines),
            embedding=matrix.tobytes(),
        )
    ]


def embed_sentences(segments: Sequence[Segment], *, embed: Embed, model: str) -> list[SentenceVectors]:
    """Return the vectors of the sentences of the lines that have several; nothing where none has.

    What one sentence among others says is nearly lost in the vector of its line.
    """
    parts = [(line, text) for line in segments for text in _parts(line.text)]
    if not parts:
        return []
    matrix = np.rint(embed([text for _, text in parts]) * SCALE).astype(np.int8)
    return [
        SentenceVectors(
            call_id=parts[0][0].call_id,
            model=model,
            dimensions=matrix.shape[1],
            lines=tuple(line.n for line, _ in parts),
            marks=tuple(mark_of(text) for _, text in parts),
            embedding=matrix.tobytes(),
        )
    ]


def mark_of(sentence: str) -> int:
    """Return a number by which a sentence is found again among those of its line."""
    return crc32(sentence.encode())


def _parts(text: str) -> list[str]:
    """Return the sentences of a line that are long enough; none where it has no two sentences."""
    texts = [text[start:end] for start, end in sentences_of(text)]
    if len(texts) < 2:
        return []
    return [one for one in dict.fromkeys(texts) if len(words_of(one)) >= FEWEST_IN_SENTENCE]


@dataclass(frozen=True, slots=True)
class LineMeanings:
    """Vectors of a call's lines, of about unit length, a row each."""

    rows: Matrix
    """Lines × dimensions; without lines 0 × 0."""
    places: Mapping[int, int]
    """Row by `Segment.n`."""

    @classmethod
    def of(cls, stored: Sequence[LineVectors]) -> "LineMeanings":
        """Return what is stored of one call: a row of the table, or none."""
        if not stored:
            return cls(np.zeros((0, 0), np.float32), {})
        [one] = stored
        codes = np.frombuffer(one.embedding, np.int8).reshape(-1, one.dimensions)
        rows: Matrix = codes.astype(np.float32) / np.float32(SCALE)
        return cls(rows, {line: place for place, line in enumerate(one.lines)})

    def among(self, segments: Sequence[Segment]) -> tuple[list[Segment], Matrix]:
        """Return those of some segments that have a vector, and their vectors in the same order."""
        known = [segment for segment in segments if segment.n in self.places]
        return known, self.rows[[self.places[segment.n] for segment in known]]
