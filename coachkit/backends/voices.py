"""Who speaks when on one channel, told by the sound of the voices; their number is found, not given.

Speech is cut at its pauses, because that is where people take turns; what lies between two pauses is
listened to in windows of 1.6 s, each a vector (see `voice_encoder`). Vectors are grouped into many small
groups, and groups that sound alike are joined until all that is left sound different. Then every tenth
of a second goes to the voice that its windows are nearest to, changing rarely within a breath.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.voice_activity import SpeechSpan
from coachkit.backends.voice_encoder import (
    FRAME,
    WINDOW,
    Vectors,
    has_voice_encoder,
    mel_frames,
    voice_encoder,
)
from coachkit.backends.voice_grouping import find_voices

VOICES_VERSION = 1
"""Part of a transcript's fingerprint: raise it when the values below change who speaks."""

_PAUSE = 20
"""Frames (of 10 ms) without sound that part two breaths."""
_SHORTEST = 10
"""A breath of fewer frames is a click."""
_STEP = 40
_MOST_WINDOWS = 2500
"""Of a channel: a longer one is listened to in larger steps first."""
_CELL = 10
"""Frames that go to one voice together."""
_LONG = 80
"""Breaths of fewer frames tell too little to find voices by."""
# How much nearer another voice must be before it takes over, in cells, within a breath and between two.
_CHANGE = 6.0
_CHANGE_IN_PAUSE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardVoice:
    """A stretch of speech of one voice, in seconds; voices are numbered from 0 as they begin to speak."""

    voice: int
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Breath:
    """Speech between two pauses: frames of the channel, `end` exclusive, within one span of speech."""

    start: int
    end: int
    span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Windows:
    """What was listened to: the frames of each window, and its vector."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    vectors: Vectors


def separate_voices(samples: Samples, speech: Sequence[SpeechSpan]) -> list[HeardVoice]:
    """Return who speaks when in `speech` (in time order), in time order and without gaps within a span.

    Returns nothing where the weights are not installed: then nobody knows how many voices there are.
    Raises ModelError if the weights are damaged.
    """
    if not speech or not has_voice_encoder():
        return []
    powers = _frame_powers(samples)
    breaths = _breaths(powers, speech)
    if not breaths:
        return [
            HeardVoice(voice=0, start=span.start / SAMPLE_RATE, end=span.end / SAMPLE_RATE) for span in speech
        ]
    windows = _listen(samples, powers, breaths)
    voices = find_voices(windows.vectors, windows.ends - windows.starts >= _LONG)
    labels = _label(windows, voices, breaths)
    return _spans(labels, breaths, speech)


def _frame_powers(samples: Samples) -> npt.NDArray[np.float64]:
    """Return the mean square of every 10 ms."""
    whole = len(samples) // FRAME * FRAME
    powers: npt.NDArray[np.float64] = np.square(samples[:whole].reshape(-1, FRAME), dtype=np.float64).mean(
        axis=1
    )
    return powers


def _breaths(powers: npt.NDArray[np.float64], speech: Sequence[SpeechSpan]) -> list[_Breath]:
    """Return the stretches of speech that have no pause: what is well above the line's noise."""
    levels = 10 * np.log10(np.maximum(powers, 1e-10))
    if not len(levels):
        return []
    loud, noise = np.percentile(levels, 97), np.percentile(levels, 5)
    heard = levels > max(loud - 35, min(noise + 8, loud - 15), -70)
    found: list[_Breath] = []
    for n, span in enumerate(speech):
        first, last = span.start // FRAME, min(span.end // FRAME, len(levels))
        for start, end in _runs(heard[first:last]):
            if found and found[-1].span == n and first + start - found[-1].end < _PAUSE:
                found[-1] = _Breath(start=found[-1].start, end=first + end, span=n)
            else:
                found.append(_Breath(start=first + start, end=first + end, span=n))
    return [breath for breath in found if breath.end - breath.start >= _SHORTEST]


