"""Exchanging agent and customer: an edit that holds, and all that follows from it."""

import pytest

from coachkit.models import Call, Edit, Metric, Segment
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.again import hear_again
from coachkit.pipeline.changes.swap import swap_roles
from tests.pipeline.example import SCRIPTS, SETTINGS


@pytest.fixture
def built(folder, library, tools):
    build_library(folder, library, SETTINGS, tools=tools)
    tools.heard.clear()
    return library


def call_named(library, name):
    return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))


def swap(library, tools, *names, undo=False):
    chosen = [call_named(library, name) for name in names]
    return swap_roles(library, SETTINGS, chosen, author="lead", undo=undo, tools=tools)


def roles(library, name):
    return [(s.channel, s.role, s.speaker) for s in library.rows(Segment, call_id=call_named(library, name))]


def talk_ratio(library, name):
    metrics = library.rows(Metric, call_id=call_named(library, name))
    return next(metric.value for metric in metrics if metric.name == "talk_ratio_of_speech")


def test_roles_names_and_figures_are_exchanged_at_once_and_no_sound_is_touched(built, tools):
    before = talk_ratio(built, "one")
    [done] = swap(built, tools, "one")
    assert set(roles(built, "one")) == {(0, "customer", "Marta"), (1, "agent", "Jana K.")}
    assert talk_ratio(built, "one") == pytest.approx(1 - before)
    assert done.after.first_words == SCRIPTS["one"][1][2]
    assert (done.before.is_swapped, done.after.is_swapped, done.problem) == (False, True, None)
    assert tools.heard == []


def test_only_the_calls_that_were_named_change(built, tools):
    others = roles(built, "two")
    swap(built, tools, "one")
    assert roles(built, "two") == others


def test_swapping_twice_undoes_it(built, tools):
    before, ratio = roles(built, "one"), talk_ratio(built, "one")
    swap(built, tools, "one")
    [done] = swap(built, tools, "one")
    assert (roles(built, "one"), talk_ratio(built, "one")) == (before, ratio)
    assert not done.after.is_swapped
    assert built.rows(Edit) == []


def test_undo_takes_back_and_never_exchanges(built, tools):
    swap(built, tools, "one")
    one, two = swap(built, tools, "one", "two", undo=True)
    problems = {one.call.path[-7:]: one.problem, two.call.path[-7:]: two.problem}
    assert problems == {"one.wav": None, "two.wav": "nothing was exchanged on it"}
    assert built.rows(Edit) == []


def test_an_exchange_holds_in_the_next_build_and_when_the_call_is_heard_again(folder, built, tools):
    swap(built, tools, "one")
    swapped = roles(built, "one")
    # what is made of all calls waits for it
    assert set(build_library(folder, built, SETTINGS, tools=tools).ran) <= {"advise", "card"}
    hear_again(built, SETTINGS, [call_named(built, "one")], tools=tools)
    assert (tools.heard, roles(built, "one")) == (["one"], swapped)
    [edit] = built.rows(Edit)
    assert (edit.author, edit.field, edit.start, edit.end) == ("lead", "roles", 0.0, 20.0)


def test_an_exchange_made_between_builds_is_applied_by_the_next(folder, built, tools):
    swap(built, tools, "one")
    edits = built.rows(Edit)
    swap(built, tools, "one")
    built.save_edits(edits[0].call_id, edits)
    report = build_library(folder, built, SETTINGS, tools=tools)
    assert report.ran["compose"] == 1
    assert (0, "customer", "Marta") in roles(built, "one")


def test_nothing_is_exchanged_where_nobody_is_known_to_be_the_agent(folder, library, tools):
    unknown = SETTINGS.model_copy(
        update={"recordings": SETTINGS.recordings.model_copy(update={"agent_channel": None})}
    )
    tools.scripts = {name: [(0, 0.5, "hello there"), (1, 3.0, "good day")] for name in SCRIPTS}
    build_library(folder, library, unknown, tools=tools)
    [done] = swap_roles(library, unknown, [call_named(library, "one")], author="lead", tools=tools)
    assert done.problem == "it is not known who is the agent, so there is nothing to exchange"
    assert library.rows(Edit) == []
