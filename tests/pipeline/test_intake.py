"""What becomes of each file of a folder, and what its call is known by."""

import json
import os

import pytest

from coachkit.config import AgentSettings, Settings
from coachkit.models import Call, CallAgent, Failure, Outcome, Recording
from coachkit.pipeline import build_library
from coachkit.pipeline.intake.ingest import Source, plan_intake
from coachkit.pipeline.intake.known import Known
from coachkit.pipeline.intake.plan import PlannedCall, Problem
from coachkit.pipeline.intake.source_files import Skipped
from tests.pipeline.example import SETTINGS

TALK = """WEBVTT

00:00:00.000 --> 00:00:04.000
<v Jana>hello this is Fernway how can I help

00:00:05.000 --> 00:00:09.500
<v Marta>Zenlane is cheaper than you and the export is empty
"""


def build(folder, library, tools, settings=SETTINGS):
    return build_library(folder, library, settings, tools=tools)


def failures(library):
    return {one.subject.rsplit("/", 1)[-1]: one.reason for one in library.rows(Failure)}


def calls(library):
    return {call.path.rsplit("/", 1)[-1]: call for call in library.rows(Call)}


def with_settings(**changed):
    values = Settings.model_validate(changed)
    return SETTINGS.model_copy(update={name: getattr(values, name) for name in changed})


def planned(folder, library=None, settings=SETTINGS, **source):
    """What becomes of each file, as words."""
    plan = plan_intake(Source(folder=folder, **source), Known.from_library(library), settings)
    found: dict[str, str] = {}
    for one in plan:
        match one:
            case PlannedCall():
                found |= {path.name: one.change or "as it was" for path in one.files}
            case Problem():
                found[one.path.name] = one.reason
            case Skipped():
                found.setdefault(one.path.name, f"skipped: {one.reason}")
    return found


# transcripts


def test_a_transcript_becomes_a_call_without_sound(tmp_path, library, tools):
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls/talk.vtt").write_text(TALK)
    report = build(tmp_path / "calls", library, tools)
    [call] = library.rows(Call)
    [recording] = library.rows(Recording)
    assert (report.ingest.new, report.failed, tools.heard) == (1, 0, [])
    assert (call.medium, call.channels, call.sample_rate, call.codec) == ("transcript", 0, 0, "WebVTT")
    assert (call.id, call.duration) == (recording.audio_hash[:16], 9.5)
    assert build(tmp_path / "calls", library, tools).is_unchanged


def test_an_unchanged_transcript_is_not_opened_again(tmp_path, library, tools):
    path = tmp_path / "calls/talk.vtt"
    path.parent.mkdir()
    path.write_text(TALK)
    build(path.parent, library, tools)
    state = path.stat()
    path.write_bytes(b"?" * state.st_size)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert build(path.parent, library, tools).is_unchanged


def test_a_transcript_that_is_mended_where_it_lies_is_the_same_call(tmp_path, library, tools):
    path = tmp_path / "calls/talk.vtt"
    path.parent.mkdir()
    path.write_text(TALK)
    build(path.parent, library, tools)
    [before] = library.rows(Call)
    path.write_text(TALK.replace("empty", "empty again"))
    report = build(path.parent, library, tools)
    [after] = library.rows(Call)
    assert (after.id, after.audio_hash != before.audio_hash) == (before.id, True)
    assert (report.ingest.changed, report.ran["transcribe"]) == (1, 1)


def test_a_transcript_beside_its_recording_is_not_taken(folder, library, tools):
    (folder / "one.vtt").write_text(TALK)
    build(folder, library, tools)
    assert set(calls(library)) == {"one.wav", "two.wav", "three.wav"}
    assert planned(folder)["one.vtt"] == "skipped: a transcript of one.wav, which is heard itself"


def test_a_recording_that_comes_after_its_transcript_takes_its_place(folder, library, tools):
    sound = (folder / "one.wav").rename(folder.parent / "one.wav")
    (folder / "one.vtt").write_text(TALK)
    build(folder, library, tools)
    assert "one.vtt" in calls(library)
    sound.rename(folder / "one.wav")
    build(folder, library, tools)
    assert set(calls(library)) == {"one.wav", "two.wav", "three.wav"}
    assert build(folder, library, tools).is_unchanged


def test_a_table_among_calls_is_told_apart_from_a_transcript(folder, library, tools):
    (folder / "roster.csv").write_text("name,team\nJana,north\n")
    assert build(folder, library, tools).failed == 1
    reason = failures(library)["roster.csv"]
    assert "line 1 has no column “text”" in reason
    assert reason.endswith("if it is no transcript, move it to another folder")


