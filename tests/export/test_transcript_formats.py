from io import BytesIO
from pathlib import Path

import docx
import webvtt

from coachkit.export.transcript import CallTranscript, format_transcript
from coachkit.export.transcript_names import file_names
from coachkit.models import Call, CallAgent, Part, Role, Segment


def call(call_id: str = "1f00ba5e", path: str = "calls/monday.wav") -> Call:
    return Call(
        id=call_id, path=path, audio_hash=call_id, duration=3725.0, channels=2, sample_rate=8000, codec="mp3",
        started_at="2026-11-16T09:15:00", kind="support", customer="Acme Ltd",
    )  # fmt: skip


def segment(n: int, role: Role, start: float, text: str, part: Part = "talk") -> Segment:
    speaker = {"agent": "Jana Kovac", "customer": "Acme Ltd"}.get(role, "")
    return Segment(
        call_id="1f00ba5e", n=n, channel=0, role=role, speaker=speaker, start=start, end=start + 2.5,
        text=text, confidence=1.0, first_word=0, word_count=0, part=part, language="en",
    )  # fmt: skip


AGENT = CallAgent(call_id="1f00ba5e", n=0, agent="Jana Kovac", start=0.0, end=3725.0)
SAID = (
    segment(0, "other", 0.0, "For sales, press one.", part="ivr"),
    segment(1, "agent", 4.0, "Larkfield, Jana speaking."),
    segment(2, "agent", 7.0, "How can I help?"),
    segment(3, "customer", 3601.25, "Is <b>less</b> more --> yes or no?"),
    segment(4, "customer", 3605.0, "   "),
)


def written(form: str) -> bytes:
    return format_transcript(CallTranscript.of_call(call(), [AGENT], SAID), form)


def test_text_has_what_is_known_and_a_line_for_each_that_is_said() -> None:
    assert written("txt").decode().splitlines() == [
        "Call:     1f00ba5e",
        "File:     monday.wav",
        "Started:  16 Nov 2026, 09:15",
        "Length:   1:02:05",
        "Agent:    Jana Kovac",
        "Customer: Acme Ltd",
        "Kind:     support",
        "",
        "   0:00  Other: [menu] For sales, press one.",
        "   0:04  Jana Kovac: Larkfield, Jana speaking.",
        "   0:07  Jana Kovac: How can I help?",
        "1:00:01  Acme Ltd: Is <b>less</b> more --> yes or no?",
    ]


def test_srt_has_numbers_times_and_names_and_nothing_that_players_take_for_styles() -> None:
    last = written("srt").decode().split("\n\n")[3]
    assert last == ("4\n01:00:01,250 --> 01:00:03,750\nAcme Ltd: Is < b>less< /b> more --> yes or no?")


def test_vtt_has_voices_with_roles_and_languages() -> None:
    text = written("vtt").decode()

    assert text.startswith("WEBVTT\n\nNOTE coachkit transcript, version 1\n")
    assert (
        "\n00:00:04.000 --> 00:00:06.500\n<v.agent Jana Kovac><lang en>Larkfield, Jana speaking.</lang></v>\n"
        in text
    )
    assert "Is &lt;b&gt;less&lt;/b&gt; more --&gt; yes or no?" in text


def test_another_reader_of_webvtt_finds_every_caption() -> None:
    captions = webvtt.WebVTT.from_string(written("vtt").decode(), strict=True).captions
    assert [caption.voice for caption in captions][1:] == ["Jana Kovac", "Jana Kovac", "Acme Ltd"]


def test_csv_has_the_columns_that_are_read() -> None:
    lines = written("csv").decode().split("\r\n")
    assert lines[0] == "start,end,speaker,text,role,language"
    assert lines[2] == '4.000,6.500,Jana Kovac,"Larkfield, Jana speaking.",agent,en'


def test_csv_is_safe_to_open_in_a_spreadsheet() -> None:
    said = [segment(0, "agent", 0.0, "=HYPERLINK(1)"), segment(1, "agent", 3.0, "+49 30 1234")]
    text = format_transcript(CallTranscript.of_call(call(), [AGENT], said), "csv").decode()
    assert ",'=HYPERLINK(1)," in text
    assert ",+49 30 1234," in text


def test_a_word_file_has_a_table_of_facts_and_a_paragraph_a_turn() -> None:
    document = docx.Document(BytesIO(written("docx")))

    facts = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert facts["Agent"] == "Jana Kovac"
    assert facts["Started"] == "16 Nov 2026, 09:15"
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [
        "Transcript of call 1f00ba5e",
        "Other   0:00\n[menu] For sales, press one.",
        "Jana Kovac   0:04\nLarkfield, Jana speaking. How can I help?",
        "Acme Ltd   1:00:01\nIs <b>less</b> more --> yes or no?",
    ]


def test_files_are_named_as_the_recordings() -> None:
    assert file_names([call(path="calls/monday 9:15.wav")], suffix="srt") == {"1f00ba5e": "monday 9_15.srt"}


def test_recordings_named_alike_get_the_ids_of_their_calls() -> None:
    names = file_names(
        [call("a1", "north/Call.wav"), call("b2", "south/call.mp3"), call("c3", "x.wav")], suffix="txt"
    )
    assert names == {"a1": "Call-a1.txt", "b2": "call-b2.txt", "c3": "x.txt"}


def test_names_never_meet_even_when_one_is_anothers_with_its_id() -> None:
    calls = [call("a1", "n/c.wav"), call("b2", "s/c.wav"), call("c3", "c-a1.wav")]
    assert len({name.casefold() for name in file_names(calls, suffix="txt").values()}) == 3


def test_names_are_safe_on_every_system() -> None:
    odd = ["con.wav", "..wav", "a/b\n<c>?.wav", "ü" * 300 + ".wav", "\udcff.wav", ".wav"]
    names = file_names([call(f"id{n}", path) for n, path in enumerate(odd)], suffix="txt")
    assert names["id0"] == "_con.txt"
    for name in names.values():
        assert len(name.encode()) < 255
        assert not set(name) & set('<>:"/\\|?*\n')
        assert not Path(name).stem.endswith((" ", "."))
