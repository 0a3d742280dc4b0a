from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.config import TranscriptSettings
from coachkit.export.transcript import CallTranscript, format_transcript
from coachkit.models import Call, CallAgent, Segment
from coachkit.text_files import clean_text
from coachkit.transcripts.given import GivenLine, GivenTranscript
from coachkit.transcripts.reading import read_transcript

NASTY = (
    "-->", "\n", "\r\n", "\n\n", "<b>", "</v>", "<v Tom>", "<v.agent>", "</lang>", "&amp;", "&lt;", "&#65;",
    "&", "\0", "\x1b[31m", "\u2028", "\u200f", "\u202e", "\ufeff", "\ud800", "مرحبا", "İstanbul",
    "👩🏽\u200d💻", "NOTE ", "WEBVTT", "1\n00:00:01,000 --> 00:00:02,000", "00:01.000 --> 00:02.000",
    "Jana: ", "=1+1", "'", '"', ",", ";", "{\\an8}",
)  # fmt: skip
ANY_TEXT = st.lists(
    st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=()), max_size=8), max_size=6
).map("".join)
CALL = Call(
    id="1f00ba5e",
    path="calls/1f00ba5e.wav",
    audio_hash="h",
    duration=30.0,
    channels=2,
    sample_rate=8000,
    codec="pcm_s16le",
    started_at="2026-11-16T09:15:00",
    kind="support",
    customer="Acme --> <Ltd> & Co",
)
AGENTS = (CallAgent(call_id=CALL.id, n=0, agent="Jana Kovac", start=0.0, end=30.0),)
MILLISECONDS = st.integers(0, 99 * 3_600_000)


@st.composite
def segments(draw: st.DrawFn, names: st.SearchStrategy[str] = ANY_TEXT) -> list[Segment]:
    """Return segments with any text and legal times: some overlap, some have no length."""
    made = []
    times = draw(st.lists(st.tuples(MILLISECONDS, st.integers(0, 60_000)), min_size=1, max_size=6))
    for n, (start, length) in enumerate(sorted(times)):
        made.append(
            Segment(
                call_id=CALL.id,
                n=n,
                channel=0,
                role=draw(st.sampled_from(["agent", "customer", "other", "unknown"])),
                speaker=draw(names),
                start=start / 1000,
                end=(start + length) / 1000,
                text=draw(ANY_TEXT),
                confidence=1.0,
                first_word=0,
                word_count=0,
                language=draw(st.sampled_from([None, "en", "tr", "ar", "zh-Hant"])),
                times_from=draw(st.sampled_from(["sound", "transcript", "estimate"])),
            )
        )
    return made


def written_and_read(said: list[Segment], form: str) -> GivenTranscript:
    data = format_transcript(CallTranscript.of_call(CALL, AGENTS, said), form)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"call.{form}")
        path.write_bytes(data)
        return read_transcript(path, TranscriptSettings())


def as_segments(lines: tuple[GivenLine, ...]) -> list[Segment]:
    return [
        Segment(
            call_id=CALL.id,
            n=n,
            channel=0,
            role=line.role or "unknown",
            speaker=line.speaker or "",
            start=line.start,
            end=line.end,
            text=line.text,
            confidence=1.0,
            first_word=0,
            word_count=0,
            language=line.language,
            times_from="estimate" if line.is_estimated else "transcript",
        )
        for n, line in enumerate(lines)
    ]


@pytest.mark.parametrize("form", ["json", "vtt"])
@given(said=segments())
@settings(max_examples=300)
def test_what_is_exported_and_imported_again_is_the_same(form: str, said: list[Segment]) -> None:
    expected = [
        (
            round(one.start, 3),
            round(one.end, 3),
            clean_text(one.speaker),
            one.role,
            clean_text(one.text),
            one.language,
            one.times_from == "estimate",
        )
        for one in said
        if clean_text(one.text)
    ]
    if not expected:
        return

    transcript = written_and_read(said, form)

    assert transcript.is_ours
    assert [
        (line.start, line.end, line.speaker or "", line.role, line.text, line.language, line.is_estimated)
        for line in transcript.lines
    ] == expected


@pytest.mark.parametrize("form", ["json", "vtt"])
def test_what_is_known_of_the_call_comes_back(form: str) -> None:
    said = Segment(
        call_id=CALL.id, n=0, channel=0, role="agent", speaker="Jana", start=0.0, end=1.0, text="Hello.",
        confidence=1.0, first_word=0, word_count=1,
    )  # fmt: skip

    details = written_and_read([said], form).details

    assert details is not None
    assert (details.agent, details.customer, details.kind) == ("Jana Kovac", "Acme --> <Ltd> & Co", "support")
    assert details.started_at is not None
    assert details.started_at.isoformat() == "2026-11-16T09:15:00"
    assert details.source == "transcript"


NAMED = st.sampled_from(["Jana Kovac", "Acme Ltd", "Agent", "Speaker 1", "ليلى حسن"])


@pytest.mark.parametrize("form", ["srt", "csv"])
@given(said=segments(names=NAMED))
@settings(max_examples=200)
def test_reading_again_what_was_read_changes_nothing(form: str, said: list[Segment]) -> None:
    if not any(clean_text(one.text) for one in said):
        return

    once = written_and_read(said, form).lines
    twice = written_and_read(as_segments(once), form).lines

    assert plain(twice) == plain(once)


def plain(lines: tuple[GivenLine, ...]) -> list[tuple[object, ...]]:
    return [(line.start, line.end, line.speaker, line.text) for line in lines]


@given(said=segments())
@settings(max_examples=30, deadline=None)
def test_a_word_file_holds_all_that_is_said_whatever_it_is(said: list[Segment]) -> None:
    if not any(clean_text(one.text) for one in said):
        return
    transcript = CallTranscript.of_call(CALL, AGENTS, said)
    assert format_transcript(transcript, "docx").startswith(b"PK")
    assert format_transcript(transcript, "txt").decode()
