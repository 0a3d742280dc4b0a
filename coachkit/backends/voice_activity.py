"""Find where somebody speaks, and join those places into windows without pauses.

A recogniser that hears only speech is faster and invents less. It pays for windows of 30 s, full or
not, so the pieces of a call's channels are packed together, of that call only: what is heard must not
depend on its neighbours. What is heard is placed back by plain arithmetic on samples: no model.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from coachkit.backends.protocols import SAMPLE_RATE, Samples

VOICE_ACTIVITY_VERSION = 2
"""Part of a transcript's fingerprint: raise it when the values below change what is heard."""

# Silero's default onset of 0.5 was trained on wide-band sound and misses telephone speech.
_ONSET = 0.3
_OFFSET = 0.15
# Shorter pauses stay as they are, and longer ones become padding, separator, padding: no pause is
# lengthened, and none keeps the recogniser waiting.
_SHORTEST_PAUSE = 1.0
_PADDING = 0.3
_SEPARATOR = 0.2
# Whisper hears 30 s at once; a little less leaves it room for an end.
_LONGEST_WINDOW = 29.9
# Who speaks longer without a pause is cut at a breath.
_LONGEST_SPAN = 28.0
# Measured on telephone calls: the detector misses a tenth of loud speech (a second louder than
# -12 dB) and nothing of soft speech, so loud channels are turned down rather than soft ones up.
_LEVEL = 10 ** (-25 / 20)
_MOST_GAIN = 10 ** (12 / 20)
_SILENCE = 10 ** (-75 / 20)
_FRAME = 512
_WHISPER_WINDOW = 30.0
_BLOCK = 150 * SAMPLE_RATE
"""Sound is searched for speech 150 to 300 s at a time."""
_QUIET_FRAMES = 16
"""Half a second: a quiet place to cut at."""
# Echo of the other side comes back 25 to 40 dB softer; people who talk at once differ by less than 20.
_BLEED = 10 ** (-20 / 20)
_ECHO_FRAMES = 8
"""A quarter of a second: the longest echo, and how near a voice's own sound must be to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSpan:
    """A stretch of speech, in samples from the beginning; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of speech on one channel."""

    channel: int
    span: SpeechSpan

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.span.end - self.span.start) / SAMPLE_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Pieces of speech without the pauses between them, as a recogniser hears them."""

    samples: Samples
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    """Where each piece begins in `samples`, in the same order."""

    def place(self, start: float, end: float) -> tuple[int, float, float]:
        """Return the number of the piece in which a word from `start` to `end` was, and when it was said.

        All in seconds, given in the window and returned in the recording. The word lies wholly in the
        piece that holds most of it, and one that begins between two pieces in the later: a recogniser
        stretches the first word after a pause back over the pause.
        """
        first = self._piece_at(start)
        if start >= self._ends(first) and first + 1 < len(self.pieces):
            first += 1
        held = range(first, max(first, self._piece_at(end)) + 1)
        piece = max(held, key=lambda n: (min(end, self._ends(n)) - max(start, self._begins(n)), n))
        span = self.pieces[piece].span
        earliest, latest = span.start / SAMPLE_RATE, span.end / SAMPLE_RATE
        shift = earliest - self._begins(piece)
        return piece, min(max(start + shift, earliest), latest), min(max(end + shift, earliest), latest)

    def _piece_at(self, time: float) -> int:
        return max(bisect_right(self.starts, time * SAMPLE_RATE) - 1, 0)

    def _begins(self, piece: int) -> float:
        return self.starts[piece] / SAMPLE_RATE

    def _ends(self, piece: int) -> float:
        return self._begins(piece) + self.pieces[piece].seconds


def find_speech(samples: Samples) -> list[SpeechSpan]:
    """Return where somebody speaks in one channel at `SAMPLE_RATE`, in time order, padded.

    Uses the Silero voice activity model that faster-whisper brings.
    """
    level = loudest_second(samples)
    if level < _SILENCE:
        return []
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(
        threshold=_ONSET,
        neg_threshold=_OFFSET,
        max_speech_duration_s=_LONGEST_SPAN,
        min_silence_duration_ms=round(_SHORTEST_PAUSE * 1000),
        speech_pad_ms=round(_PADDING * 1000),
    )
    gain = np.float32(min(_LEVEL / level, _MOST_GAIN))
    return [
        SpeechSpan(start=start + int(span["start"]), end=start + int(span["end"]))
        for start, end in _blocks(samples)
        for span in get_speech_timestamps(samples[start:end] * gain, options)
    ]


