from io import BytesIO

import docx
import pytest

from coachkit.errors import InputError
from tests.transcripts.conftest import Read


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


TODAY = word_file(
    "Larkfield and Acme-20261116_091500-Meeting Transcript",
    "16 November 2026, 08:15am\n27m 42s",
    "Jana Kovac started transcription",
    "\nJana Kovac   0:03\nThank you for calling, let us meet at 3:30.\nWhat is it about?",
    "\nAcme Ltd   0:09\nZenlane is cheaper.",
    "Jana Kovac   1:00:19\nI see.\nJana Kovac stopped transcription",
)


def test_names_and_beginnings_make_lines(read: Read) -> None:
    lines = read("call.docx", TODAY).lines

    assert [(line.start, line.speaker, line.text) for line in lines] == [
        (3.0, "Jana Kovac", "Thank you for calling, let us meet at 3:30. What is it about?"),
        (9.0, "Acme Ltd", "Zenlane is cheaper."),
        (3619.0, "Jana Kovac", "I see."),
    ]


def test_ends_are_worked_out_from_the_text_and_the_next_line(read: Read) -> None:
    lines = read("call.docx", TODAY).lines

    assert [line.end for line in lines] == [8.2, 10.2, 3619.8], "2.5 words a second"
    assert all(line.is_estimated for line in lines)


def test_a_line_ends_where_the_next_begins(read: Read) -> None:
    long = "so we tried it once more and then again and again until it was late"
    first, _ = read("call.docx", word_file(f"Jana Kovac   0:03\n{long}", "Tom Berg   0:05\nOh.")).lines
    assert (first.start, first.end) == (3.0, 5.0)


def test_the_layout_with_two_times_is_read(read: Read) -> None:
    data = word_file("0:0:0.0 --> 0:0:1.510\nJana Kovac\nOK. Yeah.", "0:0:2.90 --> 0:0:4.250\nTom Berg\nUmm.")

    lines = read("call.docx", data).lines

    assert [(line.start, line.end, line.speaker, line.text) for line in lines] == [
        (0.0, 1.51, "Jana Kovac", "OK. Yeah."),
        (2.09, 4.25, "Tom Berg", "Umm."),
    ]
    assert not any(line.is_estimated for line in lines)


def test_each_line_may_be_a_paragraph_of_its_own(read: Read) -> None:
    data = word_file(
        "0:0:0.0 --> 0:0:1.510", "Jana Kovac", "Hello.", "Jana here.", "0:0:3.0 --> 0:0:4.0", "Tom", "Hi."
    )
    assert [line.text for line in read("call.docx", data).lines] == ["Hello. Jana here.", "Hi."]


def test_folded_spaces_are_no_hindrance(read: Read) -> None:
    data = word_file("Jana Kovac 0:03", "Hello.", "Tom Berg 0:05", "Hi.")
    assert [line.speaker for line in read("call.docx", data).lines] == ["Jana Kovac", "Tom Berg"]


@pytest.mark.parametrize("data", [b"", b"not a word file", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_word_file_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(InputError, match=r"call\.docx: is no whole Word file"):
        read("call.docx", data)


def test_a_word_file_without_turns_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match=r"call\.docx: holds no turn that begins as Teams writes it"):
        read("call.docx", word_file("Dear all,", "please find the minutes below."))


def test_a_time_that_is_none_is_told_with_its_line(read: Read) -> None:
    with pytest.raises(InputError, match=r"call\.docx, line 3: “0:75” is no time"):
        read("call.docx", word_file("Jana   0:03\nHi.", "Tom   0:75\nHo."))
