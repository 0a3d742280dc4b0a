"""Voices are told apart by sound: the number, the turns, and what is no voice. With the real weights."""

import itertools
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.voice_activity import SpeechSpan, find_speech
from coachkit.backends.voices import HeardVoice, separate_voices

SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"
FLAT = SAMPLE_CALLS / "20261112_1615_4703_agent03.wav"
"""Two voices that differ, on channels of their own."""
OTHER = SAMPLE_CALLS / "20261113_1345_4720_agent07.opus"
"""Its agent is a third voice."""


@pytest.fixture(scope="module")
def channels() -> tuple[Samples, Samples]:
    agent, customer = decode_channels(FLAT)
    return agent, customer


def hear(samples: Samples) -> list[HeardVoice]:
    return separate_voices(samples, find_speech(samples))


def mix(channels: tuple[Samples, Samples], *, seconds: float = 1000, softer: float = 1.0) -> Samples:
    """Return both channels on one, the second multiplied by `softer`."""
    both: Samples = np.asarray(channels[0] + softer * channels[1], dtype=np.float32) / np.float32(2)
    return both[: round(seconds * SAMPLE_RATE)]


def numbers(heard: list[HeardVoice]) -> set[int]:
    return {one.voice for one in heard}


def test_a_mix_of_two_people_has_two_voices_and_their_turns(channels: tuple[Samples, Samples]) -> None:
    heard = hear(mix(channels))

    alone = [timeline(find_speech(channel)) for channel in channels]
    length = min(map(len, alone))
    only = [alone[0][:length] & ~alone[1][:length], alone[1][:length] & ~alone[0][:length]]
    said = np.full(length, -1)
    for one in heard:
        said[round(one.start * 100) : round(one.end * 100)] = one.voice
    right = sum(int((said[mask] == voice).sum()) for voice, mask in enumerate(only))
    assert numbers(heard) == {0, 1}
    assert right / sum(int(mask.sum()) for mask in only) >= 0.95


def timeline(speech: list[SpeechSpan]) -> npt.NDArray[np.bool_]:
    spoken = np.zeros(speech[-1].end // 160 + 1, dtype=bool)
    for span in speech:
        spoken[span.start // 160 : span.end // 160] = True
    return spoken


@pytest.mark.parametrize("side", [0, 1])
def test_one_person_is_one_voice(channels: tuple[Samples, Samples], side: int) -> None:
    assert numbers(hear(channels[side])) == {0}


def test_a_third_person_is_a_third_voice(channels: tuple[Samples, Samples]) -> None:
    later = decode_channels(OTHER)[0][: 40 * SAMPLE_RATE]

    heard = hear(np.concatenate([mix(channels), later]))

    assert numbers(heard) == {0, 1, 2}
    start = len(channels[0]) / SAMPLE_RATE
    assert {one.voice for one in heard if one.start > start} == {2}


def test_a_soft_and_a_loud_voice_are_the_same_two(channels: tuple[Samples, Samples]) -> None:
    assert numbers(hear(mix(channels, softer=0.25))) == {0, 1}


def test_voices_fill_the_speech_and_nothing_else(channels: tuple[Samples, Samples]) -> None:
    both = mix(channels)
    speech = find_speech(both)
    heard = separate_voices(both, speech)

    assert all(a.end <= b.start for a, b in itertools.pairwise(heard))
    spoken = timeline(speech)
    said = timeline([SpeechSpan(start=round(h.start * 16_000), end=round(h.end * 16_000)) for h in heard])
    length = min(len(spoken), len(said))
    assert (spoken[:length] & said[:length]).sum() >= 0.99 * spoken.sum()
    assert (said[:length] & ~spoken[:length]).sum() <= 0.002 * spoken.sum()


def test_the_same_sound_gives_the_same_voices(channels: tuple[Samples, Samples]) -> None:
    both = mix(channels, seconds=30)
    assert hear(both) == hear(both)


def test_no_speech_has_no_voices() -> None:
    assert separate_voices(np.zeros(SAMPLE_RATE, dtype=np.float32), []) == []


def test_what_the_detector_took_for_speech_but_is_silent_is_one_voice_at_most() -> None:
    silence = np.zeros(4 * SAMPLE_RATE, dtype=np.float32)
    heard = separate_voices(silence, [SpeechSpan(start=0, end=2 * SAMPLE_RATE)])
    assert heard == [HeardVoice(voice=0, start=0.0, end=2.0)]


def test_a_word_of_half_a_second_is_enough(channels: tuple[Samples, Samples]) -> None:
    short = channels[0][: 2 * SAMPLE_RATE]
    assert numbers(hear(short)) == {0}


def test_without_the_weights_nobody_knows_how_many_voices_there_are(
    channels: tuple[Samples, Samples], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resemblyzer").mkdir()
    (tmp_path / "resemblyzer" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert hear(channels[0]) == []
