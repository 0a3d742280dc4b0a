"""Ringing, tones and music are found; speech never is."""

import json
from pathlib import Path

import numpy as np
import pytest

from coachkit.backends.audio import decode_channels
from coachkit.backends.sounds import HeardSound, find_sounds, outside_sounds
from coachkit.backends.voice_activity import SpeechSpan
from line_sounds import CALL_PROGRESS, MUSIC, RATE, RINGING, Sound, cadence, hum, noise, on_line, sine

SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"
TONES = {**RINGING, **CALL_PROGRESS}
SPEAKING = ["20261109_0915_4711_agent12", "20261112_1615_4703_agent03", "20261119_1510_4720_agent07"]


def recording(call: str) -> list[Sound]:
    return decode_channels(next(p for p in SAMPLE_CALLS.glob(f"{call}.*") if p.suffix != ".json"))


def seconds_of(sounds: list[HeardSound], kind: str) -> float:
    return sum(sound.end - sound.start for sound in sounds if sound.kind == kind)


def quiet(seconds: float) -> Sound:
    return noise(np.random.default_rng(7), seconds, level=-58.0)


@pytest.mark.parametrize("tone", TONES)
def test_the_ringing_and_busy_tones_of_any_country_are_one_ringing(tone: str) -> None:
    pitches, rhythm = TONES[tone]
    line = on_line(np.random.default_rng(1), cadence(pitches, rhythm, 20, -25))

    (sound,) = find_sounds(line)

    assert sound.kind == "ringing"
    assert sound.start < 0.2
    assert sound.end > 20 - rhythm[-1] - 0.3


def test_ringing_ends_where_somebody_answers() -> None:
    (agent, _) = recording(SPEAKING[0])
    line = np.concatenate([on_line(np.random.default_rng(1), cadence((425.0,), (1.0, 4.0), 11, -25)), agent])

    (sound,) = find_sounds(line)

    assert sound.end == pytest.approx(11.0, abs=0.2)


def test_two_rings_with_talk_between_them_are_two() -> None:
    (agent, _) = recording(SPEAKING[0])
    ring = sine(425.0, 1.0, -25)

    sounds = find_sounds(np.concatenate([ring, agent[3 * RATE : 6 * RATE], ring, quiet(1)]))

    assert [sound.kind for sound in sounds] == ["ringing", "ringing"]


@pytest.mark.parametrize("pitch", [800.0, 1000.0, 1400.0, 2100.0])
def test_a_beep_is_a_tone(pitch: float) -> None:
    line = np.concatenate([quiet(2), sine(pitch, 0.4, -20), quiet(2)])

    (sound,) = find_sounds(line)

    assert sound.kind == "tones"
    assert (sound.start, sound.end) == pytest.approx((2.0, 2.4), abs=0.1)


@pytest.mark.parametrize("kind", MUSIC)
def test_music_is_found_whole(kind: str) -> None:
    random = np.random.default_rng(5)
    line = np.concatenate([quiet(5), MUSIC[kind](random, 30.0), quiet(5)])

    sounds = find_sounds(line)

    assert seconds_of(sounds, "music") > 27
    assert all(4.5 < sound.start < sound.end < 35.5 for sound in sounds)


def test_the_sample_calls_hold_music_is_found() -> None:
    found = 0
    for path in sorted((SAMPLE_CALLS / "scripts").glob("*.json")):
        script = json.loads(path.read_text(encoding="utf-8"))
        for event in [one for one in script["events"] if one["kind"] == "hold_music"]:
            sounds = [sound for channel in recording(script["call"]) for sound in find_sounds(channel)]
            (music,) = [sound for sound in sounds if sound.kind == "music"]
            assert (music.start, music.end) == pytest.approx((event["start"], event["end"]), abs=0.5)
            found += 1
    assert found


@pytest.mark.parametrize("call", SPEAKING)
def test_speech_is_no_sound(call: str) -> None:
    assert [find_sounds(channel) for channel in recording(call)] == [[], []]


@pytest.mark.parametrize("slope", [0.0, 1.0, 2.0])
def test_noise_is_no_sound(slope: float) -> None:
    assert find_sounds(noise(np.random.default_rng(3), 20, slope=slope, level=-30)) == []


def test_hum_is_no_sound() -> None:
    assert find_sounds(hum(np.random.default_rng(3), 20)) == []


@pytest.mark.parametrize("length", [0, 1, 100, 511, 512, 2048, 5000])
def test_the_shortest_recordings_are_read(length: int) -> None:
    assert find_sounds(np.full(length, 0.01, dtype=np.float32)) == []


def test_what_is_found_does_not_depend_on_where_the_recording_begins() -> None:
    music = MUSIC["chords"](np.random.default_rng(5), 20.0)

    (near,) = find_sounds(np.concatenate([quiet(60), music, quiet(5)]))
    (far,) = find_sounds(np.concatenate([quiet(61.5), music, quiet(5)]))

    assert (far.start - near.start, far.end - near.end) == pytest.approx((1.5, 1.5), abs=0.2)


def span(start: float, end: float) -> SpeechSpan:
    return SpeechSpan(start=round(start * RATE), end=round(end * RATE))


def test_speech_is_cut_where_a_sound_is_and_keeps_a_margin() -> None:
    music = HeardSound(kind="music", start=10.0, end=20.0)

    assert outside_sounds([span(5, 30)], [music]) == [span(5, 10.3), span(19.7, 30)]
    assert outside_sounds([span(5, 15), span(16, 18), span(19, 25)], [music]) == [
        span(5, 10.3),
        span(19.7, 25),
    ]


def test_speech_between_two_sounds_is_kept() -> None:
    sounds = [HeardSound(kind="ringing", start=1.0, end=3.0), HeardSound(kind="music", start=6.0, end=20.0)]

    assert outside_sounds([span(0, 20)], sounds) == [span(0, 1.3), span(2.7, 6.3)]


def test_speech_without_a_sound_in_it_stays_as_it_is() -> None:
    music = HeardSound(kind="music", start=10.0, end=20.0)
    beep = HeardSound(kind="tones", start=2.0, end=2.4)

    assert outside_sounds([span(1, 5), span(8, 8.2), span(20, 22)], [beep, music]) == [
        span(1, 5),
        span(8, 8.2),
        span(20, 22),
    ]
