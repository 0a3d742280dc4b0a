"""What a channel sounds like: cut off, soft, or a copy of another."""

from pathlib import Path

import numpy as np
import pytest

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.sound_quality import clipped_share, level, same_sound
from coachkit.backends.voice_activity import SpeechSpan
from tests.sounds import write_sound


def voice(seed: int, *, seconds: float = 20, rate: int = SAMPLE_RATE) -> Samples:
    """Noise of a voice's band in syllables and pauses, peaks just under full scale."""
    random = np.random.default_rng(seed)
    length = round(seconds * rate)
    spectrum = np.fft.rfft(random.standard_normal(length))
    hertz = np.fft.rfftfreq(length, 1 / rate)
    spectrum *= (hertz > 150) / (1 + (hertz / 700) ** 2)
    syllables = np.repeat(random.uniform(0, 1, round(seconds * 4) + 1) ** 2, rate // 4)[:length]
    pauses = np.repeat(random.uniform(0, 1, round(seconds) + 1) > 0.4, rate)[:length]
    sound = np.fft.irfft(spectrum, length) * syllables * pauses
    scaled: Samples = (0.95 * sound / np.abs(sound).max()).astype(np.float32)
    return scaled


def noise(seed: int, length: int, decibel: float) -> Samples:
    random = np.random.default_rng(seed)
    return (random.standard_normal(length) * 10 ** (decibel / 20)).astype(np.float32)


def tone(hertz: float, height: float, *, seconds: float = 10) -> Samples:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (height * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def through(path: Path, sound: Samples, codec: str, *, rate: int = 8000) -> Samples:
    """Store a channel as a telephone recording and read it as a build does."""
    [read] = decode_channels(write_sound(path, sound[np.newaxis], codec=codec, rate=rate))
    return read


@pytest.mark.parametrize("gain", [1.0, 0.3])
@pytest.mark.parametrize(
    ("name", "codec"), [("a.wav", "pcm_s16le"), ("a.wav", "pcm_mulaw"), ("a.mp3", "libmp3lame")]
)
def test_cut_off_sound_is_found_after_resampling_coding_and_turning_down(
    tmp_path: Path, name: str, codec: str, gain: float
) -> None:
    driven = 4 * voice(1, rate=8000)
    true = float((np.abs(driven) >= 1).mean())

    found = clipped_share(through(tmp_path / name, gain * np.clip(driven, -1, 1), codec))

    assert 0.2 * true < found < 1.5 * true


def test_cut_off_sound_is_measured_where_nothing_came_between() -> None:
    driven = 3 * voice(2)
    true = float((np.abs(driven) >= 1).mean())

    assert clipped_share(np.clip(driven, -1, 1)) == pytest.approx(true, rel=0.4)


@pytest.mark.parametrize("codec", ["pcm_s16le", "pcm_mulaw"])
def test_loud_speech_that_is_not_cut_off_is_not_blamed(tmp_path: Path, codec: str) -> None:
    assert clipped_share(through(tmp_path / "a.wav", voice(3, rate=8000), codec)) < 0.0005


@pytest.mark.parametrize("hertz", [350, 425, 1000, 2000])
def test_a_loud_tone_alone_or_before_speech_is_not_cut_off(hertz: float) -> None:
    assert clipped_share(tone(hertz, 0.95)) == 0
    assert clipped_share(np.concatenate([tone(hertz, 0.4), voice(4)])) < 0.003


def test_a_click_is_no_ceiling() -> None:
    sound = 0.5 * np.clip(3 * voice(5), -1, 1)
    with_click = sound.copy()
    with_click[1000:1003] = 1.0

    assert clipped_share(with_click) == pytest.approx(clipped_share(sound), rel=0.1)


def test_silence_is_neither_cut_off_nor_loud() -> None:
    for silent in (np.zeros(0, np.float32), np.zeros(SAMPLE_RATE, np.float32)):
        assert clipped_share(silent) == 0
        assert level(silent) is None
    assert level(voice(6), []) is None


def test_a_sine_at_a_tenth_of_full_scale_is_at_minus_23_decibels() -> None:
    assert level(tone(440, 0.1)) == pytest.approx(-23.0, abs=0.1)


def test_half_the_height_is_six_decibels_softer_however_long_the_pauses() -> None:
    sound = voice(7)
    loud = level(sound)
    assert loud is not None
    assert level(np.concatenate([np.zeros(100 * SAMPLE_RATE, np.float32), sound / 2])) == pytest.approx(
        loud - 6.0, abs=0.2
    )


def test_music_outside_speech_does_not_make_a_voice_loud() -> None:
    sound = np.concatenate([tone(440, 0.9), 0.01 * voice(8)])
    speech = [SpeechSpan(start=10 * SAMPLE_RATE, end=len(sound))]

    assert level(sound) == pytest.approx(-3.9, abs=0.1)
    assert level(sound, speech) == level(0.01 * voice(8))


@pytest.mark.parametrize(
    "copy",
    [
        lambda sound: sound,
        lambda sound: -0.3 * sound,
        lambda sound: np.roll(sound, 100),
        lambda sound: sound + noise(9, len(sound), -45),
    ],
    ids=["equal", "softer and upside down", "later", "noisy"],
)
def test_a_copy_is_the_same_sound(copy) -> None:
    sound = voice(10)
    assert same_sound([sound, copy(sound).astype(np.float32)]) == [None, 0]


@pytest.mark.parametrize(("name", "codec"), [("m.mp3", "libmp3lame"), ("u.wav", "pcm_mulaw")])
def test_two_codings_of_one_sound_are_the_same(tmp_path: Path, name: str, codec: str) -> None:
    sound = voice(11, rate=8000)
    plain = through(tmp_path / "a.wav", sound, "pcm_s16le")
    assert same_sound([plain, through(tmp_path / name, sound, codec)]) == [None, 0]


@pytest.mark.parametrize("decibel", [-40, -25, -15, -6])
def test_two_people_are_not_the_same_however_much_they_are_heard_on_the_others_line(decibel: float) -> None:
    one, other = voice(12), voice(13)
    bleed = np.float32(10 ** (decibel / 20))
    assert same_sound([one + bleed * other, other + bleed * one]) == [None, None]
    assert same_sound([one, other + bleed * one]) == [None, None]


def test_a_soft_short_voice_over_strong_echo_is_not_lost() -> None:
    one, other = voice(14, seconds=40), voice(15, seconds=40)
    other[: 30 * SAMPLE_RATE] = 0
    one[30 * SAMPLE_RATE :] = 0
    assert same_sound([one, 0.4 * one + 0.1 * other]) == [None, None]


def test_echo_alone_is_no_copy() -> None:
    sound = voice(16)
    assert same_sound([sound * np.float32(0.06), sound]) == [None, None]


def test_silent_and_very_short_channels_are_no_copies() -> None:
    silence = np.zeros(5 * SAMPLE_RATE, np.float32)
    assert same_sound([silence, silence, voice(17)]) == [None, None, None]
    assert same_sound([voice(18)[:100], voice(18)[:100]]) == [None, None]


def test_of_several_copies_each_names_the_first() -> None:
    one, other = voice(19), voice(20)
    assert same_sound([one, other, np.float32(0.5) * one, other]) == [None, None, 0, 1]