def test_only_one_manifest_is_read_and_no_other_is_taken_for_a_transcript(folder, tmp_path):
    (folder / "north").mkdir()
    (folder / "north/manifest.csv").write_text("file,agent\none.wav,Ann\n")
    told = planned(folder)
    assert told["manifest.csv"].startswith("skipped: a manifest, but not the one that is read (")
    (folder / "manifest.csv").write_text("file,agent\none.wav,Ann\n")
    elsewhere = tmp_path / "crm.csv"
    elsewhere.write_text("file,agent\none.wav,Bob\n")
    told = planned(folder, manifest=elsewhere)
    assert told["manifest.csv"].startswith("skipped: a manifest, but not the one")


def test_a_sidecar_may_lie_beside_a_transcript(tmp_path, library, tools):
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls/talk.vtt").write_text(TALK)
    (tmp_path / "calls/talk.json").write_text('{"agent": "agent12", "kind": "support"}')
    build(tmp_path / "calls", library, tools)
    [call] = library.rows(Call)
    assert (call.kind, call.details_from) == ("support", "sidecar")
    assert [(one.agent, one.named) for one in library.rows(CallAgent)] == [("Jana K.", "agent12")]


def test_one_transcript_of_several_with_a_name_is_taken(tmp_path):
    whisper = {"segments": [{"start": 0.0, "end": 2.0, "text": "hello there"}]}
    (tmp_path / "talk.json").write_text(json.dumps(whisper))
    (tmp_path / "talk.vtt").write_text(TALK)
    (tmp_path / "alone.json").write_text('{"agent": "Tom"}')
    assert planned(tmp_path) == {
        "talk.json": "new",
        "talk.vtt": "skipped: another form of talk.json",
        "alone.json": "skipped: a sidecar without its recording",
    }


def test_transcripts_in_parts_are_one_call(tmp_path, library, tools):
    (tmp_path / "calls").mkdir()
    for n in (1, 2):
        (tmp_path / f"calls/talk_P00{n}.vtt").write_text(TALK.replace("empty", f"empty {n}"))
    build(tmp_path / "calls", library, tools)
    [call] = library.rows(Call)
    assert (call.duration, [one.start for one in library.rows(Recording)]) == (19.0, [0.0, 9.5])


def test_a_broken_transcript_is_a_failure_and_stops_no_other(folder, library, tools):
    (folder / "broken.vtt").write_text("WEBVTT\n\n00:00:09.000 --> 00:00:04.000\nhello\n")
    report = build(folder, library, tools)
    assert (report.failed, len(calls(library))) == (1, 3)
    assert "broken.vtt" in failures(library)["broken.vtt"]
    assert build(folder, library, tools).is_unchanged


# what is known of a call


def test_each_field_is_from_the_surest_source_that_has_it(folder, library, tools):
    (folder / "one.wav").rename(folder / "20261116_tom_one.wav")
    (folder / "one.json").rename(folder / "20261116_tom_one.json")
    (folder / "manifest.csv").write_text("file,agent,kind\n20261116_tom_one.wav,Ann,support\n")
    tools.scripts = dict(tools.scripts) | {"20261116_tom_one": tools.scripts["one"]}
    settings = with_settings(recordings={"pattern": "{date}_{agent}_{id}"})
    build(folder, library, tools, settings)
    call = calls(library)["20261116_tom_one.wav"]
    assert (call.customer, call.kind, call.started_at) == ("Marta", "support", "2026-11-16T00:00:00")
    assert call.details_from == "sidecar, manifest, file name"
    assert [one.named for one in library.rows(CallAgent)] == ["agent12"]


def test_outcomes_of_a_manifest_are_outcomes_of_the_call(folder, library, tools):
    (folder / "manifest.csv").write_text("file;CSAT;Deal\ntwo.wav;1;\none.wav;2;won\n")
    settings = with_settings(manifest={"outcomes": {"csat": "CSAT", "deal": "Deal"}})
    build(folder, library, tools, settings)
    found = {(o.kind, o.value, o.source, o.origin) for o in library.rows(Outcome)}
    assert found == {
        ("csat", "1", "manifest", "details"),
        ("csat", "5", "sidecar", "details"),
        ("deal", "won", "manifest", "details"),
    }


