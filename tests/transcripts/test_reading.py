import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import InputError
from coachkit.transcripts.drafts import DraftLine, finish_lines
from coachkit.transcripts.length import speaking_time
from coachkit.transcripts.reading import TRANSCRIPT_SUFFIXES, transcript_format
from tests.transcripts.conftest import Read


def draft(
    start: float | None, end: float | None, text: str = "Yes.", speaker: str | None = "Jana"
) -> DraftLine:
    return DraftLine(place="line 1", start=start, end=end, text=text, speaker=speaker)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("call.srt", "", "SRT"),
        ("call.VTT", "", "WebVTT"),
        ("call.docx", "", "Teams DOCX"),
        ("call.csv", "", "CSV"),
        ("call.json", json.dumps({"segments": []}), "Whisper JSON"),
        ("call.json", json.dumps({"Transcript": []}), "Amazon Call Analytics JSON"),
        ("call.json", json.dumps({"format": "coachkit transcript"}), "JSON"),
        ("call.json", '{"text": "Hello", "segments": [ broken', "Whisper JSON"),
        ("call.json", json.dumps({"agent": "Jana", "customer": "segments"}), None),
        ("call.json", "not JSON", None),
        ("call.wav", "", None),
        ("~$call.docx", "", None),
        (".call.srt", "", None),
    ],
)
def test_a_transcript_is_told_by_its_name_and_json_by_its_keys(
    tmp_path: Path, name: str, content: str, expected: str | None
) -> None:
    path = tmp_path / name
    path.write_text(content)
    assert transcript_format(path) == expected


def test_another_kind_of_file_is_refused_with_the_kinds_that_are_read(read: Read) -> None:
    with pytest.raises(
        InputError, match=r"call\.txt: is no transcript .* \.csv, \.docx, \.json, \.srt, \.vtt"
    ):
        read("call.txt", "Hello.")
    assert ".txt" not in TRANSCRIPT_SUFFIXES


def test_an_unknown_encoding_is_told(read: Read) -> None:
    with pytest.raises(InputError, match=r"call\.srt"):
        read("call.srt", bytes(range(256)) * 4)


def test_speakers_may_talk_at_once() -> None:
    lines = finish_lines("a", [draft(0, 20), draft(5, 6, speaker="Tom"), draft(4, 7, speaker="Acme")])
    assert [(line.start, line.speaker) for line in lines] == [(0.0, "Jana"), (4.0, "Acme"), (5.0, "Tom")]


def test_a_file_may_hold_one_speaker_after_the_other() -> None:
    lines = finish_lines("a", [draft(0, 1), draft(90, 95), draft(2, 3, speaker="Tom")])
    assert [line.speaker for line in lines] == ["Jana", "Tom", "Jana"]


def test_a_speaker_does_not_go_back_in_time() -> None:
    with pytest.raises(InputError, match="begins at 2 s, but what stands before it begins at 90 s"):
        finish_lines("a", [draft(0, 1), draft(90, 95), draft(2, 3)])


def test_a_slip_below_zero_is_zero() -> None:
    [line] = finish_lines("a", [draft(-0.02, 1)])
    assert line.start == 0.0


def test_a_sentence_is_not_joined_over_a_pause_or_past_its_end() -> None:
    lines = finish_lines(
        "a",
        [
            draft(0, 1, "and then"),
            draft(2, 3, "we left."),
            draft(3, 4, "He"),
            draft(4, 5, "stayed.", speaker="Tom"),
        ],
    )
    assert [line.text for line in lines] == ["and then", "we left.", "He", "stayed."]


def test_talk_without_any_full_stop_is_not_one_line() -> None:
    lines = finish_lines("a", [draft(n, n + 1, "and so on") for n in range(60)])
    assert [line.end - line.start for line in lines] == [25.0, 25.0, 10.0]


def test_ours_is_taken_line_by_line() -> None:
    lines = finish_lines("a", [draft(0, 1, "and then"), draft(1, 2, "we left")], is_ours=True)
    assert [line.text for line in lines] == ["and then", "we left"]


def test_signs_that_are_written_without_spaces_take_time_as_well() -> None:
    assert speaking_time("今日はいい天気ですね") == 2.0
    assert speaking_time("one two three four five") == 2.0


@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(0, 10_000),
            st.none() | st.integers(0, 10_000),
            st.text(st.sampled_from("ab .\n"), max_size=20),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_lines_that_are_accepted_are_in_order_and_complete(
    rows: list[tuple[int | None, int | None, str]],
) -> None:
    try:
        lines = finish_lines("a", [draft(start, end, text) for start, end, text in rows])
    except InputError:
        return
    assert [line.start for line in lines] == sorted(line.start for line in lines)
    assert all(0 <= line.start <= line.end and line.text for line in lines)
    said = "".join(line.text for line in lines).replace(" ", "")
    assert sorted(said) == sorted("".join(text for *_, text in rows).replace(" ", "").replace("\n", ""))
