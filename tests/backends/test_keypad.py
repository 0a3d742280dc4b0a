"""The tones of telephone keys are found in time; talk is never taken for them."""

from pathlib import Path

import numpy as np
import pytest

from coachkit.backends.audio import decode_channels
from coachkit.backends.keypad import find_keys
from line_sounds import COLUMNS, ROWS, Sound, chord, noise

SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"


def quiet(seconds: float) -> Sound:
    return noise(np.random.default_rng(7), seconds, level=-58.0)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("column", COLUMNS)
def test_every_key_is_heard(row: float, column: float) -> None:
    (span,) = find_keys(np.concatenate([quiet(1), chord((row, column), 0.08, -20), quiet(1)]))

    assert span == pytest.approx((1.0, 1.08), abs=0.03)


@pytest.mark.parametrize("off", [0.985, 1.015])
def test_a_key_a_little_out_of_tune_is_heard(off: float) -> None:
    assert find_keys(chord((770.0 * off, 1336.0 * off), 0.1, -20))


def test_a_number_dialled_is_one_stretch() -> None:
    number = [
        piece for key in (0, 1, 2, 3) for piece in (chord((ROWS[key], COLUMNS[0]), 0.1, -20), quiet(0.1))
    ]

    (span,) = find_keys(np.concatenate([quiet(1), *number, quiet(1)]))

    assert span == pytest.approx((1.0, 1.7), abs=0.03)


def test_a_single_pitch_is_no_key() -> None:
    assert find_keys(chord((770.0,), 0.5, -20)) == []


def test_two_pitches_of_no_key_are_none() -> None:
    assert find_keys(chord((440.0, 480.0), 0.5, -20)) == []


def test_a_key_at_the_seam_of_two_blocks_is_heard_once() -> None:
    (span,) = find_keys(np.concatenate([quiet(59.9), chord((697.0, 1209.0), 0.2, -20), quiet(1)]))

    assert span == pytest.approx((59.9, 60.1), abs=0.03)


@pytest.mark.parametrize("call", ["20261110_1540_4703_agent03.opus", "20261113_1010_4711_agent12.mp3"])
def test_talk_presses_no_key(call: str) -> None:
    assert [find_keys(channel) for channel in decode_channels(SAMPLE_CALLS / call)] == [[], []]


@pytest.mark.parametrize("length", [0, 1, 511, 512, 513])
def test_the_shortest_recordings_hold_no_key(length: int) -> None:
    assert find_keys(np.zeros(length, dtype=np.float32)) == []
