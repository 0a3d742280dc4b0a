"""What stands still in the spectrum of a telephone channel, frame by frame.

The frames are long (128 ms), so that lines 40 Hz apart are told apart, as ringing tones need it. All is
done in blocks of about a minute with a margin, so an hour of sound needs little memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from coachkit.backends.protocols import SAMPLE_RATE, Samples

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

_WINDOW = 2048
_STEP = 512
FRAME_SECONDS = _STEP / SAMPLE_RATE
"""Frame n is about the time n × this, in seconds."""
_HZ = SAMPLE_RATE / _WINDOW
# What every telephone line carries; below it lies the mains' hum.
_LOW, _HIGH = round(220 / _HZ), round(3600 / _HZ)
_LOWEST = round(40 / _HZ)

_BLOCK = 2048
# A line of music stands still for 0.35 s at least; one that stands still for 12 s is hum or a tone.
_STILL = 11
_HUM = 375
_MARGIN = _HUM
# A line rises above the mean of the 33 bins around it.
_AROUND = 16
_RISES = 2.5
# Half the width of a line, in bins: the window's own width, and the slow beat of some ringing tones.
_WIDTH = 4
_SECOND = 0.03
_EARLIER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Features of each frame, all of shape (frames,) but `lines`."""

    power: Floats
    """Mean square from 220 to 3600 Hz, 0 to 1."""
    pure: Floats
    """Share of the power, hum included, in the two strongest lines, 0 to 1."""
    lines: Floats
    """Their pitch in Hz, shape (frames, 2); twice the same where there is only one."""
    alike: Floats
    """Cosine of the spectrum with the one 96 ms earlier or later, whichever is nearer."""
    still: Floats
    """How many lines stand still here for 0.35 s and more (and not for 12 s)."""
    tonal: Floats
    """Share of the power in those lines, 0 to 1."""


def measure_frames(samples: Samples) -> Frames:
    """Return the features of one channel at `SAMPLE_RATE`, a frame every `FRAME_SECONDS`."""
    blocks = [_measure_block(spectra, before, after) for spectra, before, after in _blocks(samples)]
    columns = [np.concatenate(column) for column in zip(*blocks, strict=True)]
    power, pure, lines, alike, still, tonal = columns
    return Frames(power=power, pure=pure, lines=lines, alike=alike, still=still, tonal=tonal)


def _blocks(samples: Samples) -> Iterator[tuple[Floats, int, int]]:
    """Yield power spectra of blocks of frames, with how many frames of margin precede and follow."""
    count = len(samples) // _STEP + 1
    window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    scale = np.float32(2 / (_WINDOW * float(np.square(window).sum())))
    for first in range(0, count, _BLOCK):
        begin, end = max(first - _MARGIN, 0), min(first + _BLOCK + _MARGIN, count)
        left, right = begin * _STEP - _WINDOW // 2, (end - 1) * _STEP + _WINDOW // 2
        piece = np.zeros(right - left, dtype=np.float32)
        inside = samples[max(left, 0) : right]
        offset = max(-left, 0)
        piece[offset : offset + len(inside)] = inside
        framed = sliding_window_view(piece, _WINDOW)[::_STEP]
        spectra = np.abs(np.fft.rfft(framed * window, axis=1)[:, _LOWEST:_HIGH]).astype(np.float32)
        yield spectra**2 * scale, first - begin, max(end - first - _BLOCK, 0)


def _measure_block(spectra: Floats, before: int, after: int) -> tuple[Floats, ...]:
    kept = slice(before, len(spectra) - after)
    whole = spectra[kept].sum(axis=1)
    spectra = spectra[:, _LOW - _LOWEST :]
    power = spectra.sum(axis=1)
    pure, lines = _strongest_lines(spectra[kept], whole)
    still, tonal = _still_lines(spectra, power)
    return power[kept], pure, lines, _likeness(spectra)[kept], still[kept], tonal[kept]


