"""The transcripts of one call's parts, put together with continuous time."""

from coachkit.models import Word
from coachkit.transcripts.given import GivenLine, GivenTranscript, GivenWord
from coachkit.transcripts.parts import join_parts

LINE = GivenLine(
    start=0.5,
    end=2.0,
    text="Good morning.",
    speaker="Jana K.",
    words=(GivenWord(start=0.5, end=1.0, text="Good"), GivenWord(start=1.0, end=2.0, text=" morning.")),
)
PART = GivenTranscript(format="WebVTT", lines=(LINE,), is_ours=True)


def test_a_call_in_one_piece_stays_as_it_is() -> None:
    assert join_parts([(0.0, PART)]) is PART


def test_later_parts_go_on_where_they_begin_in_the_call() -> None:
    whole = join_parts([(0.0, PART), (61.3, PART)])
    assert [(line.start, line.end) for line in whole.lines] == [(0.5, 2.0), (61.8, 63.3)]
    assert [(word.start, word.end) for word in whole.lines[1].words] == [(61.8, 62.3), (62.3, 63.3)]
    assert whole.duration == 63.3


def test_speakers_of_the_same_name_are_one_in_all_parts() -> None:
    rows = join_parts([(0.0, PART), (10.0, PART)]).rows("c1")
    assert {(row.channel, row.n) for row in rows["raw_segments"]} == {(0, 0), (0, 1)}  # type: ignore[attr-defined]


def test_lines_are_in_order_of_time_where_parts_overlap() -> None:
    whole = join_parts([(0.0, PART), (0.2, PART)])
    assert [line.start for line in whole.lines] == [0.5, 0.7]


def test_words_are_numbered_without_gaps() -> None:
    rows = join_parts([(0.0, PART), (10.0, PART)]).rows("c1")
    words = [row for row in rows["words"] if isinstance(row, Word)]
    assert [(word.n, word.raw_segment) for word in words] == [(0, 0), (1, 0), (2, 1), (3, 1)]
