"""Speech that got no words: where it is, so that it is heard again, and how much of it stays unheard.

A recogniser that hears many pieces at once now and then leaves one out without a word about it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.backends.protocols import SAMPLE_RATE, HeardWord, Samples
from coachkit.backends.voice_activity import SpeechSpan, frame_levels, loudest_second

_FRAME = SAMPLE_RATE // 100
_VOICE_BELOW_LOUDEST = 10 ** (-30 / 20)
"""A voice is at most 30 dB softer than its loudest second; breath and line noise are softer."""
_LONGEST_GAP = 1.0
"""Seconds without a word that are a pause, whatever they sound like."""
_LEAST_VOICE = 0.5
"""Seconds of voice in a gap that are worth hearing again: less is an "mm" or a breath."""
_MARGIN = 0.2
"""Seconds of sound around a gap that are heard along with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of speech without words, in seconds from the beginning."""

    start: float
    end: float
    voice: float
    """Seconds of it that are as loud as a voice."""

    def span(self, samples: int) -> SpeechSpan:
        """Return it with a margin, in a channel of so many samples."""
        first = max(round((self.start - _MARGIN) * SAMPLE_RATE), 0)
        return SpeechSpan(start=first, end=min(round((self.end + _MARGIN) * SAMPLE_RATE), samples))


class VoiceLevels:
    """How loud a channel is every hundredth of a second, and from where on that is a voice."""

    def __init__(self, samples: Samples) -> None:
        self._levels = frame_levels(samples, frame=_FRAME)
        self._voice = loudest_second(samples) * _VOICE_BELOW_LOUDEST

    def voice_in(self, start: float, end: float) -> float:
        """Return the seconds that are as loud as a voice."""
        return float(np.count_nonzero(self._loud(start, end))) / 100

    def tighten(self, word: HeardWord) -> tuple[float, float]:
        """Return the word's times without silence at either end."""
        loud = np.flatnonzero(self._loud(word.start, word.end))
        if not len(loud):
            return word.start, word.end
        first = int(word.start * 100)
        return max(word.start, (first + int(loud[0])) / 100), min(word.end, (first + int(loud[-1]) + 1) / 100)

    def _loud(self, start: float, end: float) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        return self._levels[int(start * 100) : int(np.ceil(end * 100))] > self._voice


def find_gaps(
    spans: Sequence[SpeechSpan], words: Sequence[tuple[float, float]], levels: VoiceLevels
) -> list[Gap]:
    """Return where a channel's speech has no word for a while; `words` are (start, end) in time order."""
    gaps = []
    for span in spans:
        start, end = span.start / SAMPLE_RATE, span.end / SAMPLE_RATE
        inside = [word for word in words if start <= (word[0] + word[1]) / 2 < end]
        edges = [start, *(edge for word in inside for edge in word), end]
        for begin, stop in zip(edges[::2], edges[1::2], strict=True):
            voice = levels.voice_in(begin, stop)
            is_gap = stop - begin > _LONGEST_GAP or not inside
            if is_gap and voice >= _LEAST_VOICE:
                gaps.append(Gap(start=begin, end=stop, voice=voice))
    return gaps
