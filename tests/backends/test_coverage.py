"""Speech without words is found by what is loud and has no word."""

import numpy as np
import pytest

from coachkit.backends.coverage import VoiceLevels, seconds_without_words
from coachkit.backends.protocols import SAMPLE_RATE, HeardWord, Samples
from coachkit.backends.voice_activity import SpeechSpan


def voice(*spans: tuple[float, float], seconds: float = 20.0) -> Samples:
    samples = np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)
    for start, end in spans:
        samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)] = 0.1
    return samples


def span(start: float, end: float) -> SpeechSpan:
    return SpeechSpan(start=round(start * SAMPLE_RATE), end=round(end * SAMPLE_RATE))


def said(*times: tuple[float, float], text: str = " something") -> list[HeardWord]:
    return [HeardWord(start=start, end=end, text=text, probability=0.9) for start, end in times]


def missing(samples: Samples, whole: SpeechSpan, words: list[HeardWord]) -> float:
    return seconds_without_words(whole, words, VoiceLevels(samples))


def test_speech_with_words_all_over_misses_nothing() -> None:
    assert missing(voice((1, 4)), span(0.7, 4.3), said((1.0, 1.9), (2.1, 2.9), (3.0, 4.0))) == 0


def test_speech_without_a_word_misses_all_its_voice() -> None:
    assert missing(voice((6, 7)), span(5.7, 7.3), []) == pytest.approx(1.0, abs=0.02)


def test_a_long_stretch_without_words_is_missing() -> None:
    assert missing(voice((1, 9)), span(0.7, 9.3), said((1.0, 2.0), (8.0, 9.0))) == pytest.approx(6, abs=0.02)


def test_a_word_that_takes_impossibly_long_hides_others() -> None:
    stretched = said((1.0, 8.0), text=" get")

    assert missing(voice((1, 9)), span(0.7, 9.3), [*stretched, *said((8.0, 9.0))]) > 5


def test_a_pause_is_not_missing() -> None:
    assert missing(voice((1, 2), (3.5, 4.5)), span(0.7, 4.8), said((1.0, 2.0), (3.5, 4.5))) == 0


def test_breath_is_no_voice() -> None:
    samples = voice((1, 4))
    samples[5 * SAMPLE_RATE : 7 * SAMPLE_RATE] = 0.002

    assert missing(samples, span(0.7, 7.3), said((1.0, 2.5), (2.5, 4.0))) == 0


def test_a_word_is_tightened_to_what_is_loud() -> None:
    levels = VoiceLevels(voice((2, 3)))
    word = HeardWord(start=1.2, end=3.4, text=" hello", probability=0.9)

    assert levels.tighten(word) == pytest.approx((2.0, 3.0), abs=0.011)


def test_a_word_too_soft_to_be_found_keeps_its_times() -> None:
    levels = VoiceLevels(voice((2, 3)))

    assert levels.tighten(HeardWord(start=5.0, end=5.5, text=" mm", probability=0.4)) == (5.0, 5.5)
