"""How loud a call is from moment to moment, channel by channel: the shape that is drawn of it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from coachkit.backends.call_pieces import decode_call_pieces
from coachkit.backends.protocols import Samples
from coachkit.call_files import CallFile

_RATE = 8_000
_BLOCK = 160
"""Samples of which the loudest is kept: 20 ms."""


def measure_peaks(files: Sequence[CallFile], most: int) -> tuple[tuple[float, ...], ...]:
    """Return the loudest sample (0 to 1) of up to `most` equal stretches, a tuple a channel.

    Raises:
        RecordingError: A file cannot be read, or the files cannot be one call.
    """
    peaks: list[npt.NDArray[np.float32]] = []
    rest: list[Samples] = []

    def take(piece: Samples) -> None:
        joined = np.abs(np.concatenate([*rest, piece], axis=1))
        whole = joined.shape[1] // _BLOCK
        blocks = joined[:, : whole * _BLOCK].reshape(len(joined), whole, _BLOCK)
        if whole:
            peaks.append(blocks.max(axis=2))
        rest[:] = [joined[:, whole * _BLOCK :]]

    decode_call_pieces(files, take, rate=_RATE)
    if rest and rest[0].shape[1]:
        peaks.append(rest[0].max(axis=1, keepdims=True))
    return tuple(_reduced(channel, most) for channel in np.concatenate(peaks, axis=1))


def _reduced(channel: npt.NDArray[np.float32], most: int) -> tuple[float, ...]:
    edges = np.linspace(0, len(channel), min(most, len(channel)) + 1).astype(int)[:-1]
    return tuple(round(float(peak), 4) for peak in np.maximum.reduceat(channel, edges))
