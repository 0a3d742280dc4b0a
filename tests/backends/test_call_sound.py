"""The sound of a call in several files lies on one time line."""

from pathlib import Path

import numpy as np
import pytest

from coachkit.backends.audio import decode_channels, probe
from coachkit.backends.call_sound import decode_call
from coachkit.backends.clip_audio import cut_clips
from coachkit.backends.protocols import SAMPLE_RATE
from coachkit.call_files import CallFile, Stretch
from coachkit.errors import RecordingError
from tests.sounds import tones, write_sound


def part(folder: Path, number: int, *frequencies: float, seconds: float = 2) -> Path:
    sound = tones(frequencies, seconds=seconds, rate=8000)
    return write_sound(folder / f"call_P00{number}.wav", sound, codec="pcm_s16le", rate=8000)


def pitch(sound) -> float:
    """Return the loudest frequency, in Hz."""
    spectrum = np.abs(np.fft.rfft(sound))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / len(sound)


def test_parts_follow_each_other_on_each_channel(tmp_path):
    files = [
        CallFile(path=part(tmp_path, 1, 300, 500)),
        CallFile(path=part(tmp_path, 2, 700, 900, seconds=1), start=2.0),
    ]
    agent, customer = decode_call(files)
    assert len(agent) == len(customer) == pytest.approx(3 * SAMPLE_RATE, abs=2)
    assert pitch(agent[: 2 * SAMPLE_RATE]) == pytest.approx(300, abs=2)
    assert pitch(agent[2 * SAMPLE_RATE :]) == pytest.approx(700, abs=2)
    assert pitch(customer[2 * SAMPLE_RATE :]) == pytest.approx(900, abs=2)


@pytest.mark.parametrize(("second_starts", "quiet_from"), [(2.5, 2.0), (1.5, None)])
def test_a_part_begins_at_its_second_whatever_the_one_before_it_holds(tmp_path, second_starts, quiet_from):
    files = [
        CallFile(path=part(tmp_path, 1, 300, 500)),
        CallFile(path=part(tmp_path, 2, 700, 900), start=second_starts),
    ]
    agent, _ = decode_call(files)
    first = round(second_starts * SAMPLE_RATE)
    assert len(agent) == pytest.approx(first + 2 * SAMPLE_RATE, abs=2)
    assert pitch(agent[first:]) == pytest.approx(700, abs=2)
    if quiet_from:
        assert not agent[round(quiet_from * SAMPLE_RATE) + 2 : first].any()


def test_parts_of_a_conference_are_heard_alike(tmp_path):
    """A channel that is silent in one part and speaks in another is heard in both."""
    files = []
    for number, live in enumerate(((0, 1), (1, 2))):
        sound = tones([300, 500, 700], seconds=2, rate=8000)
        sound[[n for n in range(3) if n not in live]] = 0
        path = write_sound(tmp_path / f"call_P00{number}.wav", sound, codec="pcm_s16le", rate=8000)
        files.append(CallFile(path=path, start=2.0 * number))
    assert [len(decode_channels(file.path)) for file in files] == [2, 3]
    [mixed] = decode_call(files)
    assert len(mixed) == pytest.approx(4 * SAMPLE_RATE, abs=2)


def test_parts_with_different_numbers_of_channels_are_refused(tmp_path):
    files = [CallFile(path=part(tmp_path, 1, 300, 500)), CallFile(path=part(tmp_path, 2, 700), start=2.0)]
    with pytest.raises(RecordingError, match=r"call_P002\.wav and call_P001\.wav have different numbers"):
        decode_call(files)


def test_a_clip_that_runs_over_an_edge_holds_the_sound_of_both_parts(tmp_path):
    files = [
        CallFile(path=part(tmp_path, 1, 400)),
        CallFile(path=part(tmp_path, 2, 1000), start=2.0),
        CallFile(path=tmp_path / "call_P003.wav", start=4.0),
    ]
    clip = tmp_path / "clip.mp3"
    [data, _] = cut_clips(files, [Stretch(start=1.0, end=3.0), Stretch(start=2.5, end=3.5)])
    clip.write_bytes(data)
    assert probe(clip).duration == pytest.approx(2.0, abs=0.1)
    [sound] = decode_channels(clip)
    assert pitch(sound[2000:14000]) == pytest.approx(400, abs=5)
    assert pitch(sound[18000:30000]) == pytest.approx(1000, abs=5)
