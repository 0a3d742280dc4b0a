import json
import shutil

import pytest

from coachkit.config import PlaylistSettings, Settings
from coachkit.errors import RecordingError
from coachkit.models import (
    Call,
    CallAgent,
    Clip,
    CorpusModel,
    Exchange,
    Failure,
    Grade,
    Label,
    Mention,
    Metric,
    Passage,
    PassagePurpose,
    Playlist,
    Reason,
    Recording,
    Score,
    Segment,
    StageRun,
    Topic,
    TopicPassage,
    Vector,
    Word,
)
from coachkit.pipeline import build_library
from coachkit.pipeline.table import STAGES
from coachkit.store.library import Library
from tests.pipeline.example import SCRIPTS, SETTINGS
from tests.pipeline.fakes import FakeTools
from tests.sounds import tones, write_sound

DERIVED = (
    Segment,
    Mention,
    Metric,
    Grade,
    Vector,
    PassagePurpose,
    Reason,
    Topic,
    TopicPassage,
    Score,
    Label,
    Exchange,
    Playlist,
    Clip,
)


def build(folder, library, tools, settings=SETTINGS):
    return build_library(folder, library, settings, tools=tools)


def everything(library):
    """All rows that a stage derived, with what may differ between machines left out."""
    return {noun.__name__: library.rows(noun) for noun in DERIVED}


def test_a_folder_becomes_playlists(folder, library, tools):
    report = build(folder, library, tools)
    assert (report.ingest.new, report.ingest.ignored, report.failed) == (3, 2, 0)
    lists = {playlist.id for playlist in library.rows(Playlist)}
    assert {"competitor-zenlane-good", "competitor-zenlane-bad"} <= lists
    good = [clip for clip in library.rows(Clip) if clip.playlist_id == "competitor-zenlane-good"]
    assert "that makes sense" in good[0].quote


def test_a_second_build_changes_nothing_and_opens_no_model(folder, library, tools):
    build(folder, library, tools)
    before, tools.opened = everything(library), []
    tools.heard.clear()
    report = build(folder, library, tools)
    assert report.is_unchanged
    assert (tools.heard, tools.opened) == ([], [])
    assert everything(library) == before


def test_the_rows_do_not_depend_on_interruptions(folder, library, tools, tmp_path):
    build(folder, library, tools)
    with Library.open(tmp_path / "other.db", create=True) as other:
        interrupted = FakeTools(scripts=SCRIPTS, stop_after=1)
        with pytest.raises(KeyboardInterrupt):
            build(folder, other, interrupted)
        assert len({word.call_id for word in other.rows(Word)}) == 1
        interrupted.stop_after = None
        build(folder, other, interrupted)
        assert sorted(interrupted.heard) == sorted(SCRIPTS)
        assert everything(other) == everything(library)


def test_a_new_alias_redoes_the_matching_and_what_follows_and_no_audio(folder, library, tools):
    build(folder, library, tools)
    tools.heard.clear()
    changed = SETTINGS.model_copy(
        update={
            "competitors": Settings.model_validate({"competitors": ({"name": "Copperdesk"},)}).competitors
        }
    )
    report = build(folder, library, tools, changed)
    assert tools.heard == []
    assert report.ran["match"] == 3
    assert {"transcribe", "compose", "annotate", "measure", "embed"}.isdisjoint(report.ran)
    assert {m.name for m in library.rows(Mention) if m.kind == "competitor"} == {"Copperdesk"}


def test_what_depends_on_unchanged_rows_is_left_alone(folder, library, tools):
    """An alias that nobody says changes no mention, so nothing after the matching is stale."""
    build(folder, library, tools)
    changed = SETTINGS.model_copy(
        update={
            "competitors": Settings.model_validate(
                {"competitors": ({"name": "Zenlane", "aliases": ("Zen of Lane",)},)}
            ).competitors
        }
    )
    assert set(build(folder, library, tools, changed).ran) == {"match"}


def test_a_new_outcome_relabels_its_call_alone(folder, library, tools):
    build(folder, library, tools)
    (folder / "two.json").write_text(json.dumps({"outcomes": [{"kind": "csat", "value": 1}]}))
    report = build(folder, library, tools)
    assert report.ingest.changed == 1
    assert report.ran["label"] == 1
    sources = {label.source for label in library.rows(Label)}
    assert "outcome:csat" in sources


def test_a_moved_folder_only_updates_paths(folder, library, tools):
    build(folder, library, tools)
    before = everything(library)
    moved = folder.rename(folder.with_name("moved"))
    tools.heard.clear()
    report = build(moved, library, tools)
    assert (report.ingest.moved, report.ingest.new, tools.heard, dict(report.ran)) == (3, 0, [], {})
    assert everything(library) == before
    assert {r.path for r in library.rows(Recording)} == {str(p.resolve()) for p in moved.glob("*.wav")}


def test_a_copy_under_another_name_is_the_same_call(folder, library, tools):
    shutil.copy(folder / "one.wav", folder / "zz copy.wav")
    build(folder, library, tools)
    assert len(library.rows(Call)) == 3
    assert len(library.rows(Recording)) == 4


