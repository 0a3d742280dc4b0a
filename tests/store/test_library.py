"""What is written comes back, and what is not meant stays."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from coachkit.models import (
    Agent,
    Annotation,
    BuiltFolder,
    Call,
    CallAgent,
    CorpusModel,
    Customer,
    Departure,
    Edit,
    Failure,
    Label,
    Mention,
    Outcome,
    Recording,
    Segment,
    SpeechChoice,
    SpokenTurn,
    StageRun,
    Topic,
    TopicCentre,
    TopicPassage,
    Word,
)
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.store.row_writing import StageResult
from coachkit.store.tables import TABLES
from tests.store.small_library import (
    BAD,
    GOOD,
    GOOD_TALK,
    a_call,
    a_recording,
    annotations_of,
    fill,
    raw_segment_of,
    run_of,
    segments_of,
    words_of,
)

CALL = a_call(GOOD, "a.mp3", started_at="2026-11-18T09:00:00", kind="sales", customer="Acme")


def everything(library: Library) -> dict[str, list[object]]:
    return {table.name: library.rows(table.noun) for table in TABLES}


def test_every_noun_comes_back_as_it_was_written(library: Library) -> None:
    agent = Agent(name="Jana K.", aliases=("agent12", "Jäna"), team=None, started=date(2026, 9, 1))
    save_people(library, agents=[agent])
    library.save_call(CALL, a_recording(CALL), customer=Customer(name="Acme"))
    annotations = annotations_of(segments_of(GOOD, GOOD_TALK))
    library.replace_stage(run_of(GOOD, "annotate"), ["annotations"], {"annotations": annotations})
    assert library.rows(Agent) == [agent]
    assert library.rows(Call) == [CALL]
    assert library.rows(Recording) == [a_recording(CALL)]
    assert library.rows(Annotation) == annotations
    assert library.stage_runs() == {(GOOD, "annotate"): run_of(GOOD, "annotate")}


def test_truth_values_and_blobs_come_back_with_their_types(filled: Library) -> None:
    assert [place.is_main for place in filled.rows(TopicPassage)] == [True, False]
    [centre] = filled.rows(TopicCentre)
    assert centre.centre == b"\0\0\x80?"


def test_writing_everything_twice_changes_nothing(library: Library) -> None:
    fill(library)
    once = everything(library)
    fill(library)
    assert everything(library) == once


def test_rows_of_one_call_leave_out_the_others(filled: Library) -> None:
    assert {segment.call_id for segment in filled.rows(Segment)} == {GOOD, BAD}
    assert {segment.call_id for segment in filled.rows(Segment, call_id=BAD)} == {BAD}


def test_rows_come_in_the_order_of_their_key_whatever_the_order_of_writing(library: Library) -> None:
    library.save_call(CALL, a_recording(CALL), customer=Customer(name="Acme"))
    segments = segments_of(GOOD, GOOD_TALK)
    library.replace_stage(run_of(GOOD, "compose"), ["segments"], {"segments": segments[::-1]})
    assert library.rows(Segment, call_id=GOOD) == segments


def test_a_stage_run_again_replaces_its_rows_and_leaves_those_of_other_stages_and_calls(
    filled: Library,
) -> None:
    mentions, others = filled.rows(Mention), filled.rows(Segment, call_id=BAD)
    shorter = segments_of(GOOD, GOOD_TALK[:1])
    filled.replace_stage(run_of(GOOD, "compose", "f2"), ["segments"], {"segments": shorter})
    assert filled.rows(Segment, call_id=GOOD) == shorter
    assert filled.rows(Segment, call_id=BAD) == others
    assert filled.rows(Mention) == mentions
    assert filled.stage_runs()[GOOD, "compose"].fingerprint == "f2"


def test_transcribing_again_replaces_words_together_with_their_raw_segments(filled: Library) -> None:
    filled.replace_stage(
        run_of(GOOD, "transcribe", "f2"),
        ["words", "raw_segments"],
        {"words": words_of(GOOD, 5), "raw_segments": [raw_segment_of(GOOD)]},
    )
    assert filled.rows(Word, call_id=GOOD) == words_of(GOOD, 5)


def test_a_stage_that_fails_to_be_written_leaves_everything_as_it_was(filled: Library) -> None:
    before = everything(filled)
    twice = [*segments_of(GOOD, GOOD_TALK), segments_of(GOOD, GOOD_TALK)[0]]
    with pytest.raises(sqlite3.IntegrityError):
        filled.replace_stage(run_of(GOOD, "compose", "f2"), ["segments"], {"segments": twice})
    assert everything(filled) == before


def test_of_several_results_all_are_written_or_none(filled: Library) -> None:
    before = everything(filled)
    good = StageResult(run=run_of(BAD, "annotate", "f2"), tables=["annotations"], rows={})
    stray = StageResult(run=run_of(GOOD, "annotate", "f2"), tables=["annotations"], rows={"words": []})
    with pytest.raises(ValueError, match="stage annotate does not write words"):
        filled.replace_stages([good, stray])
    assert everything(filled) == before

    filled.replace_stages([good, replace(good, run=run_of(GOOD, "annotate", "f2"))])
    assert filled.rows(Annotation) == []
    assert {filled.stage_runs()[call_id, "annotate"].fingerprint for call_id in (GOOD, BAD)} == {"f2"}


def test_a_table_that_the_stage_does_not_write_is_refused(filled: Library) -> None:
    with pytest.raises(ValueError, match="stage compose does not write words"):
        filled.replace_stage(run_of(GOOD, "compose"), ["segments"], {"words": words_of(GOOD, 1)})


def test_a_noun_of_another_table_is_refused(filled: Library) -> None:
    with pytest.raises(TypeError, match="segments holds Segment, got Word"):
        filled.replace_stage(run_of(GOOD, "compose"), ["segments"], {"segments": words_of(GOOD, 1)})


def test_a_number_where_there_is_none_is_refused(filled: Library) -> None:
    unknown = [replace(segments_of(GOOD, GOOD_TALK)[0], start=float("nan"))]
    with pytest.raises(sqlite3.IntegrityError):
        filled.replace_stage(run_of(GOOD, "compose"), ["segments"], {"segments": unknown})


def test_rows_of_an_unknown_call_are_refused(library: Library) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        library.replace_stage(
            run_of(GOOD, "compose"), ["segments"], {"segments": segments_of(GOOD, GOOD_TALK)}
        )


def test_a_success_clears_the_failure_of_that_stage_alone(filled: Library) -> None:
    failures = [
        Failure(subject=GOOD, stage=stage, reason="out of memory", failed_at="2026-11-20")
        for stage in ("compose", "score")
    ]
    for failure in failures:
        filled.record_failure(failure)
    filled.replace_stage(run_of(GOOD, "compose"), ["segments"], {})
    assert [f for f in filled.rows(Failure) if f.subject == GOOD] == failures[1:]


def test_a_failure_is_recorded_once_with_its_last_reason_and_can_be_cleared(library: Library) -> None:
    first = Failure(subject="/calls/a.mp3", stage="ingest", reason="no sound", failed_at="2026-11-19")
    last = replace(first, reason="truncated", failed_at="2026-11-20")
    library.record_failure(first)
    library.record_failure(last)
    assert library.rows(Failure) == [last]
    library.clear_failure("/calls/a.mp3", "ingest")
    library.clear_failure("/calls/a.mp3", "ingest")
    assert library.rows(Failure) == []


def test_a_new_fit_keeps_the_topics_of_the_old_epoch(filled: Library) -> None:
    [old] = filled.rows(Topic)
    new = replace(old, id="t2", epoch=2, title="exports")
    model = CorpusModel(kind="topics", epoch=2, fingerprint="f", calls=3)
    filled.replace_stage(
        run_of("", "fit", "f2"), ["corpus_models", "topics"], {"corpus_models": [model], "topics": [new]}
    )
    assert filled.rows(Topic) == [old, new]
    assert filled.current_epoch("topics") == model
    assert {place.topic_id for place in filled.rows(TopicPassage)} == {"t1"}


def test_an_old_epoch_may_not_be_rewritten(filled: Library) -> None:
    [topic] = filled.rows(Topic)
    with pytest.raises(ValueError, match="is stored already and may not change"):
        filled.replace_stage(
            run_of("", "fit", "f2"), ["topics"], {"topics": [replace(topic, title="something else")]}
        )
    assert filled.rows(Topic) == [topic]


def test_there_is_no_epoch_before_the_first_fit(library: Library) -> None:
    assert library.current_epoch("topics") is None


def test_a_call_saved_again_takes_new_details_and_keeps_what_was_heard(filled: Library) -> None:
    heard = filled.rows(Word, call_id=GOOD), filled.rows(Segment, call_id=GOOD)
    [call] = [call for call in filled.rows(Call) if call.id == GOOD]
    changed = replace(call, kind="support", customer="Bolt")
    filled.save_call(
        changed,
        a_recording(changed),
        customer=Customer(name="Bolt"),
        call_agents=[
            CallAgent(call_id=GOOD, n=0, agent="Jana K.", start=0.0, end=30.0),
            CallAgent(call_id=GOOD, n=1, agent="Ines", start=30.0, end=60.0),
        ],
    )
    assert changed in filled.rows(Call)
    assert [on_call.agent for on_call in filled.rows(CallAgent, call_id=GOOD)] == ["Jana K.", "Ines"]
    assert filled.rows(Outcome, call_id=GOOD) == []
    assert (filled.rows(Word, call_id=GOOD), filled.rows(Segment, call_id=GOOD)) == heard


def test_an_agent_whom_the_settings_do_not_name_gets_a_row_and_keeps_it_while_on_a_call(
    filled: Library,
) -> None:
    save_people(filled, agents=[])
    assert [agent.name for agent in filled.rows(Agent)] == ["Jana K.", "Tom"]


def test_an_agent_without_a_call_goes_when_the_settings_no_longer_name_them(library: Library) -> None:
    save_people(library, agents=[Agent(name="Jana"), Agent(name="Tom", team="sales")])
    save_people(library, agents=[Agent(name="Tom", team="support")])
    assert library.rows(Agent) == [Agent(name="Tom", team="support")]


def test_a_moved_recording_keeps_its_call(filled: Library) -> None:
    filled.move_recording("/calls/zen.mp3", "/archive/zen.mp3")
    assert [call.path for call in filled.rows(Call) if call.id == GOOD] == ["/archive/zen.mp3"]
    assert {recording.path for recording in filled.rows(Recording)} == {
        "/archive/zen.mp3",
        "/calls/export.wav",
    }


def test_a_recording_moved_over_a_known_copy_takes_its_place(filled: Library) -> None:
    [call] = [call for call in filled.rows(Call) if call.id == GOOD]
    filled.save_recording(a_recording(call, "/archive/zen.mp3"))
    filled.move_recording("/calls/zen.mp3", "/archive/zen.mp3")
    assert [r.path for r in filled.rows(Recording, call_id=GOOD)] == ["/archive/zen.mp3"]


def test_deleting_a_call_by_hand_deletes_all_that_belongs_to_it(filled: Library) -> None:
    filled.record_failure(Failure(subject=GOOD, stage="score", reason="r", failed_at="2026-11-20"))
    with closing(sqlite3.connect(filled.path)) as connection, connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("delete from calls where id = ?", (GOOD,))
    left = [row for rows in everything(filled).values() for row in rows]
    gone = [row for row in left if getattr(row, "call_id", None) == GOOD]
    assert [(row.playlist_id, row.reason) for row in gone if isinstance(row, Departure)] == [
        ("competitor-zenlane-good", "the call was deleted")
    ]
    assert len(gone) == 1
    assert [f.subject for f in filled.rows(Failure)] == ["/calls/broken.mp3"]
    assert filled.rows(Label) != []
    assert filled.rows(StageRun) != []


def test_edits_and_choices_of_one_call_are_replaced_and_the_others_stay(filled: Library) -> None:
    edit = Edit(
        call_id=GOOD,
        n=0,
        field="roles",
        start=0.0,
        end=9.0,
        old="as recorded",
        new="exchanged",
        author="lead",
        made_at="now",
    )
    choice = SpeechChoice(call_id=GOOD, engine="faster-whisper", model="small", made_at="now")
    other = replace(edit, call_id=BAD)
    filled.save_edits(BAD, [other])
    filled.save_edits(GOOD, [edit])
    filled.save_speech_choice(GOOD, choice)
    assert (filled.rows(Edit), filled.rows(SpeechChoice)) == ([edit, other], [choice])
    filled.save_edits(GOOD, [])
    filled.save_speech_choice(GOOD, None)
    assert (filled.rows(Edit), filled.rows(SpeechChoice)) == ([other], [])


def test_a_built_folder_is_stored_once_with_its_latest_settings(library: Library) -> None:
    first = BuiltFolder(path="/calls", settings=None, built_at="2026-11-16")
    last = BuiltFolder(path="/calls", settings="/calls/coachkit.toml", built_at="2026-11-17")
    library.save_folder(first)
    library.save_folder(last)
    assert library.rows(BuiltFolder) == [last]


def test_a_forgotten_call_leaves_only_that_it_was_in_a_list_and_the_others_alone(filled: Library) -> None:
    filled.record_failure(Failure(subject=GOOD, stage="score", reason="r", failed_at="2026-11-20"))
    others = [call for call in filled.rows(Call) if call.id != GOOD]
    filled.forget_call(GOOD)
    left = [row for rows in everything(filled).values() for row in rows]
    gone = [row for row in left if getattr(row, "call_id", None) == GOOD]
    assert [type(row) for row in gone] == [Departure]
    assert GOOD not in {failure.subject for failure in filled.rows(Failure)}
    assert filled.rows(Call) == others
    assert [turn.call_id for turn in filled.rows(SpokenTurn)] == [BAD, BAD, BAD]
