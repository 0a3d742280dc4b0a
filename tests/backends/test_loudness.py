import numpy as np
import pytest

from coachkit.backends.loudness import MAX_GAIN, TARGET, even_loudness, measure_loudness
from coachkit.backends.protocols import SAMPLE_RATE, Samples


def tone(level: float, seconds: float = 3.0) -> Samples:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (level * np.sin(2 * np.pi * 997 * time)).astype(np.float32)


def bursts(level: float) -> Samples:
    """Return quiet noise with short loud peaks in it, as speech has them."""
    noise = np.random.default_rng(1).normal(0, level, 4 * SAMPLE_RATE)
    noise[:: SAMPLE_RATE // 10] = 20 * level
    return noise.astype(np.float32)


def test_a_sine_of_997_hz_measures_3_lu_below_its_peak() -> None:
    # ITU-R BS.1770-4: at full scale on one channel it reads -3.01 LUFS.
    assert measure_loudness(tone(1.0)).integrated == pytest.approx(-3.01, abs=0.1)
    assert measure_loudness(tone(0.1)).integrated == pytest.approx(-23.01, abs=0.1)


@pytest.mark.parametrize("level", [0.03, 0.2, 0.9])
def test_loud_and_quiet_sound_come_out_alike(level: float) -> None:
    assert measure_loudness(even_loudness(tone(level))).integrated == pytest.approx(TARGET, abs=1)


def test_sound_of_any_length_is_measured() -> None:
    for seconds in (0.5, 1.234, 22.6583):
        assert measure_loudness(tone(0.1, seconds)).integrated == pytest.approx(-23.01, abs=0.1)


def test_high_peaks_are_held_down_rather_than_cut_off() -> None:
    evened = even_loudness(bursts(0.02))
    measured = measure_loudness(evened)
    assert measured.integrated == pytest.approx(TARGET, abs=1)
    assert measured.true_peak < 0.98
    assert len(evened) == len(bursts(0.02))


def test_silence_and_what_is_too_short_to_measure_stay_as_they_are() -> None:
    for sound in (np.zeros(SAMPLE_RATE, np.float32), tone(0.5, seconds=0.1)):
        assert measure_loudness(sound).integrated is None
        np.testing.assert_array_equal(even_loudness(sound), sound)


def test_what_is_hardly_there_is_not_raised_to_a_roar() -> None:
    faint = tone(0.001)
    gain = 20 * np.log10(np.abs(even_loudness(faint)).max() / np.abs(faint).max())
    assert gain == pytest.approx(MAX_GAIN, abs=0.5)