def test_a_changed_manifest_touches_only_the_calls_whose_rows_changed(folder, library, tools):
    manifest = folder / "manifest.csv"
    manifest.write_text("file,customer\none.wav,A\ntwo.wav,B\nthree.wav,C\n")
    build(folder, library, tools)
    manifest.write_text("file,customer\nthree.wav,C\none.wav,A\ntwo.wav,D\n")
    report = build(folder, library, tools)
    assert (report.ingest.changed, calls(library)["two.wav"].customer) == (1, "D")
    assert "transcribe" not in report.ran


def test_rows_about_no_file_are_one_failure_and_files_without_a_row_are_none(folder, library, tools):
    manifest = folder / "manifest.csv"
    manifest.write_text("file,customer\none.wav,A\nfour.wav,B\nfive.wav,C\n")
    report = build(folder, library, tools)
    assert (report.failed, report.ingest.without_row, len(calls(library))) == (1, 2, 3)
    assert failures(library) == {
        "manifest.csv": "manifest.csv, line 3: there is no file “four.wav” here; manifest.csv, line 4: there "
        "is no file “five.wav” here; mend the rows or take them away"
    }
    assert build(folder, library, tools).is_unchanged
    manifest.write_text("file,customer\none.wav,A\n")
    assert build(folder, library, tools).failed == 0
    assert failures(library) == {}


def test_a_manifest_that_cannot_be_read_leaves_calls_as_they_were(folder, library, tools):
    manifest = folder / "manifest.csv"
    manifest.write_text("file,customer\ntwo.wav,B\n")
    build(folder, library, tools)
    manifest.write_text("name,customer\ntwo.wav,B\n")
    report = build(folder, library, tools)
    assert (report.failed, dict(report.ran), calls(library)["two.wav"].customer) == (1, {}, "B")
    assert "line 1 has no column “file”" in failures(library)["manifest.csv"]


def test_a_row_that_cannot_be_read_concerns_its_own_file_alone(folder, library, tools):
    (folder / "manifest.csv").write_text(
        "file,started_at\none.wav,yesterday\ntwo.wav,2026-11-16\nthree.wav,1\nthree.wav,2026-11-16\n"
    )
    report = build(folder, library, tools)
    assert (report.failed, set(calls(library))) == (2, {"two.wav"})
    assert failures(library)["one.wav"].startswith("manifest.csv, line 2: “yesterday” is no date")
    (folder / "manifest.csv").write_text("file,started_at\none.wav,2026-11-15\n")
    assert build(folder, library, tools).failed == 0


def test_what_a_source_calls_people_is_kept_beside_their_names(folder, library, tools):
    build(folder, library, tools)
    assert [(one.agent, one.named) for one in library.rows(CallAgent)] == [("Jana K.", "agent12")]
    renamed = SETTINGS.model_copy(
        update={"agents": (AgentSettings(name="Jana Kovac", aliases=("agent12",)),)}
    )
    report = build(folder, library, tools, renamed)
    assert [(one.agent, one.named) for one in library.rows(CallAgent)] == [("Jana Kovac", "agent12")]
    assert report.ingest.changed == 0


# planning writes nothing


def test_a_plan_says_what_a_build_then_does(folder, library, tools):
    (folder / "bad.mp3").write_text("no sound")
    told = planned(folder, library)
    assert library.rows(Call) == []
    assert library.rows(Failure) == []
    assert (told["one.wav"], told["one.json"], told["notes.txt"]) == (
        "new",
        "skipped: the sidecar of one.wav",
        "skipped: neither a recording nor a transcript",
    )
    build(folder, library, tools)
    assert failures(library)["bad.mp3"] == told["bad.mp3"]
    (folder / "two.json").write_text('{"customer": "Ann"}')
    told = planned(folder, library)
    assert (told["one.wav"], told["two.wav"]) == ("as it was", "changed")
    assert calls(library)["two.wav"].customer is None


def test_single_files_bring_their_parts_and_nothing_else(folder):
    (folder / "two.wav").rename(folder / "two_P002.wav")
    (folder / "three.wav").rename(folder / "two_P001.wav")
    assert planned(folder, only=(folder / "two_P002.wav",)) == {"two_P001.wav": "new", "two_P002.wav": "new"}
    assert planned(folder, only=(folder / "notes.txt",)) == {
        "notes.txt": "skipped: neither a recording nor a transcript"
    }


@pytest.mark.parametrize("late", ["two.wav", "one.json"])
def test_what_is_still_being_written_waits(folder, late):
    plan = plan_intake(Source(folder=folder), Known(), SETTINGS, is_growing=lambda path: path.name == late)
    waiting = {"two.wav": "two.wav", "one.json": "one.wav"}[late]
    assert [path.name for path in plan.files.waiting] == [waiting]
    assert waiting not in {path.name for path in plan.files.paths}
