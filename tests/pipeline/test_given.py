"""Calls that came as transcripts, from their file to playlists: nothing is heard, everything else is made."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.models import (
    Call,
    CallSpeaker,
    Clip,
    Failure,
    Grade,
    Hearing,
    Label,
    Leg,
    Mention,
    Metric,
    RawSegment,
    Segment,
    SpeechChoice,
)
from coachkit.pipeline import build_library
from coachkit.pipeline.build import BuildReport
from coachkit.pipeline.changes.again import hear_again
from coachkit.pipeline.changes.swap import swap_roles
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, library_summary, list_calls
from tests.pipeline.example import SCRIPTS, SETTINGS, make_folder
from tests.pipeline.fakes import FakeTools

VTT = """WEBVTT

00:00:00.500 --> 00:00:03.000
<v Jana K. (Fernway)>Hello, this is Fernway, how can I help?

00:00:04.000 --> 00:00:08.500
<v Marta>Zenlane is cheaper than you and the export is empty.

00:00:09.000 --> 00:00:13.000
<v Jana K. (Fernway)>They charge extra for every calendar and we do not.

00:00:14.000 --> 00:00:18.000
<v Marta>Oh that makes sense, that's great, thank you so much.
"""
STARTS_ONLY = """start,speaker,text
0:01,Agent,Hello this is Fernway how can I help
0:05,Customer,Zenlane is cheaper than you are
0:09,Agent,There is nothing I can do about that
0:14,Customer,That's not an answer I'll go with them this is awful
"""


@pytest.fixture
def tools() -> FakeTools:
    return FakeTools(scripts=SCRIPTS)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "coachkit.db", create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "calls"
    made.mkdir()
    (made / "good.vtt").write_text(VTT, encoding="utf-8")
    return made


def build(folder: Path, library: Library, tools: FakeTools) -> BuildReport:
    return build_library(folder, library, SETTINGS, tools=tools)


def call_named(library: Library, stem: str) -> Call:
    return next(call for call in library.rows(Call) if Path(call.path).stem == stem)


def test_a_transcript_goes_through_all_stages_and_nothing_is_heard(
    folder: Path, library: Library, tools: FakeTools
) -> None:
    report = build(folder, library, tools)
    assert report.failed == 0
    assert tools.jobs == []
    [call] = library.rows(Call)
    assert (call.medium, call.channels) == ("transcript", 0)
    [hearing] = library.rows(Hearing)
    assert (hearing.model, hearing.windows) == ("transcript: WebVTT", 0)
    segments = library.rows(Segment)
    assert [(s.role, s.speaker, s.language) for s in segments] == [
        ("agent", "Jana K.", "en"),
        ("customer", "Marta", "en"),
    ] * 2
    assert {mention.name for mention in library.rows(Mention)} == {"Zenlane", "export"}
    assert [label.label for label in library.rows(Label)] == ["good"]
    assert next(clip.playlist_id for clip in library.rows(Clip)) == "competitor-zenlane-good"


def test_there_is_no_grade_without_sound_and_figures_say_where_roles_come_from(
    folder: Path, library: Library, tools: FakeTools
) -> None:
    build(folder, library, tools)
    assert library.rows(Grade) == []
    metrics = {metric.name: metric for metric in library.rows(Metric)}
    assert metrics["patience"].value == 0.5
    assert {metric.source for metric in metrics.values()} == {"given"}


def test_estimated_times_leave_figures_in_seconds_empty(
    folder: Path, library: Library, tools: FakeTools
) -> None:
    (folder / "bad.csv").write_text(STARTS_ONLY, encoding="utf-8")
    build(folder, library, tools)
    call = call_named(library, "bad")
    assert {s.times_from for s in library.rows(Segment, call_id=call.id)} == {"estimate"}
    metrics = {metric.name: metric for metric in library.rows(Metric, call_id=call.id)}
    assert metrics["patience"].value is None
    assert metrics["agent_questions"].value is not None
    assert [label.label for label in library.rows(Label, call_id=call.id)] == ["bad"]


def test_the_speakers_tell_whose_call_it_is(folder: Path, library: Library, tools: FakeTools) -> None:
    build(folder, library, tools)
    assert [leg.agent for leg in library.rows(Leg)] == ["Jana K."]
    assert [call.agents for call in list_calls(library, CallFilter(agent="agent12"))] == [("Jana K.",)]
    assert [one.reason for one in library.rows(CallSpeaker)] == [
        "Jana K. is in the list of agents.",
        "The only other speaker is the agent.",
    ]


def test_a_second_build_changes_nothing(folder: Path, library: Library, tools: FakeTools) -> None:
    build(folder, library, tools)
    assert build(folder, library, tools).is_unchanged


def test_a_new_alias_tells_the_agent_without_reading_the_file_again(
    folder: Path, library: Library, tools: FakeTools
) -> None:
    (folder / "good.vtt").write_text(VTT.replace("Jana K. (Fernway)", "jkovac"), encoding="utf-8")
    build(folder, library, tools)
    agents = (SETTINGS.agents[0].model_copy(update={"aliases": ("agent12", "JKovac")}),)
    changed = SETTINGS.model_copy(update={"agents": agents})
    report = build_library(folder, library, changed, tools=tools)
    assert "transcribe" not in report.ran
    assert [s.speaker for s in library.rows(Segment)][:2] == ["Jana K.", "Marta"]


def test_a_file_that_changed_is_read_again_as_the_same_call(
    folder: Path, library: Library, tools: FakeTools
) -> None:
    build(folder, library, tools)
    [before] = library.rows(Call)
    (folder / "good.vtt").write_text(VTT.replace("cheaper", "so much cheaper"), encoding="utf-8")
    build(folder, library, tools)
    [after] = library.rows(Call)
    assert after.id == before.id
    assert "so much cheaper" in library.rows(Segment)[1].text


def test_a_role_that_is_added_to_a_file_counts_though_text_and_times_stay(
    tmp_path: Path, library: Library, tools: FakeTools
) -> None:
    folder = tmp_path / "calls"
    folder.mkdir()
    lines = ["start,end,speaker,text", "0,1,A,Right.", "2,3,B,Right."]
    (folder / "talk.csv").write_text("\n".join(lines), encoding="utf-8")
    build(folder, library, tools)
    assert [s.role for s in library.rows(Segment)] == ["unknown", "unknown"]
    lines = ["start,end,speaker,text,role", "0,1,A,Right.,customer", "2,3,B,Right.,agent"]
    (folder / "talk.csv").write_text("\n".join(lines), encoding="utf-8")
    build(folder, library, tools)
    assert [s.role for s in library.rows(Segment)] == ["customer", "agent"]


def test_recordings_and_transcripts_are_told_apart(
    tmp_path: Path, library: Library, tools: FakeTools
) -> None:
    folder = make_folder(tmp_path / "mixed")
    (folder / "good.vtt").write_text(VTT, encoding="utf-8")
    report = build(folder, library, tools)
    assert (sorted(tools.heard), report.ran["transcribe"]) == (["one", "three", "two"], 4)
    summary = library_summary(library)
    assert (summary.calls, summary.transcripts, summary.recorded_minutes) == (4, 1, 1.0)
    assert {call.medium for call in list_calls(library, CallFilter(min_grade="A"))} >= {"transcript"}


def test_hearing_again_says_that_there_is_nothing_to_hear(
    folder: Path, library: Library, tools: FakeTools
) -> None:
    build(folder, library, tools)
    before = library.rows(RawSegment)
    [call] = library.rows(Call)
    report = hear_again(library, SETTINGS, [call.id], model="small", tools=tools)
    [one] = report.calls
    assert "came as a transcript, so there is no sound to hear" in (one.problem or "")
    assert tools.jobs == []
    assert library.rows(SpeechChoice) == []
    assert library.rows(RawSegment) == before


def test_an_exchange_of_roles_keeps_the_names(folder: Path, library: Library, tools: FakeTools) -> None:
    build(folder, library, tools)
    [call] = library.rows(Call)
    swap_roles(library, SETTINGS, [call.id], author="lead", tools=tools)
    assert [(s.role, s.speaker) for s in library.rows(Segment)][:2] == [
        ("customer", "Jana K."),
        ("agent", "Marta"),
    ]
    assert [leg.agent for leg in library.rows(Leg)] == ["Marta"]
    swap_roles(library, SETTINGS, [call.id], author="lead", tools=tools)
    assert [s.role for s in library.rows(Segment)][:2] == ["agent", "customer"]
    assert [leg.agent for leg in library.rows(Leg)] == ["Jana K."]


def test_exchanged_labels_are_shown_by_the_people_of_the_call(
    tmp_path: Path, library: Library, tools: FakeTools
) -> None:
    folder = tmp_path / "calls"
    folder.mkdir()
    (folder / "bad.csv").write_text(STARTS_ONLY, encoding="utf-8")
    (folder / "bad.json").write_text(json.dumps({"agent": "agent12", "customer": "Marta"}))
    build(folder, library, tools)
    assert [s.speaker for s in library.rows(Segment)][:2] == ["Jana K.", "Marta"]
    [call] = library.rows(Call)
    swap_roles(library, SETTINGS, [call.id], author="lead", tools=tools)
    assert [(s.role, s.speaker) for s in library.rows(Segment)][:2] == [
        ("customer", "Marta"),
        ("agent", "Jana K."),
    ]


def test_a_transcript_that_can_no_longer_be_read_is_recorded_and_keeps_its_lines(
    folder: Path, library: Library, tools: FakeTools
) -> None:
    build(folder, library, tools)
    lines = library.rows(RawSegment)
    (folder / "good.vtt").write_text("WEBVTT\n\n00:00:09.000 --> 00:00:01.000\n<v Marta>Hello.\n")
    report = build(folder, library, tools)
    assert report.failed == 1
    assert "good.vtt" in library.rows(Failure)[0].reason
    assert library.rows(RawSegment) == lines


def test_parts_of_one_call_go_on_with_its_time(tmp_path: Path, library: Library, tools: FakeTools) -> None:
    folder = tmp_path / "calls"
    folder.mkdir()
    (folder / "talk_P001.vtt").write_text(VTT, encoding="utf-8")
    (folder / "talk_P002.vtt").write_text(VTT.replace("Hello, this is", "Again"), encoding="utf-8")
    build(folder, library, tools)
    [call] = library.rows(Call)
    segments = library.rows(Segment)
    assert [s.start for s in segments] == [0.5, 4.0, 9.0, 14.0, 18.5, 22.0, 27.0, 32.0]
    assert call.duration == 36.0
    assert {s.channel for s in segments} == {0, 1}
