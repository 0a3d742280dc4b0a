"""Find where somebody speaks on one channel, and join those places into windows without pauses.

A recogniser that hears only speech is faster and invents less. A window is at most as long as the
30 s that Whisper hears at once, unless somebody speaks longer without a pause, and is cut in pauses, so
no word lies across a cut. What is heard is placed back by plain arithmetic on samples: no model.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from coachkit.backends.protocols import SAMPLE_RATE, Samples

VOICE_ACTIVITY_VERSION = 1
"""Part of a transcript's fingerprint: raise it when the values below change what is heard."""

# Silero's default onset of 0.5 was trained on wide-band sound and misses telephone speech.
_ONSET = 0.3
_OFFSET = 0.15
# Shorter pauses stay as they are, and longer ones become padding, separator, padding: no pause is
# lengthened, and none keeps the recogniser waiting.
_SHORTEST_PAUSE = 1.0
_PADDING = 0.3
_SEPARATOR = 0.3
# Whisper hears 30 s at once; a little less leaves it room for an end.
_LONGEST_WINDOW = 29.0
# Measured on telephone calls: the detector misses a tenth of loud speech (a second louder than
# -12 dB) and nothing of soft speech, so loud channels are turned down rather than soft ones up.
_LEVEL = 10 ** (-25 / 20)
_MOST_GAIN = 10 ** (12 / 20)
_SILENCE = 10 ** (-75 / 20)
_FRAME = 512
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
class JoinedSpeech:
    """Speech of a channel without the pauses, and where each piece was."""

    samples: Samples
    spans: tuple[SpeechSpan, ...]
    """Where each piece was in the channel."""
    starts: tuple[int, ...]
    """Where each piece begins in `samples`, in the same order."""

    @property
    def seconds(self) -> float:
        """How long the speech is, separators apart."""
        return sum(span.end - span.start for span in self.spans) / SAMPLE_RATE

    def place(self, start: float, end: float) -> tuple[float, float]:
        """Return where a word heard from `start` to `end` (seconds in `samples`) was in the channel.

        The word lies wholly in the piece that holds most of it, and one that begins between two
        pieces in the later: a recogniser stretches the first word after a pause back over the pause.
        """
        first = self._piece_at(start)
        if start >= self._ends(first) and first + 1 < len(self.spans):
            first += 1
        pieces = range(first, max(first, self._piece_at(end)) + 1)
        piece = max(pieces, key=lambda n: (min(end, self._ends(n)) - max(start, self._begins(n)), n))
        shift = self.spans[piece].start / SAMPLE_RATE - self._begins(piece)
        earliest, latest = self.spans[piece].start / SAMPLE_RATE, self.spans[piece].end / SAMPLE_RATE
        return min(max(start + shift, earliest), latest), min(max(end + shift, earliest), latest)

    def _piece_at(self, time: float) -> int:
        return max(bisect_right(self.starts, time * SAMPLE_RATE) - 1, 0)

    def _begins(self, piece: int) -> float:
        return self.starts[piece] / SAMPLE_RATE

    def _ends(self, piece: int) -> float:
        return (self.starts[piece] + self.spans[piece].end - self.spans[piece].start) / SAMPLE_RATE


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
        min_silence_duration_ms=round(_SHORTEST_PAUSE * 1000),
        speech_pad_ms=round(_PADDING * 1000),
    )
    spans = get_speech_timestamps(samples * np.float32(min(_LEVEL / level, _MOST_GAIN)), options)
    return [SpeechSpan(start=int(span["start"]), end=int(span["end"])) for span in spans]


def silence_bleed(channels: Sequence[Samples]) -> list[Samples]:
    """Return the channels (of one length) with silence where one only carries the others' echo.

    Handsets and lines let the far side through, softly; a recogniser would make words of it. A place
    is echo if the channel is 20 dB softer there than another channel and than its own speech.
    """
    levels = [frame_levels(samples) for samples in channels]
    near = [_loudest_near(level) for level in levels]
    kept: list[Samples] = []
    for n, samples in enumerate(channels):
        others = [one for k, one in enumerate(near) if k != n]
        if not others:
            return list(channels)
        soft = near[n] < _BLEED * np.minimum(np.max(others, axis=0), loudest_second(samples))
        kept.append(np.where(np.repeat(soft, _FRAME)[: len(samples)], np.float32(0), samples))
    return kept


def loudest_second(samples: Samples) -> float:
    """Return the root mean square of the loudest 32-ms frames that make up a second, 0 to 1.

    Taken instead of the whole channel's, so that one who speaks little is judged by their speech.
    """
    frames = np.square(frame_levels(samples))
    return float(np.sqrt(np.sort(frames)[-SAMPLE_RATE // _FRAME :].mean())) if len(frames) else 0.0


def frame_levels(samples: Samples) -> npt.NDArray[np.float64]:
    """Return the root mean square of each 32 ms; the last may be shorter."""
    if not len(samples):
        return np.zeros(0)
    starts = np.arange(0, len(samples), _FRAME)
    lengths = np.diff(starts, append=len(samples))
    squares = np.square(samples, dtype=np.float64)
    level: npt.NDArray[np.float64] = np.sqrt(np.add.reduceat(squares, starts) / lengths)
    return level


def _loudest_near(levels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    padded = np.pad(levels, _ECHO_FRAMES)
    near: npt.NDArray[np.float64] = sliding_window_view(padded, 2 * _ECHO_FRAMES + 1).max(axis=1)
    return near


def pack_spans(spans: Sequence[SpeechSpan]) -> list[list[SpeechSpan]]:
    """Group `spans` (in time order) into windows that fit into what Whisper hears at once.

    A span that is longer makes a window of its own: Whisper's own way through a long sound finds
    better cuts in speech without a pause than a detector of voices does.
    """
    windows: list[list[SpeechSpan]] = []
    room = 0.0
    for span in spans:
        needed = (span.end - span.start) / SAMPLE_RATE + _SEPARATOR
        if needed > room:
            windows.append([])
            room = _LONGEST_WINDOW + _SEPARATOR
        windows[-1].append(span)
        room -= needed
    return windows


def join_spans(samples: Samples, spans: Sequence[SpeechSpan]) -> JoinedSpeech:
    """Return the sound of `spans` (in time order) with a short silence between the pieces."""
    silence = np.zeros(round(_SEPARATOR * SAMPLE_RATE), dtype=np.float32)
    pieces: list[Samples] = []
    starts: list[int] = []
    position = 0
    for span in spans:
        if pieces:
            pieces.append(silence)
            position += len(silence)
        starts.append(position)
        pieces.append(samples[span.start : span.end])
        position += span.end - span.start
    joined = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)
    return JoinedSpeech(samples=joined, spans=tuple(spans), starts=tuple(starts))
