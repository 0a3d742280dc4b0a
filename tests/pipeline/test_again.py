"""Hearing calls again: the old transcript stays until there is a new one, and people's changes stay."""

import pytest

from coachkit.errors import ModelError
from coachkit.models import Call, Edit, Failure, Segment, SpeechChoice, Word
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.again import hear_again
from tests.pipeline.example import SCRIPTS, SETTINGS
from tests.sounds import tones, write_sound

BETTER = SCRIPTS | {
    "one": [
        (0, 0.6, "hello this is Fernway how can I help you"),
        (1, 4.1, "Zenlane is cheaper than you and the export is always empty"),
        (0, 9.1, "they charge extra for every calendar"),
        (0, 11.9, "and we do not"),
        (1, 14.2, "oh that makes sense that's great thank you so very much"),
    ]
}


@pytest.fixture
def built(folder, library, tools):
    build_library(folder, library, SETTINGS, tools=tools)
    tools.other_models = {"small": BETTER}
    tools.heard.clear()
    return library


def call_named(library, name):
    return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))


def said(library, name):
    return [segment.text for segment in library.rows(Segment, call_id=call_named(library, name))]


def again(library, tools, *names, **how):
    chosen = [call_named(library, name) for name in names]
    return hear_again(library, SETTINGS, chosen, tools=tools, **how)


def build_again(folder, library, tools):
    tools.heard.clear()
    return build_library(folder, library, SETTINGS, tools=tools)


def test_a_call_is_heard_with_another_model_and_stays_so(folder, built, tools):
    report = again(built, tools, "one", model="small")
    assert said(built, "one")[1] == "Zenlane is cheaper than you and the export is always empty"
    assert (tools.heard, report.build.failed, report.build.ran["compose"]) == (["one"], 0, 1)
    [one] = report.calls
    assert (one.model, one.words_before, one.words, one.problem) == ("small", 38, 41, None)
    assert build_again(folder, built, tools).is_unchanged
    assert tools.heard == []


def test_without_a_model_the_settings_count_again(folder, built, tools):
    again(built, tools, "one", model="small")
    again(built, tools, "one")
    assert built.rows(SpeechChoice) == []
    assert said(built, "one") == [line for _, _, line in SCRIPTS["one"]]
    assert build_again(folder, built, tools).is_unchanged


def test_calls_are_heard_anew_even_where_nothing_has_changed(built, tools):
    again(built, tools, "one", "three")
    assert sorted(tools.heard) == ["one", "three"]


def test_a_new_call_after_a_choice_is_heard_as_the_settings_say(folder, built, tools):
    again(built, tools, "one", model="small")
    sound = tones([900, 700], seconds=20, rate=8000)
    write_sound(folder / "four.wav", sound, codec="pcm_s16le", rate=8000)
    tools.scripts = SCRIPTS | {"four": SCRIPTS["three"]}
    tools.jobs.clear()
    build_again(folder, built, tools)
    assert [options.model for _, options in tools.jobs] == ["base"]


def test_a_failure_keeps_the_old_transcript_and_is_told_until_it_is_mended(folder, built, tools):
    before = said(built, "one")
    tools.breaks = {"one"}
    [one] = again(built, tools, "one", model="small").calls
    assert (one.problem, one.words) == ("one.wav: breaks off", one.words_before)
    assert said(built, "one") == before
    report = build_again(folder, built, tools)
    assert (report.failed, report.skipped, tools.heard) == (1, 1, [])
    tools.breaks = set()
    build_library(folder, built, SETTINGS, tools=tools, retry_failed=True)
    assert said(built, "one")[1].endswith("always empty")
    assert built.rows(Failure) == []


def test_a_failure_without_a_choice_is_told_too_and_heard_when_asked(folder, built, tools):
    tools.breaks = {"one"}
    again(built, tools, "one")
    assert build_again(folder, built, tools).failed == 1
    tools.breaks = set()
    assert build_library(folder, built, SETTINGS, tools=tools, retry_failed=True).failed == 0
    assert tools.heard == ["one"]


def test_an_interrupt_keeps_old_transcripts_and_the_next_build_goes_on(folder, built, tools):
    tools.stop_after = 1
    with pytest.raises(KeyboardInterrupt):
        again(built, tools, "one", "two", "three", model="small")
    assert len({word.call_id for word in built.rows(Word)}) == 3
    tools.stop_after = None
    [done] = tools.heard
    build_again(folder, built, tools)
    assert sorted([done, *tools.heard]) == ["one", "three", "two"]


def test_a_model_that_is_not_there_changes_nothing(folder, built, tools):
    with pytest.raises(ModelError):
        again(built, tools, "one", model="huge")
    assert built.rows(SpeechChoice) == []
    assert build_again(folder, built, tools).is_unchanged


def test_peoples_changes_survive(folder, built, tools):
    call = call_named(built, "one")
    text = Edit(
        call_id=call,
        n=0,
        field="text",
        start=4.0,
        end=7.0,
        old="Zenlane is cheaper than you and the export is empty",
        new="Zenlane is cheaper.",
        author="lead",
        made_at="2026-11-18",
    )
    built.save_edits(call, [text])
    build_again(folder, built, tools)
    assert said(built, "one")[1] == "Zenlane is cheaper."
    again(built, tools, "one", model="small")
    assert built.rows(Edit) == [text]
    assert said(built, "one")[1] == "Zenlane is cheaper."
    assert said(built, "one")[-1] == "oh that makes sense that's great thank you so very much"
