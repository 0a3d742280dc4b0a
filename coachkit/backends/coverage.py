"""Speech that got no words: how much there is, so that it is heard again, or reported.

A recogniser that hears many pieces at once now and then leaves one out without a word about it.
"""

from collections.abc import Sequence

import numpy as np

from coachkit.backends.protocols import SAMPLE_RATE, HeardWord, Samples
from coachkit.backends.voice_activity import SpeechSpan, frame_levels, loudest_second

_FRAME = SAMPLE_RATE // 100
_VOICE_BELOW_LOUDEST = 10 ** (-30 / 20)
"""A voice is at most 30 dB softer than its loudest second; breath and line noise are softer."""
_LONGEST_GAP = 1.0
"""Seconds without a word that are a pause, whatever they sound like."""
_LEAST_VOICE = 0.6
"""Seconds of voice without a word that are worth hearing again: less is an "mm" or a breath."""
_SLOW_WORD = 0.5
_SLOW_LETTER = 0.12
"""A word takes at most so many seconds, and so many for each letter: stretched further, it hides others."""


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


def seconds_without_words(span: SpeechSpan, words: Sequence[HeardWord], levels: VoiceLevels) -> float:
    """Return the seconds of voice in a stretch of speech for which it has no words (in time order)."""
    at, end = span.start / SAMPLE_RATE, span.end / SAMPLE_RATE
    missing = 0.0
    for start, stop in (*(_plausible(word) for word in words), (end, end)):
        if start - at > _LONGEST_GAP or not words:
            voice = levels.voice_in(at, start)
            missing += voice if voice >= _LEAST_VOICE else 0.0
        at = max(at, stop)
    return missing


def _plausible(word: HeardWord) -> tuple[float, float]:
    """Return the word's times, with the end where such a word is over at the latest."""
    longest = _SLOW_WORD + _SLOW_LETTER * len(word.text.strip())
    return word.start, min(word.end, word.start + longest)
