"""The words of a call in one row, each with its place: what trackers are compared with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from coachkit.models import Segment
from coachkit.phrases import words_in
from coachkit.tracking.matcher import BREAK

_STOP = re.compile(r"[.!?…](?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Words in the order of segments, with `BREAK` after each segment and each sentence."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int, int], ...]
    """(place of the segment among `segments`, start, end) of each word, in characters of its text."""
    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> Self:
        """Return the words of segments."""
        kept = tuple(segments)
        words: list[str] = []
        places: list[tuple[int, int, int]] = []
        for i, segment in enumerate(kept):
            before = 0
            for start, end, word in words_in(segment.text):
                if _STOP.search(segment.text, before, start):
                    words.append(BREAK)
                    places.append((i, before, before))
                before = end
                words.append(word)
                places.append((i, start, end))
            words.append(BREAK)
            places.append((i, len(segment.text), len(segment.text)))
        return cls(words=tuple(words), places=tuple(places), segments=kept)

    def segment_at(self, word: int) -> Segment:
        """Return the segment that a word stands in."""
        return self.segments[self.places[word][0]]
