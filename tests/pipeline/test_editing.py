"""Editing lines of a call: what is stored, what is derived anew, and what is left alone."""

from dataclasses import replace

import pytest

from coachkit.errors import EditError
from coachkit.models import Call, CallSpeaker, Edit, Leg, Mention, RawSegment, Segment
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.again import hear_again
from coachkit.pipeline.changes.editing import Change, edit_line, undo_edit
from coachkit.pipeline.changes.swap import swap_roles
from tests.pipeline.example import SCRIPTS, SETTINGS


@pytest.fixture
def built(folder, library, tools):
    build_library(folder, library, SETTINGS, tools=tools)
    tools.heard.clear()
    tools.opened.clear()
    return library


def call_named(library, name):
    return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))


def lines(library, name):
    return library.rows(Segment, call_id=call_named(library, name))


def edit(library, tools, number, name="one", **change):
    line = lines(library, name)[number]
    return edit_line(library, SETTINGS, line, Change(**change), author="lead", tools=tools)


def undo(library, tools, number=None, name="one"):
    return undo_edit(library, SETTINGS, call_named(library, name), number, tools=tools)


def swap(library, tools, name="one"):
    return swap_roles(library, SETTINGS, [call_named(library, name)], author="lead", tools=tools)


def who(library, name="one"):
    return [(s.role, s.speaker) for s in lines(library, name)]


AGENT, MARTA = ("agent", "Jana K."), ("customer", "Marta")


def test_a_text_is_changed_and_what_was_heard_stays(built, tools):
    before = built.rows(RawSegment)
    report = edit(built, tools, 1, text="Copperdesk is cheaper than you")
    assert lines(built, "one")[1].text == "Copperdesk is cheaper than you"
    assert built.rows(RawSegment) == before
    [made] = report.edits
    assert (made.n, made.field, made.old, made.new) == (1, "text", SCRIPTS["one"][1][2], made.new)
    assert (made.start, made.channel, made.author, made.everywhere) == (4.0, 1, "lead", False)


def test_only_the_edited_call_is_derived_anew_and_nothing_is_heard(built, tools):
    report = edit(built, tools, 1, text="Copperdesk is cheaper than you")
    ran = dict(report.build.ran)
    assert ran.pop("curate") == 1
    assert set(ran.values()) == {1}
    assert {"compose", "annotate", "match", "score"} <= set(ran)
    assert not {"transcribe", "fit"} & set(ran)
    assert tools.heard == []


def test_what_follows_from_an_edit_is_told(built, tools):
    report = edit(built, tools, 1, text="you are cheaper than others and the export is empty")
    assert ("Zenlane", 1, 0) in report.mentions
    assert [(a.text, b.text) for a, b in report.changed] == [
        (SCRIPTS["one"][1][2], "you are cheaper than others and the export is empty")
    ]
    assert any("Zenlane" in title for title in report.playlists)
    assert report.before.label == "good"


def test_an_edit_of_one_line_of_several_words_leaves_the_times_of_the_others(built, tools):
    edit(built, tools, 1, text="Zenlane is much cheaper than you and the export is empty")
    times = {m.name: round(m.start, 3) for m in built.rows(Mention, call_id=call_named(built, "one"))}
    assert times["Zenlane"] == 4.0
    assert times["export"] == 4.0 + 0.3 * 7


def test_an_edit_is_not_corrected(folder, built, tools):
    edit(built, tools, 1, text="she said sen lain, like that")
    corrected = SETTINGS.model_copy(update={"correct": {"Zenlane": ("sen lain",)}})
    build_library(folder, built, corrected, tools=tools)
    assert lines(built, "one")[1].text == "she said sen lain, like that"


def test_an_edit_holds_in_the_next_build_and_when_the_call_is_heard_again(folder, built, tools):
    edit(built, tools, 1, text="Zenlane is cheaper")
    # what is made of all calls waits for it
    assert set(build_library(folder, built, SETTINGS, tools=tools).ran) <= {"advise", "card"}
    tools.scripts = {**SCRIPTS, "one": [(0, 0.6, "hello"), *SCRIPTS["one"][1:]]}
    hear_again(built, SETTINGS, [call_named(built, "one")], tools=tools)
    assert [s.text for s in lines(built, "one")][:2] == ["hello", "Zenlane is cheaper"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": SCRIPTS["one"][1][2]}, "nothing to change"),
        ({"role": "customer"}, "nothing to change"),
        ({"speaker": "Marta", "everywhere": True}, "nothing to change"),
        ({"text": " \n"}, "an empty text would hide that something was said"),
        ({"speaker": ""}, "an empty name says nothing"),
        ({"text": "hello", "everywhere": True}, "list it under [correct] in coachkit.toml"),
    ],
)
def test_an_edit_that_changes_nothing_or_too_much_is_refused_and_not_stored(built, tools, change, told):
    with pytest.raises(EditError) as refused:
        edit(built, tools, 1, **change)
    assert told in str(refused.value)
    assert built.rows(Edit) == []


def test_only_what_differs_is_stored(built, tools):
    report = edit(built, tools, 1, text="Zenlane is cheaper", role="customer", speaker="Marta")
    assert [made.field for made in report.edits] == ["text"]


