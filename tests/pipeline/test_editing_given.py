"""Corrections, edits and exchanges on calls that came as transcripts."""

import pytest

from coachkit.models import Call, Edit, Mention, RawSegment, Segment
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.editing import Change, edit_line, undo_edit
from coachkit.pipeline.changes.swap import swap_roles
from coachkit.store.reading import heard_lines
from tests.pipeline.example import SETTINGS

VTT = """WEBVTT

00:00:00.500 --> 00:00:03.000
<v Jana K.>Fernway, Jana speaking, how can I help?

00:00:03.500 --> 00:00:08.500
<v Paul Weber>I had sen lain before, and their export never worked.

00:00:09.000 --> 00:00:12.000
<v Jana K.>Ours does, let me show you.

00:00:12.500 --> 00:00:14.000
<v Paul Weber>That is great, thank you.
"""
CORRECTED = SETTINGS.model_copy(update={"correct": {"Zenlane": ("sen lain",)}})


@pytest.fixture
def given(tmp_path, library, tools):
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "talk.vtt").write_text(VTT, encoding="utf-8")
    build_library(folder, library, SETTINGS, tools=tools)
    return library


def call_of(library):
    [call] = library.rows(Call)
    return call


def edit(library, tools, number, **change):
    line = library.rows(Segment)[number]
    return edit_line(library, SETTINGS, line, Change(**change), author="lead", tools=tools)


def who(library):
    return [(s.role, s.speaker) for s in library.rows(Segment)]


AS_GIVEN = [("agent", "Jana K."), ("customer", "Paul Weber")] * 2


def test_a_correction_reaches_a_given_transcript(tmp_path, given, tools):
    report = build_library(tmp_path / "given", given, CORRECTED, tools=tools)
    assert report.ran["compose"] == 1
    assert given.rows(Segment)[1].text == "I had Zenlane before, and their export never worked."
    assert given.rows(RawSegment)[1].text.startswith("I had sen lain before")
    [mention] = [m for m in given.rows(Mention) if m.name == "Zenlane"]
    assert (mention.method, mention.segment) == ("exact", 1)
    assert 3.5 < mention.start < mention.end < 6.0


def test_a_text_is_edited_and_taken_back(given, tools):
    before = given.rows(Segment)
    report = edit(given, tools, 1, text="I had Zenlane before.")
    assert given.rows(Segment)[1].text == "I had Zenlane before."
    assert report.build.ran["compose"] == 1
    assert heard_lines(given, call_of(given).id)[1].text == before[1].text
    undo_edit(given, SETTINGS, call_of(given).id, tools=tools)
    assert given.rows(Segment) == before


def test_names_of_the_transcript_stay_when_a_role_is_edited(given, tools):
    assert who(given) == AS_GIVEN
    edit(given, tools, 1, role="other", everywhere=True)
    assert who(given) == [("agent", "Jana K."), ("other", "Paul Weber")] * 2


def test_an_exchange_turns_roles_round_and_leaves_the_transcripts_names(given, tools):
    edit(given, tools, 3, role="agent")
    swap_roles(given, SETTINGS, [call_of(given).id], author="lead", tools=tools)
    assert who(given) == [
        ("customer", "Jana K."),
        ("agent", "Paul Weber"),
        ("customer", "Jana K."),
        ("customer", "Paul Weber"),
    ]
    swap_roles(given, SETTINGS, [call_of(given).id], author="lead", tools=tools)
    undo_edit(given, SETTINGS, call_of(given).id, tools=tools)
    assert who(given) == AS_GIVEN
    assert given.rows(Edit) == []


def test_a_speaker_of_the_transcript_is_renamed_everywhere(given, tools):
    edit(given, tools, 1, speaker="Paula Weber", everywhere=True)
    assert [s for _, s in who(given)] == ["Jana K.", "Paula Weber"] * 2
