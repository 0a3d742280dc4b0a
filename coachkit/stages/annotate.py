"""Annotate: keep what spaCy saw in each segment, since looking again is slow."""

from collections.abc import Sequence
from typing import Protocol

from coachkit.languages import loose
from coachkit.models import Annotation, Segment


class Seen(Protocol):
    """What an annotator says of one text (see `coachkit.backends.protocols.TextAnnotation`)."""

    @property
    def tokens(self) -> tuple[tuple[int, int, str, str], ...]:
        """(start, end, lemma, part of speech) of each token."""

    @property
    def entities(self) -> tuple[tuple[int, int, str], ...]:
        """(start, end, label) of each entity."""

    @property
    def chunks(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of each noun chunk."""


def annotate_segments(segments: Sequence[Segment], seen: Sequence[Seen]) -> list[Annotation]:
    """Return one annotation a segment; `seen` is in the segments' order."""
    return [
        Annotation(
            call_id=segment.call_id,
            n=segment.n,
            lemmas=" ".join(loose(lemma) for _, _, lemma, pos in view.tokens if pos != "PUNCT"),
            tokens=view.tokens,
            entities=view.entities,
            chunks=view.chunks,
        )
        for segment, view in zip(segments, seen, strict=True)
    ]
