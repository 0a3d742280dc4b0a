"""Sense: lines that mean the same as the example sentences of a tracker, whatever their words.

The lines' vectors are stored, so a changed tracker costs one product of matrices a call. Passages' vectors
are no help: among a hundred words one line counts too little (see docs/trackers.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from coachkit.models import LineVectors, Segment, SensedHit
from coachkit.phrases import words_in
from coachkit.tracking.conditions import CallFacts, Place, fits_call, fits_place
from coachkit.tracking.packs import PackedTracker

Matrix = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Matrix]
FEWEST_WORDS = 4
"""Shorter lines mean too many things."""
SCALE = 127
"""Vectors of unit length times this are stored as int8; a cosine is then off by less than 0.01."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningTracker:
    """A tracker with the vectors of its examples, one a row, of unit length."""

    tracker: PackedTracker
    vectors: Matrix
    threshold: float


def embed_lines(segments: Sequence[Segment], *, embed: Embed, model: str) -> list[LineVectors]:
    """Return the vectors of all lines that are long enough; nothing where none is."""
    lines = [segment for segment in segments if len(words_in(segment.text)) >= FEWEST_WORDS]
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


def sense_call(
    segments: Sequence[Segment],
    vectors: Sequence[LineVectors],
    *,
    trackers: Sequence[MeaningTracker],
    facts: CallFacts,
) -> list[SensedHit]:
    """Return the call's hits by meaning in time order, numbered from 0; `vectors` is the call's row."""
    by_number = {segment.n: segment for segment in segments}
    found: list[SensedHit] = []
    for stored in vectors:
        rows = np.frombuffer(stored.embedding, np.int8).reshape(-1, stored.dimensions) / np.float32(SCALE)
        for one in trackers:
            if not fits_call(one.tracker.settings.calls, facts):
                continue
            likeness = rows @ one.vectors.T
            for place in np.flatnonzero(likeness.max(axis=1) >= one.threshold):
                segment = by_number.get(stored.lines[place])
                if segment and fits_place(one.tracker.settings, facts, _whole(segment)):
                    found.append(_hit(one, segment, likeness[place]))
    found.sort(key=lambda hit: (hit.start, hit.segment, hit.tracker))
    return [replace(hit, n=n) for n, hit in enumerate(found)]


def _whole(segment: Segment) -> Place:
    return Place(
        segment=segment, start_char=0, end_char=len(segment.text), start=segment.start, end=segment.end
    )


def _hit(one: MeaningTracker, segment: Segment, likeness: Matrix) -> SensedHit:
    best = int(likeness.argmax())
    settings = one.tracker.settings
    return SensedHit(
        call_id=segment.call_id,
        n=0,
        tracker=settings.name,
        pack=one.tracker.pack,
        tier=settings.tier,
        text=segment.text,
        segment=segment.n,
        start=segment.start,
        end=segment.end,
        role=segment.role,
        similarity=round(float(likeness[best]), 3),
        example=settings.examples[best],
        threshold=one.threshold,
    )