def test_an_unreadable_recording_is_recorded_and_stops_nobody(folder, library, tools):
    (folder / "bad.mp3").write_text("this is no sound")
    (folder / "empty.wav").touch()
    report = build(folder, library, tools)
    assert report.failed == 2
    assert {f.subject.rsplit("/")[-1] for f in library.rows(Failure)} == {"bad.mp3", "empty.wav"}
    assert len(library.rows(Label)) == 3


def test_a_mended_recording_is_no_longer_a_failure(folder, library, tools):
    (folder / "one.json").write_text("{broken")
    assert build(folder, library, tools).failed == 1
    (folder / "one.json").write_text("{}")
    assert build(folder, library, tools).failed == 0
    assert library.rows(Failure) == []


def test_a_failed_stage_is_recorded_and_tried_again_when_asked(folder, library, tools):
    tools.breaks = {"two"}
    assert build(folder, library, tools).failed == 1
    [failure] = library.rows(Failure)
    assert (failure.stage, failure.reason) == ("transcribe", "two.wav: breaks off")
    tools.breaks = set()
    assert build_library(folder, library, SETTINGS, tools=tools, retry_failed=True).failed == 0
    assert library.rows(Failure) == []


def test_aliases_of_an_agent_are_one_person(folder, library, tools):
    build(folder, library, tools)
    assert {on_call.agent for on_call in library.rows(CallAgent)} == {"Jana K."}
    assert "Jana K." in {segment.speaker for segment in library.rows(Segment)}


def test_an_added_call_makes_no_other_stale(folder, library, tools):
    build(folder, library, tools)
    epoch = library.current_epoch("topics")
    sound = tones([900, 700], seconds=20, rate=8000)
    write_sound(folder / "four.wav", sound, codec="pcm_s16le", rate=8000)
    tools.scripts = SCRIPTS | {"four": SCRIPTS["three"]}
    report = build(folder, library, tools)
    assert report.ran == dict.fromkeys(report.ran, 1)
    assert library.current_epoch("topics") == epoch


def test_topics_are_found_anew_when_the_library_has_grown_by_half(folder, library, tools):
    build(folder, library, tools)
    scripts = dict(SCRIPTS)
    for i, name in enumerate(("four", "five")):
        sound = tones([900 + 50 * i, 700], seconds=20, rate=8000)
        write_sound(folder / f"{name}.wav", sound, codec="pcm_s16le", rate=8000)
        scripts[name] = SCRIPTS["one"]
    tools.scripts = scripts
    build(folder, library, tools)
    assert [model.epoch for model in library.rows(CorpusModel)] == [1, 2]


@pytest.mark.parametrize("make", ["missing", "empty"])
def test_a_folder_without_recordings_is_a_clear_error(tmp_path, library, tools, make):
    place = tmp_path / make
    if make == "empty":
        place.mkdir()
    with pytest.raises(RecordingError, match=make):
        build(place, library, tools)


def test_every_run_is_recorded_with_its_fingerprint(folder, library, tools):
    build(folder, library, tools)
    runs = library.rows(StageRun)
    assert {run.stage for run in runs if run.call_id} == {
        stage.name for stage in STAGES if stage.scope == "call"
    }
    assert {run.stage for run in runs if not run.call_id} == {"fit", "curate", "advise", "card"}
    assert all(run.fingerprint and run.output for run in runs)


def test_calls_that_are_hard_to_hear_are_kept_out_of_playlists_as_the_settings_say(folder, library, tools):
    build(folder, library, tools)
    graded = {grade.call_id: grade.grade for grade in library.rows(Grade)}
    assert set(graded) == {call.id for call in library.rows(Call)}
    listed = {clip.call_id for clip in library.rows(Clip)}
    worst = max(graded[call_id] for call_id in listed)
    best = min(graded.values())
    assert best < worst, "the example needs calls of different grades"

    strict = SETTINGS.model_copy(update={"playlists": PlaylistSettings(min_grade=best)})
    report = build(folder, library, tools, strict)
    assert set(report.ran) == {"curate"}
    kept = {clip.call_id for clip in library.rows(Clip)}
    assert kept == {call_id for call_id in listed if graded[call_id] == best}


def test_why_the_customer_calls_is_found_and_embedded(folder, library, tools):
    build(folder, library, tools)
    purposes = library.rows(PassagePurpose)
    assert {(one.call_id, one.n) for one in purposes} == {
        (one.call_id, one.n) for one in library.rows(Passage)
    }
    for reason in library.rows(Reason):
        segment = next(
            one for one in library.rows(Segment, call_id=reason.call_id) if one.n == reason.segment
        )
        assert reason.text in segment.text
        assert len(reason.embedding) == 4 * reason.dimensions
        assert ("reason", reason.text) in {
            (one.purpose, one.quote)
            for one in purposes
            if (one.call_id, one.n) == (reason.call_id, reason.passage)
        }
    assert library.rows(Reason)
