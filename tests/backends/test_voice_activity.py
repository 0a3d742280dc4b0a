"""Pieces of speech joined into windows, and words placed back: arithmetic, no model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.voice_activity import (
    Piece,
    SpeechSpan,
    Window,
    fewest_windows,
    find_speech,
    frame_levels,
    join_pieces,
    loudest_second,
    pack_pieces,
    silence_bleed,
)


def span(start: float, end: float) -> SpeechSpan:
    return SpeechSpan(start=round(start * SAMPLE_RATE), end=round(end * SAMPLE_RATE))


def pieces_of(spans: list[SpeechSpan], channel: int = 0) -> list[Piece]:
    return [Piece(channel=channel, span=one) for one in spans]


def joined_of(samples: Samples, spans: list[SpeechSpan]) -> Window:
    return join_pieces({0: samples}, pieces_of(spans))


def ramp(seconds: float) -> Samples:
    return np.arange(round(seconds * SAMPLE_RATE), dtype=np.float32)


@st.composite
def spans_in_order(draw: st.DrawFn) -> list[SpeechSpan]:
    lengths = draw(
        st.lists(st.tuples(st.integers(0, 50_000), st.integers(1, 450_000)), min_size=1, max_size=12)
    )
    spans: list[SpeechSpan] = []
    position = 0
    for pause, length in lengths:
        spans.append(SpeechSpan(start=position + pause, end=position + pause + length))
        position = spans[-1].end
    return spans


def test_a_word_is_placed_where_it_was_said() -> None:
    joined = joined_of(ramp(60), [span(1, 2), span(50, 52)])

    assert joined.place(0.2, 0.4) == pytest.approx((0, 1.2, 1.4))
    assert joined.place(1.5, 1.7) == pytest.approx((1, 50.3, 50.5))


def test_a_word_across_a_cut_lies_in_the_piece_that_holds_most_of_it() -> None:
    joined = joined_of(ramp(60), [span(1, 2), span(50, 52)])

    assert joined.place(0.5, 1.4) == pytest.approx((0, 1.5, 2.0))
    assert joined.place(0.9, 1.6) == pytest.approx((1, 50.0, 50.4))


def test_a_word_between_two_pieces_belongs_to_the_later_one() -> None:
    joined = joined_of(ramp(60), [span(1, 2), span(50, 52)])

    assert joined.place(1.05, 1.25) == pytest.approx((1, 50.0, 50.05))


@given(spans=spans_in_order(), word=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_every_word_lies_wholly_in_one_piece(spans: list[SpeechSpan], word: tuple[float, float]) -> None:
    joined = joined_of(np.zeros(spans[-1].end, dtype=np.float32), spans)
    seconds = len(joined.samples) / SAMPLE_RATE
    start, end = sorted(place * seconds for place in word)

    n, placed_start, placed_end = joined.place(start, end)

    assert spans[n].start / SAMPLE_RATE <= placed_start <= placed_end <= spans[n].end / SAMPLE_RATE


@given(spans=spans_in_order())
def test_joining_keeps_the_sound_of_every_piece(spans: list[SpeechSpan]) -> None:
    samples = np.arange(spans[-1].end, dtype=np.float32)

    joined = joined_of(samples, spans)

    for start, piece in zip(joined.starts, joined.pieces, strict=True):
        sound = samples[piece.span.start : piece.span.end]
        assert np.array_equal(joined.samples[start : start + len(sound)], sound)


@given(agent=spans_in_order(), customer=spans_in_order())
def test_windows_hold_every_piece_once_and_fit_what_whisper_hears_at_once(
    agent: list[SpeechSpan], customer: list[SpeechSpan]
) -> None:
    pieces = [*pieces_of(agent), *pieces_of(customer, channel=1)]
    length = max(agent[-1].end, customer[-1].end)
    channels = {n: np.zeros(length, dtype=np.float32) for n in (0, 1)}

    windows = pack_pieces(pieces)

    def order(piece: Piece) -> tuple[int, int]:
        return piece.channel, piece.span.start

    assert sorted((piece for window in windows for piece in window), key=order) == pieces
    assert all(window == sorted(window, key=order) for window in windows)
    assert all(len(join_pieces(channels, window).samples) <= 30 * SAMPLE_RATE for window in windows)
    assert len(windows) >= fewest_windows(pieces)


def test_a_window_is_filled_with_what_fits_from_either_channel() -> None:
    agent = pieces_of([span(0, 10), span(12, 32)])
    customer = pieces_of([span(10, 19)], channel=1)

    windows = pack_pieces([*agent, *customer])

    assert windows == [[agent[0], customer[0]], [agent[1]]]


def test_the_fewest_windows_are_those_of_speech_without_pauses() -> None:
    assert fewest_windows(pieces_of([span(0, 20), span(30, 45)])) == 2
    assert fewest_windows([]) == 0


def test_a_silent_channel_holds_no_speech() -> None:
    assert find_speech(np.zeros(5 * SAMPLE_RATE, dtype=np.float32)) == []


def test_an_empty_channel_holds_no_speech() -> None:
    assert find_speech(np.zeros(0, dtype=np.float32)) == []


def test_loudness_is_judged_by_the_loudest_second() -> None:
    samples = np.zeros(60 * SAMPLE_RATE, dtype=np.float32)
    samples[10 * SAMPLE_RATE : 12 * SAMPLE_RATE] = 0.5

    assert loudest_second(samples) == pytest.approx(0.5)


def test_sound_of_less_than_a_frame_has_a_loudness() -> None:
    assert loudest_second(np.full(100, 0.25, dtype=np.float32)) == pytest.approx(0.25)


def voice(level: float, *, start: float, end: float) -> Samples:
    """Return ten seconds with a sound of the given level from `start` to `end`."""
    samples = np.zeros(10 * SAMPLE_RATE, dtype=np.float32)
    samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)] = level
    return samples


def silenced(*channels: Samples) -> list[Samples]:
    copies = [samples.copy() for samples in channels]
    silence_bleed(copies)
    return copies


def test_the_echo_of_the_other_side_is_silenced() -> None:
    agent = voice(0.1, start=1, end=4)
    customer = voice(0.1, start=6, end=8) + voice(0.003, start=1.1, end=4.1)

    kept = silenced(agent, customer)

    assert np.array_equal(kept[0], agent)
    assert not kept[1][SAMPLE_RATE * 2 : SAMPLE_RATE * 4].any()
    assert np.array_equal(kept[1][SAMPLE_RATE * 6 :], customer[SAMPLE_RATE * 6 :])


def test_one_who_talks_softly_at_the_same_time_is_kept() -> None:
    agent = voice(0.2, start=1, end=4)
    customer = voice(0.1, start=6, end=8) + voice(0.04, start=2, end=3)

    assert np.array_equal(
        silenced(agent, customer)[1][2 * SAMPLE_RATE : 3 * SAMPLE_RATE],
        customer[2 * SAMPLE_RATE : 3 * SAMPLE_RATE],
    )


def test_a_soft_channel_is_not_taken_for_echo_where_the_other_is_silent() -> None:
    agent, customer = voice(0.3, start=1, end=4), voice(0.005, start=6, end=8)

    assert np.array_equal(silenced(agent, customer)[1], customer)


def test_a_single_channel_has_no_echo() -> None:
    (kept,) = silenced(voice(0.1, start=1, end=2))

    assert kept.any()


@pytest.mark.parametrize("length", [1, 511, 512, 513, 5000])
def test_levels_are_those_of_frames_and_of_what_is_left(length: int) -> None:
    samples = np.linspace(-1, 1, length, dtype=np.float32)

    levels = frame_levels(samples)

    frames = [samples[at : at + 512] for at in range(0, length, 512)]
    assert levels == pytest.approx([float(np.sqrt(np.mean(np.square(frame)))) for frame in frames], rel=1e-4)
