"""Speech without words is found by what is loud and has no word."""

import numpy as np
import pytest

from coachkit.backends.coverage import Gap, VoiceLevels, find_gaps
from coachkit.backends.protocols import SAMPLE_RATE, HeardWord, Samples
from coachkit.backends.voice_activity import SpeechSpan


def voice(*spans: tuple[float, float], seconds: float = 20.0) -> Samples:
    samples = np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)
    for start, end in spans:
        samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)] = 0.1
    return samples


def span(start: float, end: float) -> SpeechSpan:
    return SpeechSpan(start=round(start * SAMPLE_RATE), end=round(end * SAMPLE_RATE))


def gaps(
    samples: Samples, spans: list[SpeechSpan], words: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    return [(gap.start, gap.end) for gap in find_gaps(spans, words, VoiceLevels(samples))]


def test_speech_with_words_all_over_has_no_gap() -> None:
    assert gaps(voice((1, 4)), [span(0.7, 4.3)], [(1.0, 1.9), (2.1, 2.9), (3.0, 4.0)]) == []


def test_speech_without_a_word_is_a_gap() -> None:
    assert gaps(voice((1, 4), (6, 7)), [span(0.7, 4.3), span(5.7, 7.3)], [(1.0, 4.0)]) == [(5.7, 7.3)]


def test_a_long_stretch_without_words_within_speech_is_a_gap() -> None:
    assert gaps(voice((1, 9)), [span(0.7, 9.3)], [(1.0, 2.0), (8.0, 9.0)]) == [(2.0, 8.0)]


def test_a_pause_is_no_gap() -> None:
    assert gaps(voice((1, 2), (3.5, 4.5)), [span(0.7, 4.8)], [(1.0, 2.0), (3.5, 4.5)]) == []


def test_breath_is_no_voice() -> None:
    samples = voice((1, 4))
    samples[5 * SAMPLE_RATE : 7 * SAMPLE_RATE] = 0.002

    assert gaps(samples, [span(0.7, 7.3)], [(1.0, 4.0)]) == []


def test_a_gap_says_how_much_voice_it_holds() -> None:
    (gap,) = find_gaps([span(5, 9)], [], VoiceLevels(voice((6, 8))))

    assert gap.voice == pytest.approx(2.0, abs=0.02)


def test_a_gap_is_heard_with_a_margin_inside_the_recording() -> None:
    gap = Gap(start=0.1, end=19.95, voice=1.0)

    assert gap.span(20 * SAMPLE_RATE) == span(0, 20)


def test_a_word_is_tightened_to_what_is_loud() -> None:
    levels = VoiceLevels(voice((2, 3)))
    word = HeardWord(start=1.2, end=3.4, text=" hello", probability=0.9)

    assert levels.tighten(word) == (pytest.approx(2.0, abs=0.011), pytest.approx(3.0, abs=0.011))


def test_a_word_too_soft_to_be_found_keeps_its_times() -> None:
    levels = VoiceLevels(voice((2, 3)))

    assert levels.tighten(HeardWord(start=5.0, end=5.5, text=" mm", probability=0.4)) == (5.0, 5.5)
