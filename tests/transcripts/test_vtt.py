import pytest

from coachkit.errors import InputError
from tests.transcripts.conftest import Read

ZOOM = """WEBVTT

1
00:02:24.720 --> 00:02:32.850
Jana Kovac: What matters most in the move

2
00:02:33.000 --> 00:02:33.990
Jana Kovac: is the price.

3
00:02:35.130 --> 00:02:36.900
Acme Ltd: Note: we look at https://zenlane.example too.
"""
TEAMS = """WEBVTT

6c0b7c2e-4a1d-4f9e-8a55-1f2d3c4b5a69/12-0
0:0:6.90 --> 0:0:6.500
<v Jana Kovac>Hello.</v>

6c0b7c2e-4a1d-4f9e-8a55-1f2d3c4b5a69/13-0
0:0:7.0 --> 0:0:11.250
<v Acme &amp; Co>Good morning, we think about</v>

6c0b7c2e-4a1d-4f9e-8a55-1f2d3c4b5a69/13-1
0:0:11.300 --> 0:0:12.250
<v Acme &amp; Co>leaving.</v>
"""


def test_zoom_writes_names_before_the_words(read: Read) -> None:
    transcript = read("call.vtt", ZOOM)

    assert transcript.format == "WebVTT"
    assert [(line.speaker, line.text) for line in transcript.lines] == [
        ("Jana Kovac", "What matters most in the move is the price."),
        ("Acme Ltd", "Note: we look at https://zenlane.example too."),
    ]


def test_teams_cuts_sentences_which_are_joined_again(read: Read) -> None:
    lines = read("call.vtt", TEAMS).lines

    assert [(line.speaker, line.text) for line in lines] == [
        ("Jana Kovac", "Hello."),
        ("Acme & Co", "Good morning, we think about leaving."),
    ]
    assert [(line.start, line.end) for line in lines] == [(6.09, 6.5), (7.0, 12.25)]


def test_a_class_of_the_voice_is_its_role(read: Read) -> None:
    lines = read(
        "call.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.agent.loud Jana>Hello.\n\n"
        "00:03.000 --> 00:04.000\n<v.customer Tom>Hi.\n",
    ).lines
    assert [(line.speaker, line.role) for line in lines] == [("Jana", "agent"), ("Tom", "customer")]


def test_several_voices_share_the_time_of_a_caption(read: Read) -> None:
    lines = read(
        "call.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Jana>Hello.</v> <v Tom>Hello.</v>\n"
    ).lines

    assert [(line.speaker, line.start, line.end) for line in lines] == [("Jana", 1.0, 2.0), ("Tom", 2.0, 3.0)]
    assert all(line.is_estimated for line in lines)


def test_styles_go_and_what_only_looks_like_a_tag_stays(read: Read) -> None:
    said = "<c.yellow>Call <b>me</b></c>, <00:00:02.000><PERSON> &lt;3 &amp; more."
    text = f"WEBVTT\n\n00:01.000 --> 00:03.000\n{said}\n"
    [line] = read("call.vtt", text).lines
    assert line.text == "Call me, <PERSON> <3 & more."


def test_notes_styles_and_settings_are_passed_over(read: Read) -> None:
    text = (
        "WEBVTT Kind: captions\nLanguage: tr-TR\n\nSTYLE\n::cue { color: red }\n\n"
        "NOTE Jana Kovac: no talk\n\n"
        "00:01.000 --> 00:03.000 align:start position:0%\nMerhaba.\n"
    )
    [line] = read("call.vtt", text).lines
    assert (line.text, line.language, line.speaker) == ("Merhaba.", "tr", None)


def test_the_language_of_a_passage_is_kept(read: Read) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jana>Hello. <lang tr>Merhaba.</lang></v>\n"
    assert [(line.text, line.language) for line in read("call.vtt", text).lines] == [
        ("Hello.", None),
        ("Merhaba.", "tr"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hello.\n", "call.vtt, line 1: a WebVTT file begins with the word WEBVTT"),
        (
            "WEBVTT\n\n00:05.000 --> 00:04.000\nHi.\n",
            "call.vtt, line 3: ends at 4 s, before it begins at 5 s",
        ),
        ("WEBVTT\n\nx\n00:05.000 -->\nHi.\n", "call.vtt, line 4: “00:05.000 -->” is no line of times"),
        ("WEBVTT\n\n00:99.000 --> 01:40.000\nHi.\n", "call.vtt, line 3: “00:99.000” is no time"),
        (
            "WEBVTT\n\n00:50.000 --> 00:55.000\n<v Jana>Hi.\n\n00:01.000 --> 00:02.000\n<v Jana>Bye.\n",
            "call.vtt, line 6: begins at 1 s, but what stands before it begins at 50 s",
        ),
        ("WEBVTT\n", "call.vtt: nobody says anything in it"),
        (
            "WEBVTT\n\nNOTE coachkit transcript, version 9\n{}\n\n00:01.000 --> 00:02.000\nHi.",
            "call.vtt: is a coachkit transcript of version 9",
        ),
        (
            "WEBVTT\n\nNOTE coachkit transcript, version 1\n{oops\n\n00:01.000 --> 00:02.000\nHi.",
            "call.vtt: the note “coachkit transcript” does not hold JSON",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(read: Read, text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read("call.vtt", text)
    assert str(raised.value).startswith(message)