def test_a_role_is_changed_with_the_name_that_goes_with_it(built, tools):
    edit(built, tools, 1, role="agent")
    assert who(built) == [AGENT, AGENT, AGENT, MARTA]


def test_a_name_is_given_to_one_line_or_to_all_of_the_speaker(built, tools):
    edit(built, tools, 1, speaker="Paul")
    assert who(built) == [AGENT, ("customer", "Paul"), AGENT, MARTA]
    edit(built, tools, 0, speaker="Tom B.", everywhere=True)
    assert [s for _, s in who(built)] == ["Tom B.", "Paul", "Tom B.", "Marta"]


def test_a_speaker_that_is_changed_everywhere_is_so_in_the_list_of_speakers_and_legs(built, tools):
    edit(built, tools, 0, speaker="Tom B.", everywhere=True)
    call_id = call_named(built, "one")
    [agent] = [s for s in built.rows(CallSpeaker, call_id=call_id) if s.role == "agent"]
    assert (agent.name, agent.confidence, agent.reason) == ("Tom B.", 1.0, "A person said so.")
    assert [leg.agent for leg in built.rows(Leg, call_id=call_id)] == ["Tom B."]


def test_the_last_edit_is_taken_back_and_then_the_one_before_it(built, tools):
    before = lines(built, "one")
    edit(built, tools, 1, text="Zenlane is cheaper")
    edit(built, tools, 3, speaker="Paul")
    report = undo(built, tools)
    assert [gone.new for gone in report.edits] == ["Paul"]
    assert undo(built, tools).edits[0].field == "text"
    assert (lines(built, "one"), built.rows(Edit)) == (before, [])


def test_any_edit_can_be_taken_back_by_its_number_and_the_others_stay(built, tools):
    edit(built, tools, 1, text="Zenlane is cheaper")
    edit(built, tools, 3, speaker="Paul")
    undo(built, tools, 1)
    assert [(s.speaker, s.text) for s in lines(built, "one")][1::2] == [
        ("Marta", SCRIPTS["one"][1][2]),
        ("Paul", SCRIPTS["one"][3][2]),
    ]
    assert edit(built, tools, 0, text="Hello.").edits[0].n == 3


def test_what_cannot_be_taken_back_is_said(built, tools):
    with pytest.raises(EditError, match="has no edit to take back"):
        undo(built, tools)
    edit(built, tools, 1, speaker="Paul")
    swap(built, tools)
    with pytest.raises(EditError, match="has no edit 7; there is: 1"):
        undo(built, tools, 7)
    with pytest.raises(EditError, match=r"edit 2 exchanged .* calls swap-roles \w+ --undo"):
        undo(built, tools, 2)


def test_undo_without_a_number_leaves_an_exchange_alone(built, tools):
    edit(built, tools, 1, text="Zenlane is cheaper")
    swap(built, tools)
    undo(built, tools)
    assert [made.field for made in built.rows(Edit)] == ["roles"]
    assert who(built)[0] == ("customer", "Marta")


def test_an_exchange_turns_round_the_roles_that_were_edited_before_it(built, tools):
    edit(built, tools, 1, role="agent")
    swap(built, tools)
    assert who(built) == [MARTA, MARTA, MARTA, AGENT]


def test_a_role_that_is_edited_after_an_exchange_stays_as_it_is_edited(built, tools):
    swap(built, tools)
    edit(built, tools, 1, role="customer")
    assert who(built) == [MARTA, MARTA, MARTA, AGENT]
    swap(built, tools)
    assert who(built) == [AGENT, MARTA, AGENT, MARTA]


def test_a_name_that_a_person_gave_stays_in_an_exchange(built, tools):
    edit(built, tools, 1, speaker="Paul")
    swap(built, tools)
    assert who(built)[1] == ("agent", "Paul")


def test_a_call_on_which_nobody_was_known_gets_its_agent_by_an_edit(built, tools):
    tools.scripts = {name: [(0, 0.5, "hello there"), (1, 3.0, "good day")] for name in SCRIPTS}
    unknown = SETTINGS.model_copy(
        update={"recordings": SETTINGS.recordings.model_copy(update={"agent_channel": None})}
    )
    hear_again(built, unknown, [call_named(built, "one")], tools=tools)
    [first, _] = lines(built, "one")
    assert (first.role, first.speaker) == ("unknown", "Speaker")
    change = Change(role="agent", everywhere=True)
    edit_line(built, unknown, first, change, author="lead", tools=tools)
    assert who(built) == [AGENT, ("unknown", "Speaker")]
    assert [leg.agent for leg in built.rows(Leg, call_id=call_named(built, "one"))] == ["Jana K."]


def test_an_edit_whose_line_is_gone_holds_nothing_up(folder, built, tools):
    edit(built, tools, 3, text="that makes sense")
    [made] = built.rows(Edit)
    built.save_edits(made.call_id, [replace(made, start=900.0, end=905.0)])
    assert build_library(folder, built, SETTINGS, tools=tools).failed == 0
    assert lines(built, "one")[3].text == SCRIPTS["one"][3][2]
