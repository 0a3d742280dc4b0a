"""Find the tones of telephone keys (DTMF): two known pitches at once, too short for long frames."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from coachkit.backends.protocols import SAMPLE_RATE, Samples

# ITU-T Q.23: one pitch of each group, within 1.8 %; Q.24: at least 40 ms long.
_ROWS = (697.0, 770.0, 852.0, 941.0)
_COLUMNS = (1209.0, 1336.0, 1477.0, 1633.0)
_WINDOW = 320
_STEP = 160
_BLOCK = 6000
_SILENCE = 1e-6
_SHARE = 0.8
# The two may differ by 10 dB, as lines weaken high pitches.
_TWIST = 10.0
_SHORTEST = 3
_LONGEST_PAUSE = 0.3


def find_keys(samples: Samples) -> list[tuple[float, float]]:
    """Return where keys are pressed on one channel: (start, end) in seconds, keys in a row joined."""
    pressed = np.concatenate([_pressed(block) for block in _blocks(samples)])
    spans: list[tuple[float, float]] = []
    edges = np.flatnonzero(np.diff(pressed, prepend=-1, append=-1))
    for first, stop in pairwise(edges.tolist()):
        if pressed[first] < 0 or stop - first < _SHORTEST:
            continue
        start, end = first * _STEP / SAMPLE_RATE, ((stop - 1) * _STEP + _WINDOW) / SAMPLE_RATE
        if spans and start - spans[-1][1] < _LONGEST_PAUSE:
            start, _ = spans.pop()
        spans.append((start, end))
    return spans


def _blocks(samples: Samples) -> Iterator[Samples]:
    length = _BLOCK * _STEP
    for start in range(0, max(len(samples), 1), length):
        yield samples[start : start + length + _WINDOW - _STEP]


def _pressed(samples: Samples) -> npt.NDArray[np.int8]:
    """Return the number of the key that sounds in each frame, -1 for none."""
    if len(samples) < _WINDOW:
        return np.zeros(0, dtype=np.int8)
    window = np.hanning(_WINDOW + 1)[:-1]
    time = np.arange(_WINDOW) / SAMPLE_RATE
    waves = (window[:, None] * np.exp(-2j * np.pi * time[:, None] * np.array(_ROWS + _COLUMNS))).astype(
        np.complex64
    )
    framed = sliding_window_view(samples, _WINDOW)[::_STEP]
    total = np.square(framed) @ np.square(window).astype(np.float32)
    # A sine of power p gives |sum|² = p (Σw)² / 2, and total = p Σw².
    power = np.square(np.abs(framed @ waves)) * (2 * np.square(window).sum() / window.sum() ** 2)
    row, column = power[:, :4], power[:, 4:]
    strong, weak = row.max(axis=1), column.max(axis=1)
    sounds = (
        (total > _SILENCE * np.square(window).sum())
        & (strong + weak > _SHARE * total)
        & (strong < _TWIST * weak)
        & (weak < _TWIST * strong)
    )
    return np.where(sounds, 4 * row.argmax(axis=1) + column.argmax(axis=1), -1).astype(np.int8)
