"""What sentences mean, as vectors that are looked up by where and how they are said.

By their words, and not by their number in the line: of a line, sentences may have been left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from coachkit.line_vectors import mark_of

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMeanings:
    """The vectors of what is said in a call."""

    lines: Mapping[int, Codes]
    """By `Segment.n`, of whole lines: 127 times a vector of unit length each."""
    sentences: Mapping[int, Mapping[int, Codes]]
    """The same by `Segment.n` and `mark_of` each sentence, of lines that have several."""

    def of(self, segment: int, sentence: str, *, is_only: bool) -> Codes | None:
        """Return the vector of a sentence; `is_only`: its line has no other. None where it has none."""
        if segment in self.sentences:
            return self.sentences[segment].get(mark_of(sentence))
        return self.lines.get(segment) if is_only else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """The vectors of what is said in many calls."""

    calls: Mapping[str, CallMeanings] = field(default_factory=dict)
    """By `Call.id`; calls without any are not there."""

    def of(self, call_id: str, segment: int, sentence: str, *, is_only: bool) -> Codes | None:
        """Return the vector of a sentence, as `CallMeanings.of`."""
        call = self.calls.get(call_id)
        return None if call is None else call.of(segment, sentence, is_only=is_only)


def as_unit(codes: Sequence[Codes]) -> npt.NDArray[np.float32]:
    """Return stored vectors as rows of unit length; of none an array of shape (0, 0)."""
    if not codes:
        return np.zeros((0, 0), np.float32)
    rows = np.stack(codes).astype(np.float32)
    unit: npt.NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit
