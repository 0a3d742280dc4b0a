"""Which channels of a recording are heard, where it has more than two or where they are to be mixed.

Telephone systems write three and more channels for conferences and for supervisors who listen in, and
many of those are silent or copies. What is left of two sides stays apart under its own number; only
where more voices have channels of their own are they mixed, as nobody said who is who.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Samples
from coachkit.errors import RecordingError

SIDES = 2
"""Channels that a recording of two sides has."""
_SILENCE = 0.001
"""A channel that never gets louder than this share of full scale (-60 dB) is silent."""
_SAME = 0.999
"""Correlation from which two channels carry the same sound: what differs is 27 dB weaker or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is taken of a recording's channels."""

    take: tuple[int, ...]
    is_mixed: bool = False

    def apply(self, samples: Samples) -> Samples:
        """Return what is kept of `samples`, shape (channels, samples)."""
        kept = samples[list(self.take)]
        return kept.mean(axis=0, keepdims=True, dtype=np.float32) if self.is_mixed else kept

    def spread(self, kept: Sequence[Samples]) -> list[Samples]:
        """Return each channel under its own number, with silence for those that are not heard.

        A single channel stands alone: it is a recording of one channel.
        """
        if len(kept) == 1:
            return list(kept)
        placed = dict(zip(self.take, kept, strict=True))
        silence = np.zeros_like(kept[0])
        return [placed.get(n, silence) for n in range(max(self.take) + 1)]


class ChannelSurvey:
    """Looks at all channels of a recording, piece by piece, and finds those with a sound of their own."""

    def __init__(self, count: int) -> None:
        self._peaks = np.zeros(count)
        self._products: npt.NDArray[np.float64] = np.zeros((count, count))

    def look(self, samples: Samples) -> None:
        """Take in a piece, shape (channels, samples)."""
        if samples.shape[1]:
            self._peaks = np.maximum(self._peaks, np.abs(samples).max(axis=1))
            self._products += samples.astype(np.float64) @ samples.T

    def layout(self) -> Layout:
        """Return what to hear: two channels or fewer as they are, more of them mixed into one."""
        own: list[int] = []
        for n in np.flatnonzero(self._peaks > _SILENCE).tolist():
            if not any(self._is_same(n, other) for other in own):
                own.append(n)
        return Layout(take=tuple(own) or (0,), is_mixed=len(own) > SIDES)

    def _is_same(self, one: int, other: int) -> bool:
        scale = np.sqrt(self._products[one, one] * self._products[other, other])
        return bool(abs(self._products[one, other]) >= _SAME * scale)


def layout_of(name: str, count: int, channels: Sequence[int] | None) -> Layout | None:
    """Return what is taken of `count` channels when `channels` are asked for; None: survey them first.

    An empty list mixes all channels. A list of channels counts only where there are more than two.

    Raises:
        RecordingError: The recording `name` lacks a channel that is asked for.
    """
    if channels is not None and not channels:
        return Layout(take=tuple(range(count)), is_mixed=count > 1)
    if count <= SIDES:
        return Layout(take=tuple(range(count)))
    if channels is None:
        return None
    missing = [channel for channel in channels if channel >= count]
    if missing:
        raise RecordingError(
            f"{name} has {count} channels, 0 to {count - 1}, and the settings ask for channel {missing[0]}"
        )
    return Layout(take=tuple(sorted(set(channels))))