def _blocks(samples: Samples) -> list[tuple[int, int]]:
    """Cut a long channel where it is quiet: the detector takes several times the memory of its sound."""
    levels = frame_levels(samples)
    cuts = [0]
    while len(samples) - cuts[-1] > 2 * _BLOCK:
        first = (cuts[-1] + _BLOCK) // _FRAME
        around = sliding_window_view(levels[first : first + _BLOCK // _FRAME], _QUIET_FRAMES).max(axis=1)
        cuts.append((first + int(around.argmin()) + _QUIET_FRAMES // 2) * _FRAME)
    return list(pairwise([*cuts, len(samples)]))


def silence_bleed(channels: Sequence[Samples]) -> None:
    """Silence the channels (of one length, changed in place) where one only carries the others' echo.

    Handsets and lines let the far side through, softly; a recogniser would make words of it. A place
    is echo if the channel is 20 dB softer there than another channel and than its own speech.
    """
    if len(channels) < 2:
        return
    loudest = [loudest_second(samples) for samples in channels]
    near = [_loudest_near(frame_levels(samples)) for samples in channels]
    for n, samples in enumerate(channels):
        others = [one for k, one in enumerate(near) if k != n]
        soft = near[n] < _BLEED * np.minimum(np.max(others, axis=0), loudest[n])
        for frame in np.flatnonzero(soft):
            samples[frame * _FRAME : (frame + 1) * _FRAME] = 0


def loudest_second(samples: Samples) -> float:
    """Return the root mean square of the loudest 32-ms frames that make up a second, 0 to 1.

    Taken instead of the whole channel's, so that one who speaks little is judged by their speech.
    """
    frames = np.square(frame_levels(samples))
    return float(np.sqrt(np.sort(frames)[-SAMPLE_RATE // _FRAME :].mean())) if len(frames) else 0.0


def frame_levels(samples: Samples, *, frame: int = _FRAME) -> npt.NDArray[np.float64]:
    """Return the root mean square of each `frame` samples (32 ms); the last may be shorter."""
    whole = len(samples) // frame * frame
    frames = samples[:whole].reshape(-1, frame)
    squares = np.einsum("ij,ij->i", frames, frames, dtype=np.float64) / frame
    if whole < len(samples):
        squares = np.append(squares, np.square(samples[whole:], dtype=np.float64).mean())
    level: npt.NDArray[np.float64] = np.sqrt(squares)
    return level


def _loudest_near(levels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    padded = np.pad(levels, _ECHO_FRAMES)
    near: npt.NDArray[np.float64] = sliding_window_view(padded, 2 * _ECHO_FRAMES + 1).max(axis=1)
    return near


def pack_pieces(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces into windows that fit into what Whisper hears at once, as few as come easily.

    Each goes into the first window that has room for it, so that windows keep a channel's order where
    they can; within a window, pieces are in order of channel and time.
    """
    windows: list[list[Piece]] = []
    rooms: list[float] = []
    for piece in pieces:
        needed = piece.seconds + _SEPARATOR
        place = next((n for n, room in enumerate(rooms) if needed <= room), len(windows))
        if place == len(windows):
            windows.append([])
            rooms.append(_LONGEST_WINDOW + _SEPARATOR)
        windows[place].append(piece)
        rooms[place] -= needed
    return [sorted(window, key=lambda piece: (piece.channel, piece.span.start)) for window in windows]


def fewest_windows(pieces: Sequence[Piece]) -> int:
    """Return how many windows of 30 s the pieces would fill if they could be cut anywhere."""
    return math.ceil(sum(piece.seconds for piece in pieces) / _WHISPER_WINDOW)


def join_pieces(channels: Mapping[int, Samples], pieces: Sequence[Piece]) -> Window:
    """Return the sound of `pieces` with a short silence between them."""
    silence = np.zeros(round(_SEPARATOR * SAMPLE_RATE), dtype=np.float32)
    parts: list[Samples] = []
    starts: list[int] = []
    position = 0
    for piece in pieces:
        if parts:
            parts.append(silence)
            position += len(silence)
        starts.append(position)
        parts.append(channels[piece.channel][piece.span.start : piece.span.end])
        position += piece.span.end - piece.span.start
    joined = np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
    return Window(samples=joined, pieces=tuple(pieces), starts=tuple(starts))