def _strongest_lines(spectra: Floats, power: Floats) -> tuple[Floats, Floats]:
    """Return the share of the power in the two strongest lines, and their pitches in Hz."""
    rows = np.arange(len(spectra))
    near = sliding_window_view(np.pad(spectra, ((0, 0), (_WIDTH, _WIDTH))), 2 * _WIDTH + 1, axis=1).sum(
        axis=2
    )
    offsets = np.arange(-_WIDTH, _WIDTH + 1)

    def pitch(bins: npt.NDArray[np.intp]) -> Floats:
        places = np.clip(bins[:, None] + offsets, 0, spectra.shape[1] - 1)
        weights = spectra[rows[:, None], places]
        middle = (weights * (places + _LOW)).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-20)
        return np.asarray(middle * _HZ, np.float32)

    first = near.argmax(axis=1)
    strongest = near[rows, first]
    rest = np.where(np.abs(np.arange(spectra.shape[1]) - first[:, None]) > 2 * _WIDTH, near, 0)
    second = rest.argmax(axis=1)
    weaker = rest[rows, second]
    second = np.where(weaker > _SECOND * strongest, second, first)
    pure = np.asarray((strongest + weaker) / np.maximum(power, 1e-20), np.float32)
    return pure, np.stack([pitch(first), pitch(second)], axis=1)


def _likeness(spectra: Floats) -> Floats:
    sizes = np.sqrt(spectra)
    sizes /= np.maximum(np.linalg.norm(sizes, axis=1, keepdims=True), 1e-10)
    like = np.zeros(len(sizes) + _EARLIER, dtype=np.float32)
    if len(sizes) > _EARLIER:
        like[_EARLIER:-_EARLIER] = np.einsum("ij,ij->i", sizes[_EARLIER:], sizes[:-_EARLIER])
    return np.maximum(like[: len(sizes)], like[_EARLIER:])


def _still_lines(spectra: Floats, power: Floats) -> tuple[Floats, Floats]:
    """Return how many lines stand still in each frame, and their share of its power."""
    peaks = np.zeros(spectra.shape, dtype=np.bool_)
    inner = spectra[:, 1:-1]
    peaks[:, 1:-1] = (inner >= spectra[:, :-2]) & (inner > spectra[:, 2:])
    peaks &= spectra > _RISES * _surroundings(spectra)
    places = _widened(peaks)
    still = _lasting(places, _STILL) & ~_widened(_lasting(places, _HUM))
    count = (still & peaks).sum(axis=1).astype(np.float32)
    tonal = np.where(_widened(still), spectra, 0).sum(axis=1) / np.maximum(power, 1e-20)
    return count, np.asarray(tonal, np.float32)


def _surroundings(spectra: Floats) -> Floats:
    padded = np.pad(spectra, ((0, 0), (_AROUND + 1, _AROUND)), mode="edge")
    sums = np.cumsum(padded, axis=1, dtype=np.float64)
    width = 2 * _AROUND + 1
    return np.asarray((sums[:, width:] - sums[:, :-width]) / width, np.float32)


def _widened(flags: Flags) -> Flags:
    """Return `flags` and the bins beside them."""
    wide = flags.copy()
    wide[:, 1:] |= flags[:, :-1]
    wide[:, :-1] |= flags[:, 1:]
    return wide


def _lasting(flags: Flags, frames: int) -> Flags:
    """Return those of `flags` that hold for so many frames on end in their bin."""
    if len(flags) < frames:
        return np.zeros_like(flags)
    sums = np.cumsum(np.pad(flags, ((1, 0), (0, 0))), axis=0, dtype=np.int32)
    begins = sums[frames:] - sums[:-frames] == frames
    sums = np.cumsum(np.pad(begins, ((frames, frames - 1), (0, 0))), axis=0, dtype=np.int32)
    return np.asarray(sums[frames:] - sums[:-frames] > 0)
