"""Where a clip begins and ends: on whole turns, and within the lengths that the settings allow."""

from collections.abc import Sequence

from coachkit.config import PlaylistSettings
from coachkit.models import Turn


def fit_clip(
    turns: Sequence[Turn], start: float, end: float, settings: PlaylistSettings, *, duration: float
) -> tuple[float, float]:
    """Widen [start, end] to whole turns with the turn that leads in, then keep it within the limits.

    Too short clips take in following and preceding turns; too long ones lose turns at the far end.
    Only a single turn longer than the limit is cut inside.
    """
    touched = [i for i, t in enumerate(turns) if t.end > start and t.start < end]
    if not touched:
        return _bounded(start, end, duration, settings)
    first, last = touched[0], touched[-1]
    while last > first and _length(turns, first, last) > settings.max_seconds:
        last -= 1
    grow_back = True
    while _length(turns, first, last) < settings.min_seconds:
        if grow_back and first > 0:
            first -= 1
        elif last + 1 < len(turns):
            last += 1
        elif first > 0:
            first -= 1
        else:
            break
        grow_back = not grow_back
    return _bounded(turns[first].start, max(t.end for t in turns[first : last + 1]), duration, settings)


def _length(turns: Sequence[Turn], first: int, last: int) -> float:
    return max(t.end for t in turns[first : last + 1]) - turns[first].start


def _bounded(start: float, end: float, duration: float, settings: PlaylistSettings) -> tuple[float, float]:
    end = min(end, start + settings.max_seconds)
    if end - start < settings.min_seconds:
        end = min(duration, start + settings.min_seconds)
        start = max(0.0, end - settings.min_seconds)
    return round(start, 3), round(end, 3)
