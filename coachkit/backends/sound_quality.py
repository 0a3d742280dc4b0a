"""How good a channel sounds: cut off at the top, soft, or only a copy of another channel.

Measured on the decoded sound, block by block, so that a long recording needs little memory beside itself.
Nothing here needs a model.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.voice_activity import SpeechSpan, frame_levels

_SILENCE = 10 ** (-75 / 20)
_BLOCK = 64 * SAMPLE_RATE
"""Samples looked at together: a whole number of the frames of `frame_levels`."""

# Sound that was cut off and then resampled or coded is not exactly flat at the top any more: it
# swings about the ceiling by up to a tenth.
_TOP = 0.9
_HALF = 0.5
_SHORTEST_RUN = 3
# A pure tone spends 0.43 of the time above half its height within a tenth of the top; a tone driven
# 10 % over the ceiling 0.56, one driven 50 % over it 0.75. Voices have narrower peaks than tones. (One
# sample is taken off both widths: what lies between samples is not known.)
_FLAT = 0.56
_BEYOND = 1.2
"""A peak of which more than half is higher than this is no peak that was cut off at the ceiling."""
_PEAK_FRAME = 512
_HEIGHTS = np.concatenate([[0.0], 10 ** (np.arange(-80, 0.75, 0.5) / 20)])
"""Bounds of half decibels; the last lies just above full scale."""
_PILE = 1.05
"""Speech has fewer samples in each decibel than in the one below, from well under its peaks on."""
_LOWEST_CEILING = 10 ** (-8 / 20)
"""How far under the highest peaks: resampling makes cut-off sound swing beyond its ceiling."""

_SAME = 0.8
"""Correlation over a second from which two sounds are one: a codec at 8 kbit/s leaves more."""
_SAME_SHARE = 0.9
_MOST_DELAY = 320
"""Samples: 20 ms, the packet of a telephone line."""
_MOST_GAIN = 10 ** (12 / 20)
"""Copies differ less than this; echo of the other side comes back at least 15 dB softer."""
_GAIN_DRIFT = 10 ** (4 / 20)
_ACTIVE = 10 ** (-20 / 20)
_ALIGNED = 24


def clipped_share(samples: Samples) -> float:
    """Return the share of `samples` that are cut off, 0 to 1, wherever the ceiling is.

    The ceiling is where the loudest hundredth of all peaks ends: below full scale where a recorder cuts
    off early or the sound was turned down later. Samples count that stay near it for three samples or
    more in a peak that is flat: as wide at the top as no tone or voice is (compare Laguna and Lerch,
    "An Efficient Algorithm for Clipping Detection and Declipping Audio", AES 2016, who likewise look
    for flat places near the extremes rather than for equal samples, which resampling and codecs destroy).
    """
    ceiling = _ceiling(samples)
    if ceiling < _SILENCE:
        return 0.0
    clipped = sum(_clipped_in(np.abs(block), np.signbit(block), ceiling) for block in _blocks(samples))
    return clipped / len(samples)


def level(samples: Samples, speech: Sequence[SpeechSpan] | None = None) -> float | None:
    """Return the loudness of the loudest second in dB below full scale, or None for silence.

    `speech` is where somebody speaks, so that hold music is not taken for a voice; None: anywhere.
    """
    pieces = [samples] if speech is None else [samples[span.start : span.end] for span in speech]
    frames = [frame_levels(block) for piece in pieces for block in _blocks(piece)]
    if not frames:
        return None
    squares = np.square(np.concatenate(frames))
    loudest = float(np.sqrt(np.sort(squares)[-SAMPLE_RATE // _PEAK_FRAME :].mean()))
    return round(20 * float(np.log10(loudest)), 1) if loudest >= _SILENCE else None


def same_sound(channels: Sequence[Samples]) -> list[int | None]:
    """Return for each channel the earlier channel that carries the same sound, else None.

    The same means: up to a constant gain (12 dB) and delay (20 ms), either polarity, and the noise of a
    codec. Two people of whom each is faintly heard on the other's channel are not the same: the gain
    from one channel to the other changes with whoever speaks.
    """
    same: list[int | None] = []
    for n, samples in enumerate(channels):
        earlier = (k for k in range(n) if same[k] is None and _is_same(channels[k], samples))
        same.append(next(earlier, None))
    return same


def _blocks(samples: Samples, size: int = _BLOCK) -> Iterator[Samples]:
    return (samples[start : start + size] for start in range(0, len(samples), size))


def _ceiling(samples: Samples) -> float:
    """Return the height at which peaks end, 0 to 1.

    Where sound is cut off, samples pile up: there are more of them near that height than just below
    it. Elsewhere it is the median of the highest hundredth of the peaks of 32 ms, so that a stray
    click is no ceiling.
    """
    peaks: list[Samples] = []
    counts = np.zeros(len(_HEIGHTS) - 1, dtype=np.int64)
    for block in _blocks(samples):
        heights = np.abs(block)
        peaks.append(np.maximum.reduceat(heights, np.arange(0, len(heights), _PEAK_FRAME)))
        counts += np.histogram(heights, _HEIGHTS)[0]
    if not peaks:
        return 0.0
    highest = np.sort(np.concatenate(peaks))
    usual = float(np.median(highest[-max(len(highest) // 100, 5) :]))
    return _pile(counts, usual) or usual


def _pile(counts: npt.NDArray[np.int64], usual: float) -> float | None:
    """Return the height near which most samples pile up, at most 8 dB below the `usual` highest peaks."""
    decibel = counts[:-1] + counts[1:]
    best: tuple[float, float] | None = None
    for n in range(2, len(decibel)):
        height = min(float(_HEIGHTS[n + 2]), usual)
        beyond = int(counts[n + 3 :].sum())
        if height < usual * _LOWEST_CEILING or 4 * beyond > decibel[n]:
            continue
        excess = float(decibel[n] / max(decibel[n - 2], 1))
        if excess > _PILE and (best is None or excess > best[0]):
            best = (excess, height)
    return best and best[1]


def _clipped_in(heights: Samples, signs: npt.NDArray[np.bool_], ceiling: float) -> int:
    """Return how many samples of a block are cut off; a peak is where one sign stays above half height."""
    half = heights >= _HALF * ceiling
    edges = np.concatenate([[0], np.flatnonzero((half[1:] != half[:-1]) | (signs[1:] != signs[:-1])) + 1])
    is_peak = half[edges]
    lengths = np.diff(edges, append=len(half))
    at_top, beyond = (
        np.add.reduceat((heights >= share * ceiling).astype(np.int64), edges) for share in (_TOP, _BEYOND)
    )
    is_flat = (
        is_peak & (at_top >= _SHORTEST_RUN) & (at_top - 1 >= _FLAT * (lengths - 1)) & (2 * beyond <= at_top)
    )
    return int(at_top[is_flat].sum())


def _is_same(one: Samples, other: Samples) -> bool:
    length = min(len(one), len(other))
    seconds = length // SAMPLE_RATE
    if not seconds:
        return False
    loud = [_second_levels(samples, seconds) for samples in (one, other)]
    if min(level.max() for level in loud) < _SILENCE:
        return False
    active = np.flatnonzero((loud[0] > _ACTIVE * loud[0].max()) | (loud[1] > _ACTIVE * loud[1].max()))
    delay = _delay(one, other, active[np.argsort(-loud[0][active], kind="stable")][:_ALIGNED])
    fits = [_fit(one, other, int(second) * SAMPLE_RATE, delay) for second in active]
    agree = [gain for correlation, gain in fits if correlation >= _SAME]
    if not agree:
        return False
    gain = float(np.median(agree))
    if not 1 / _MOST_GAIN <= gain <= _MOST_GAIN:
        return False
    steady = sum(1 / _GAIN_DRIFT <= one_gain / gain <= _GAIN_DRIFT for one_gain in agree)
    return steady >= _SAME_SHARE * len(active)


def _second_levels(samples: Samples, seconds: int) -> npt.NDArray[np.float64]:
    squares = [
        np.mean(np.square(samples[n * SAMPLE_RATE : (n + 1) * SAMPLE_RATE], dtype=np.float64))
        for n in range(seconds)
    ]
    return np.sqrt(np.array(squares))


def _delay(one: Samples, other: Samples, seconds: npt.NDArray[np.intp]) -> int:
    """Return by how many samples `other` lags, from the sum of the correlations of loud seconds."""
    size = 2 * SAMPLE_RATE
    spectrum = np.zeros(size // 2 + 1, dtype=np.complex128)
    for second in seconds:
        start = int(second) * SAMPLE_RATE
        a, b = (np.fft.rfft(samples[start : start + SAMPLE_RATE], size) for samples in (one, other))
        spectrum += np.conj(a) * b / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-12)
    correlation = np.abs(np.fft.irfft(spectrum, size))
    lags = np.concatenate([correlation[-_MOST_DELAY:], correlation[: _MOST_DELAY + 1]])
    return int(np.argmax(lags)) - _MOST_DELAY


def _fit(one: Samples, other: Samples, start: int, delay: int) -> tuple[float, float]:
    """Return the correlation (0 to 1) and the gain from a second of `one` to the same of `other`."""
    first = max(start, -delay)
    a = one[first : first + SAMPLE_RATE].astype(np.float64)
    b = other[first + delay : first + delay + SAMPLE_RATE].astype(np.float64)
    length = min(len(a), len(b))
    a, b = a[:length], b[:length]
    power_a, power_b = float(a @ a), float(b @ b)
    if power_a <= 0 or power_b <= 0:
        return 0.0, 0.0
    return abs(float(a @ b)) / (power_a * power_b) ** 0.5, (power_b / power_a) ** 0.5
