import io
import wave
from pathlib import Path

import numpy as np
import pytest

from coachkit.backends.play_copy import write_play_copy
from coachkit.backends.waves import measure_peaks
from coachkit.call_files import CallFile
from coachkit.errors import RecordingError
from tests.sounds import tones, write_sound


def played(*files: CallFile) -> tuple[wave._wave_params, np.ndarray]:
    target = io.BytesIO()
    write_play_copy(files, target, seconds=2.0)
    target.seek(0)
    with wave.open(target) as sound:
        form = sound.getparams()
        samples = np.frombuffer(sound.readframes(form.nframes), "<i2").reshape(-1, form.nchannels)
    return form, samples


def test_a_copy_keeps_channels_apart_and_as_many_samples_a_second(tmp_path: Path) -> None:
    samples = tones([300, 900], seconds=2.0, rate=8000)
    path = write_sound(tmp_path / "call.mp3", samples, codec="libmp3lame", rate=8000)
    form, found = played(CallFile(path=path))
    assert (form.nchannels, form.framerate, form.sampwidth) == (2, 8000, 2)
    for channel, frequency in enumerate((300, 900)):
        spectrum = np.abs(np.fft.rfft(found[4000:12000, channel]))
        assert np.argmax(spectrum) == pytest.approx(frequency, abs=2)


def test_parts_lie_at_their_seconds_in_the_copy(tmp_path: Path) -> None:
    parts = []
    for n in range(2):
        samples = tones([400], seconds=1.0, rate=8000)
        path = write_sound(tmp_path / f"{n}.wav", samples, codec="pcm_s16le", rate=8000)
        parts.append(CallFile(path=path, start=1.5 * n))
    form, found = played(*parts)
    assert form.nframes == 2.5 * 8000
    assert not found[8100:11900].any()
    assert found[12100:19900].any()


def test_many_channels_are_mixed_and_fast_samples_thinned_out(tmp_path: Path) -> None:
    samples = tones([300, 400, 500, 600], seconds=0.5, rate=48000)
    path = write_sound(tmp_path / "call.wav", samples, codec="pcm_s16le", rate=48000)
    form, _ = played(CallFile(path=path))
    assert (form.nchannels, form.framerate) == (1, 24000)


def test_parts_with_other_channels_are_no_call(tmp_path: Path) -> None:
    one = write_sound(tmp_path / "1.wav", tones([3e2], seconds=1, rate=8000), codec="pcm_s16le", rate=8000)
    two = write_sound(
        tmp_path / "2.wav", tones([3e2] * 2, seconds=1, rate=8000), codec="pcm_s16le", rate=8000
    )
    with pytest.raises(RecordingError, match=r"2\.wav and 1\.wav have different numbers of channels"):
        played(CallFile(path=one), CallFile(path=two, start=1.0))


def test_peaks_follow_the_sound_of_each_channel(tmp_path: Path) -> None:
    samples = tones([300, 500], seconds=2.0, rate=8000)
    samples[1, :8000] = 0
    path = write_sound(tmp_path / "call.wav", samples, codec="pcm_s16le", rate=8000)
    loud, late = measure_peaks([CallFile(path=path)], 10)
    assert loud == pytest.approx([0.5] * 10, abs=0.01)
    assert late == pytest.approx([0.0] * 5 + [0.5] * 5, abs=0.01)


def test_a_short_call_has_fewer_peaks_than_asked_for(tmp_path: Path) -> None:
    samples = tones([300], seconds=0.5, rate=8000)
    path = write_sound(tmp_path / "call.wav", samples, codec="pcm_s16le", rate=8000)
    [peaks] = measure_peaks([CallFile(path=path)], 1500)
    assert len(peaks) == 25
