import pytest

from coachkit.errors import InputError
from tests.transcripts.conftest import Read

SPOKEN = """1
00:00:01,000 --> 00:00:03,500
Jana Kovac: Thank you for calling Larkfield.

2
00:00:03,600 --> 00:00:05,000
Acme: Zenlane offered us the same

3
00:00:05,100 --> 00:00:07,000
Acme: for <i>less</i>.
"""


def test_names_before_the_words_are_the_speakers(read: Read) -> None:
    lines = read("call.srt", SPOKEN).lines

    assert [(line.speaker, line.text) for line in lines] == [
        ("Jana Kovac", "Thank you for calling Larkfield."),
        ("Acme", "Zenlane offered us the same for less."),
    ]
    assert [(line.start, line.end) for line in lines] == [(1.0, 3.5), (3.6, 7.0)]


def test_windows_files_are_read(read: Read) -> None:
    data = b"\xef\xbb\xbf" + SPOKEN.replace("\n", "\r\n").encode()
    assert read("call.srt", data).lines == read("call.srt", SPOKEN).lines


def test_times_may_lack_hours(read: Read) -> None:
    [line] = read("call.srt", "1\n00:01,500 --> 00:02,000\nHello.\n").lines
    assert (line.start, line.end) == (1.5, 2.0)


def test_captions_without_a_name_have_no_speaker(read: Read) -> None:
    lines = read(
        "call.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n2\n00:00:03,000 --> 00:00:04,000\nHi."
    ).lines
    assert [line.speaker for line in lines] == [None, None]


def test_speakers_of_one_caption_share_its_time(read: Read) -> None:
    lines = read(
        "call.srt",
        "1\n00:00:01,000 --> 00:00:03,000\nJana: Hello.\nTom: Hello.\n\n"
        "2\n00:00:05,000 --> 00:00:06,000\nTom: Bye.",
    ).lines

    assert [(line.speaker, line.start, line.end) for line in lines[:2]] == [
        ("Jana", 1.0, 2.0),
        ("Tom", 2.0, 3.0),
    ]
    assert [line.is_estimated for line in lines] == [True, True, False]


def test_an_arrow_may_be_said(read: Read) -> None:
    [line] = read("call.srt", "1\n00:00:01,000 --> 00:00:02,000\nPress File --> Export.\n").lines
    assert line.text == "Press File --> Export."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hello.\n", "call.srt: no line with times"),
        (
            "1\n00:00:01,000 --> soon\nHello.\n",
            "call.srt, line 2: “00:00:01,000 --> soon” is no line of times",
        ),
        ("1\n00:00:61,000 --> 00:00:62,000\nHello.\n", "call.srt, line 2: “00:00:61,000” is no time"),
        (
            "Larkfield\n\n1\n00:00:01,000 --> 00:00:02,000\nHello.\n",
            "call.srt, line 1: this belongs to no caption",
        ),
        (
            "1\n00:00:05,000 --> 00:00:02,000\nHello.\n",
            "call.srt, line 2: ends at 2 s, before it begins at 5 s",
        ),
        ("1\n00:00:05,000 --> 00:00:06,000\n\n", "call.srt: nobody says anything in it"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(read: Read, text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read("call.srt", text)
    assert str(raised.value).startswith(message)
