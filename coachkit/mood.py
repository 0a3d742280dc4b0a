"""Mood: what the customer's words and their stored feeling say together."""

from collections.abc import Mapping, Sequence

from coachkit.conversation import words_of
from coachkit.cues import CueList
from coachkit.models import Feeling, Segment, Turn

CUE_WEIGHT = 0.4
"""What one phrase of acceptance or rejection adds to, or takes from, a mood of -1 to 1."""
LONG_ENOUGH = 12
"""Segments of this many words or more count fully; shorter ones by their words."""


def segment_mood(segment: Segment, feelings: Mapping[int, Feeling], cues: Mapping[str, CueList]) -> float:
    """Return how a customer's segment sounds, -1 (rejects) to 1 (accepts)."""
    accepts = len(cues["customer_accepts"].said_in(segment))
    rejects = len(cues["customer_rejects"].said_in(segment))
    felt = feelings[segment.n].mood if segment.n in feelings else 0.0
    return max(-1.0, min(1.0, felt + CUE_WEIGHT * (accepts - rejects)))


def segment_weight(segment: Segment) -> float:
    """Return how much a segment counts beside others, 0 to 1: a bare "okay" says little."""
    return min(len(words_of(segment.text)), LONG_ENOUGH) / LONG_ENOUGH


def balance_of(moods: Sequence[tuple[float, float]]) -> float:
    """Return what (mood, weight) pairs come to, -1 to 1; clear words count more than flat ones.

    A talk is mostly matter-of-fact, so a plain mean is always near zero: each mood is weighed by its own
    size as well.
    """
    total = sum(weight * abs(mood) for mood, weight in moods)
    return sum(weight * mood * abs(mood) for mood, weight in moods) / total if total else 0.0


def mood_of(
    turn: Turn, segments: Sequence[Segment], feelings: Mapping[int, Feeling], cues: Mapping[str, CueList]
) -> float:
    """Return how a customer's turn sounds, from its segments: -1 to 1."""
    own = [segment for segment in segments if segment.n in turn.segments]
    return balance_of([(segment_mood(s, feelings, cues), segment_weight(s)) for s in own])
