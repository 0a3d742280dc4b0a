"""The waves of a call, a lane a side: from its channels where these keep sides apart, else by who speaks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.models import Role, Segment

Peaks = tuple[float, ...]
_SIDES: tuple[Role, ...] = ("agent", "customer")
_QUIETEST = 0.02
"""What is not louder anywhere is drawn as silence and not blown up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """How loud one side is over the call; 1 is its own loudest moment."""

    role: Role
    peaks: Peaks


def draw_lanes(channels: Sequence[Peaks], segments: Sequence[Segment], duration: float) -> tuple[Lane, ...]:
    """Return the lanes of agent and customer, or one lane of nobody's where nobody is known.

    `channels` are equally long, `duration` is in seconds.
    """
    carried = _roles_of_channels(segments)
    apart = {role: [peaks for n, peaks in enumerate(channels) if carried.get(n) == role] for role in _SIDES}
    if all(apart.values()):
        return tuple(Lane(role=role, peaks=_scaled(_loudest(apart[role]))) for role in _SIDES)
    both = _loudest(channels)
    if not any(one.role in _SIDES for one in segments):
        return (Lane(role="unknown", peaks=_scaled(both)),)
    scaled = _scaled(both)
    return tuple(Lane(role=role, peaks=_while_speaking(scaled, role, segments, duration)) for role in _SIDES)


def _roles_of_channels(segments: Sequence[Segment]) -> dict[int, Role]:
    """Return who speaks longest on each channel."""
    seconds: dict[int, Counter[Role]] = {}
    for one in segments:
        if one.role in _SIDES:
            seconds.setdefault(one.channel, Counter())[one.role] += round(1000 * (one.end - one.start))
    return {channel: max(sorted(found), key=found.__getitem__) for channel, found in seconds.items()}


def _while_speaking(peaks: Peaks, role: Role, segments: Sequence[Segment], duration: float) -> Peaks:
    lane = [0.0] * len(peaks)
    each = len(peaks) / duration if duration else 0.0
    for one in segments:
        if one.role == role:
            for n in range(int(one.start * each), min(int(one.end * each) + 1, len(peaks))):
                lane[n] = peaks[n]
    return tuple(lane)


def _loudest(channels: Sequence[Peaks]) -> Peaks:
    return tuple(max(moment) for moment in zip(*channels, strict=True))


def _scaled(peaks: Peaks) -> Peaks:
    most = max(peaks, default=0.0)
    return tuple(round(peak / most, 3) if most > _QUIETEST else 0.0 for peak in peaks)
