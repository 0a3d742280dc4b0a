"""Sense: lines that mean the same as the example sentences of a tracker, whatever their words.

The lines' vectors are stored, so a changed tracker costs one product of matrices a call.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from coachkit.line_vectors import LineMeanings, Matrix
from coachkit.models import LineVectors, Segment, SensedHit
from coachkit.phrases import words_in
from coachkit.tracking.conditions import CallFacts, Place, fits_call, fits_place
from coachkit.tracking.packs import PackedTracker

FEWEST_WORDS = 4
"""Shorter lines mean too many things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningTracker:
    """A tracker with the vectors of its examples, one a row, of unit length."""

    tracker: PackedTracker
    vectors: Matrix
    threshold: float


def sense_call(
    segments: Sequence[Segment],
    vectors: Sequence[LineVectors],
    *,
    trackers: Sequence[MeaningTracker],
    facts: CallFacts,
) -> list[SensedHit]:
    """Return the call's hits by meaning in time order, numbered from 0; `vectors` is the call's row."""
    long = [segment for segment in segments if len(words_in(segment.text)) >= FEWEST_WORDS]
    lines, rows = LineMeanings.of(vectors).among(long)
    if not lines:
        return []
    found: list[SensedHit] = []
    for one in trackers:
        if not fits_call(one.tracker.settings.calls, facts):
            continue
        likeness = rows @ one.vectors.T
        found += [
            _hit(one, lines[place], likeness[place])
            for place in np.flatnonzero(likeness.max(axis=1) >= one.threshold)
            if fits_place(one.tracker.settings, facts, _whole(lines[place]))
        ]
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
