from pathlib import Path

import numpy as np
import pytest

from coachkit.backends.audio import decode_channels, probe
from coachkit.backends.clip_audio import cut_clip, cut_clips
from coachkit.backends.loudness import TARGET, measure_loudness
from coachkit.backends.protocols import SAMPLE_RATE
from coachkit.call_files import AudioFormat, CallFile, Stretch
from tests.sounds import tones, write_sound


def recording(path: Path, *, agent_level: float = 1.0, customer_level: float = 1.0) -> CallFile:
    samples = tones([400.0, 1000.0], seconds=4, rate=8000)
    samples *= np.array([[agent_level], [customer_level]], np.float32)
    return CallFile(path=write_sound(path, samples, codec="pcm_s16le", rate=8000))


def test_a_clip_is_a_small_mono_mp3_of_the_stretch(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp3"
    clip.write_bytes(cut_clip(recording(tmp_path / "call.wav"), 1.0, 3.0))
    stream = probe(clip)
    assert (stream.codec, stream.channels) == ("mp3", 1)
    assert stream.duration == pytest.approx(2.0, abs=0.1)
    assert clip.stat().st_size < 2.2 * 4000


def test_several_clips_are_the_same_as_each_alone(tmp_path: Path) -> None:
    file = recording(tmp_path / "call.wav")
    both = cut_clips([file], [Stretch(start=0.0, end=1.0), Stretch(start=2.5, end=4.0)])
    assert both == [cut_clip(file, 0.0, 1.0), cut_clip(file, 2.5, 4.0)]


def test_a_quiet_customer_is_heard_beside_a_loud_agent(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp3"
    clip.write_bytes(cut_clip(recording(tmp_path / "call.wav", customer_level=0.1), 1.0, 3.0))
    sound = np.abs(np.fft.rfft(decode_channels(clip)[0][: 2 * SAMPLE_RATE]))
    agent, customer = sound[780:820].max(), sound[1980:2020].max()
    assert customer / agent == pytest.approx(1.0, abs=0.2)


def test_a_clip_never_clips_and_begins_and_ends_softly(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp3"
    clip.write_bytes(cut_clip(recording(tmp_path / "call.wav", agent_level=2.0), 1.0, 3.0))
    sound = np.abs(decode_channels(clip)[0])
    assert sound.max() < 0.99
    assert sound[: SAMPLE_RATE // 1000].max() < 0.1 * sound.max()


def test_a_clip_that_reaches_past_the_end_stops_there(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp3"
    clip.write_bytes(cut_clip(recording(tmp_path / "call.wav"), 3.0, 9.0))
    assert probe(clip).duration == pytest.approx(1.0, abs=0.1)


def test_a_span_outside_the_recording_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no sound from 5\.0 to 6\.0 s in a recording of 4\.0 s"):
        cut_clip(recording(tmp_path / "call.wav"), 5.0, 6.0)


def test_every_clip_is_as_loud_as_the_next(tmp_path: Path) -> None:
    for level in (0.02, 0.2, 1.0):
        clip = tmp_path / "clip.mp3"
        file = recording(tmp_path / "call.wav", agent_level=level, customer_level=level)
        clip.write_bytes(cut_clip(file, 1.0, 3.0))
        assert measure_loudness(decode_channels(clip)[0]).integrated == pytest.approx(TARGET, abs=1)


@pytest.mark.parametrize("form", ["mp3", "opus"])
def test_what_is_muted_cannot_be_heard_and_all_else_can(tmp_path: Path, form: AudioFormat) -> None:
    clip = tmp_path / f"clip.{form}"
    [data] = cut_clips(
        [recording(tmp_path / "call.wav")], [Stretch(start=1.0, end=3.0, muted=((1.5, 2.0),))], form=form
    )
    clip.write_bytes(data)
    sound = np.abs(decode_channels(clip)[0])
    muted = sound[round(0.52 * SAMPLE_RATE) : round(0.98 * SAMPLE_RATE)]
    assert muted.max() < 0.01
    assert sound[round(0.1 * SAMPLE_RATE) : round(0.45 * SAMPLE_RATE)].max() > 0.1
    assert sound[round(1.05 * SAMPLE_RATE) : round(1.9 * SAMPLE_RATE)].max() > 0.1


def test_an_opus_clip_is_mono_and_the_same_every_time(tmp_path: Path) -> None:
    file = recording(tmp_path / "call.wav")
    stretch = Stretch(start=0.0, end=4.0)
    [opus] = cut_clips([file], [stretch], form="opus")
    clip = tmp_path / "clip.opus"
    clip.write_bytes(opus)
    assert (probe(clip).codec, probe(clip).channels) == ("opus", 1)
    assert opus == cut_clips([file], [stretch], form="opus")[0]
