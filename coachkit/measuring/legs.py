"""A leg of a call as a call of its own: an agent answers for nobody else's part."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.models import Leg, Segment, SoundSpan


def segments_of_leg(leg: Leg, segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments that begin in a leg, with times from its beginning."""
    return [
        replace(s, start=s.start - leg.start, end=s.end - leg.start)
        for s in segments
        if leg.start <= s.start < leg.end
    ]


def sounds_of_leg(leg: Leg, sounds: Sequence[SoundSpan]) -> list[SoundSpan]:
    """Return what is heard besides voices in a leg, with times from its beginning."""
    return [
        replace(s, start=max(s.start - leg.start, 0.0), end=s.end - leg.start)
        for s in sounds
        if s.start < leg.end and s.end > leg.start
    ]