def _runs(flags: npt.NDArray[np.bool_]) -> Iterable[tuple[int, int]]:
    """Return (start, end) of each run of true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _listen(samples: Samples, powers: npt.NDArray[np.float64], breaths: Sequence[_Breath]) -> _Windows:
    """Embed every breath in windows; one shorter than a window is repeated until it fills it."""
    frames = sum(breath.end - breath.start for breath in breaths)
    step = max(_STEP, min(WINDOW // 2, frames // _MOST_WINDOWS))
    starts: list[int] = []
    ends: list[int] = []
    parts: list[Vectors] = []
    for group in _batches(breaths):
        windows, loudness = [], []
        for breath in group:
            mel = mel_frames(samples[breath.start * FRAME : breath.end * FRAME])
            for start, end in _cut(breath, step):
                piece = mel[start - breath.start : end - breath.start]
                windows.append(np.resize(piece, (WINDOW, piece.shape[1])))
                loudness.append(powers[start:end].mean())
                starts.append(start)
                ends.append(end)
        parts.append(voice_encoder().embed(np.stack(windows), np.array(loudness)))
    return _Windows(starts=np.array(starts), ends=np.array(ends), vectors=np.concatenate(parts))


def _batches(breaths: Sequence[_Breath]) -> Iterable[Sequence[_Breath]]:
    """Group breaths so that a batch fills a network well and an hour of speech little memory."""
    for n in range(0, len(breaths), 32):
        yield breaths[n : n + 32]


def _cut(breath: _Breath, step: int) -> list[tuple[int, int]]:
    length = breath.end - breath.start
    if length <= WINDOW:
        return [(breath.start, breath.end)]
    last = breath.end - WINDOW
    return [(start, start + WINDOW) for start in (*range(breath.start, last - step // 2, step), last)]


def _label(windows: _Windows, voices: Vectors, breaths: Sequence[_Breath]) -> list[npt.NDArray[np.int64]]:
    """Return the voice of each cell of each breath: the best path (Viterbi) through all of them."""
    if len(voices) == 1:
        return [np.zeros(len(_cells(breath)), dtype=np.int64) for breath in breaths]
    nearness = windows.vectors @ voices.T
    # Two voices that sound alike differ by less; one scale for all makes the cost of a change comparable.
    apart = 1 - (voices @ voices.T)[np.triu_indices(len(voices), 1)].max()
    nearness = (nearness - nearness.max(axis=1, keepdims=True)) / max(apart, 0.05)
    scores: list[npt.NDArray[np.float64]] = []
    costs: list[float] = []
    for breath in breaths:
        inside = (windows.starts >= breath.start) & (windows.ends <= breath.end)
        cells = _cells(breath)
        middles = (windows.starts[inside] + windows.ends[inside]) / 2
        halves = np.maximum(windows.ends[inside] - windows.starts[inside], _CELL) / 2
        weights = np.maximum(1 - np.abs(cells[:, None] - middles) / halves, 0.02) ** 2
        scores.append(weights @ nearness[inside] / weights.sum(axis=1, keepdims=True))
        costs += [_CHANGE_IN_PAUSE, *[_CHANGE] * (len(cells) - 1)]
    path = _best_path(np.concatenate(scores), np.array(costs))
    ends = np.cumsum([len(part) for part in scores])
    return np.split(path, ends[:-1])


def _cells(breath: _Breath) -> npt.NDArray[np.float64]:
    """Return the middle of each cell, in frames."""
    firsts: npt.NDArray[np.float64] = np.arange(breath.start, breath.end, _CELL, dtype=np.float64)
    return firsts + _CELL / 2


def _best_path(scores: npt.NDArray[np.float64], costs: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the column of each row with the greatest sum, `costs[row]` taken off for a change before it."""
    total = scores[0].copy()
    came = np.zeros(scores.shape, dtype=np.int64)
    stay = np.arange(scores.shape[1])
    for row in range(1, len(scores)):
        best = int(total.argmax())
        changed = total[best] - costs[row] > total
        came[row] = np.where(changed, best, stay)
        total = np.maximum(total, total[best] - costs[row]) + scores[row]
    path = np.zeros(len(scores), dtype=np.int64)
    path[-1] = total.argmax()
    for row in range(len(scores) - 1, 0, -1):
        path[row - 1] = came[row, path[row]]
    return path


def _spans(
    labels: Sequence[npt.NDArray[np.int64]], breaths: Sequence[_Breath], speech: Sequence[SpeechSpan]
) -> list[HeardVoice]:
    """Join the cells of one voice; a pause between two voices is halved, a span's edges go to the nearest."""
    pieces: list[tuple[int, float, float, int]] = []
    for breath, voices in zip(breaths, labels, strict=True):
        edges = [0, *(np.flatnonzero(np.diff(voices)) + 1).tolist(), len(voices)]
        for a, b in itertools.pairwise(edges):
            end = breath.end if b == len(voices) else breath.start + b * _CELL
            pieces.append((breath.span, (breath.start + a * _CELL) / 100, end / 100, int(voices[a])))
    order: dict[int, int] = {}
    found: list[HeardVoice] = []
    for n, span in enumerate(speech):
        own = [piece for piece in pieces if piece[0] == n]
        bounds = [span.start / SAMPLE_RATE]
        bounds += [(before[2] + after[1]) / 2 for before, after in itertools.pairwise(own)]
        bounds.append(span.end / SAMPLE_RATE)
        for piece, (begin, finish) in zip(own, itertools.pairwise(bounds), strict=False):
            voice = order.setdefault(piece[3], len(order))
            if found and found[-1].voice == voice and found[-1].end == begin:
                found[-1] = HeardVoice(voice=voice, start=found[-1].start, end=finish)
            else:
                found.append(HeardVoice(voice=voice, start=begin, end=finish))
    return found
