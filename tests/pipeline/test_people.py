"""Agents and customers under one name, and customers who call again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.config import Settings
from coachkit.models import Agent, Call, CallAgent, Customer, Leg, Mention, Outcome, Recording, Segment
from coachkit.pipeline import build_library
from coachkit.pipeline.build import refresh_library
from coachkit.pipeline.people.repeat_contact import repeat_contacts
from coachkit.pipeline.people.settling import settle_people
from tests.pipeline.example import SETTINGS

START = datetime(2026, 11, 16, 9, 0)


def with_people(**people):
    return Settings.model_validate(SETTINGS.model_dump() | people)


MERGED = with_people(
    agents=({"name": "Jana Kovac", "aliases": ("agent12", "Jana K."), "team": "north"},),
    customers=({"name": "Marta Lindqvist", "aliases": ("marta",)},),
)


def agents_on(library):
    return {(on_call.agent, on_call.named) for on_call in library.rows(CallAgent)}


def test_another_name_in_the_settings_is_that_of_the_calls_without_hearing_them(folder, library, tools):
    build_library(folder, library, SETTINGS, tools=tools)
    heard = len(tools.heard)
    report = refresh_library(library, MERGED, tools=tools)

    assert agents_on(library) == {("Jana Kovac", "agent12")}
    assert [agent.name for agent in library.rows(Agent)] == ["Jana Kovac"]
    assert library.rows(Customer) == [Customer(name="Marta Lindqvist", aliases=("marta",))]
    assert {call.customer for call in library.rows(Call)} == {"Marta Lindqvist", None}
    assert len(tools.heard) == heard
    assert report.failed == 0
    assert {"Jana Kovac", "Marta Lindqvist"} <= {segment.speaker for segment in library.rows(Segment)}
    assert {leg.agent for leg in library.rows(Leg)} >= {"Jana Kovac"}


def test_an_alias_that_is_taken_away_brings_the_old_names_back(folder, library, tools):
    build_library(folder, library, MERGED, tools=tools)
    settle_people(library, with_people(agents=(), customers=()))

    assert {agent for agent, _ in agents_on(library)} == {"agent12"}
    assert library.rows(Agent) == [Agent(name="agent12")]
    assert library.rows(Customer) == [Customer(name="Marta")]


def test_a_build_after_that_has_nothing_to_do(folder, library, tools):
    build_library(folder, library, SETTINGS, tools=tools)
    refresh_library(library, MERGED, tools=tools)

    again = build_library(folder, library, MERGED, tools=tools)

    assert (again.ran, again.ingest.changed, again.is_unchanged) == ({}, 0, True)


def test_people_of_whom_nobody_speaks_any_more_are_forgotten(folder, library, tools):
    build_library(folder, library, MERGED, tools=tools)
    settle_people(library, with_people(agents=({"name": "Mia", "team": "south"},), customers=()))

    assert library.rows(Agent) == [Agent(name="Mia", team="south"), Agent(name="agent12")]


def a_call(n, *, customer="Marta", at=START, duration=300.0):
    return Call(
        id=f"call{n}",
        path=f"/{n}.mp3",
        audio_hash=str(n),
        duration=duration,
        channels=2,
        sample_rate=8000,
        codec="mp3",
        customer=customer,
        started_at=at.isoformat() if at else None,
    )


def repeated(*calls, days=7):
    return {one.call_id: one.recorded_at for one in repeat_contacts(calls, days=days)}


def test_the_next_call_of_a_customer_within_a_week_is_an_outcome_of_the_one_before():
    later = START + timedelta(days=6)
    calls = [a_call(1), a_call(2, at=later), a_call(3, customer="Ben", at=later), a_call(4, customer=None)]

    [found] = repeat_contacts(calls, days=7)

    assert found == Outcome(
        call_id="call1",
        n=0,
        kind="repeat_contact",
        value="yes",
        source="coachkit",
        recorded_at=later.isoformat(),
        origin="calls",
    )


@pytest.mark.parametrize(
    ("later", "counts"),
    [
        (timedelta(0), False),
        (timedelta(seconds=299), False),
        (timedelta(seconds=300), True),
        (timedelta(days=7, seconds=300), True),
        (timedelta(days=7, seconds=301), False),
    ],
)
def test_the_week_begins_where_the_call_ends(later, counts):
    assert bool(repeated(a_call(1), a_call(2, at=START + later))) is counts


def test_each_call_of_a_row_but_the_last_was_followed_by_another():
    calls = [a_call(n, at=START + timedelta(days=n)) for n in range(4)]

    assert set(repeated(*calls)) == {"call0", "call1", "call2"}
    assert repeated(*calls, days=0) == {}


def test_a_customer_whom_the_telephone_system_does_not_know_is_nobody():
    for name in ("unknown", "Anonymous", "withheld"):
        assert repeated(a_call(1, customer=name), a_call(2, customer=name, at=START + timedelta(1))) == {}


def test_offsets_count_where_all_have_one_and_else_the_clock_on_the_wall():
    east = datetime.fromisoformat("2026-11-16T10:00:00+01:00")
    west = datetime.fromisoformat("2026-11-16T09:00:00+00:00")
    assert repeated(a_call(1, at=east), a_call(2, at=west)) == {}
    assert set(repeated(a_call(1, at=east), a_call(2, at=west), a_call(3, at=START + timedelta(9)))) == {
        "call2"
    }


@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "B"]), st.integers(0, 40 * 24 * 60), st.integers(0, 7200)),
        max_size=12,
    )
)
def test_repeats_are_those_that_a_comparison_of_every_pair_finds(drawn):
    calls = [
        a_call(n, customer=customer, at=START + timedelta(minutes=minute), duration=float(length))
        for n, (customer, minute, length) in enumerate(drawn)
    ]

    def follows(first, second):
        begin = datetime.fromisoformat(first.started_at)
        gap = datetime.fromisoformat(second.started_at) - begin - timedelta(seconds=first.duration)
        is_later = datetime.fromisoformat(second.started_at) > begin
        return first.customer == second.customer and is_later and timedelta(0) <= gap <= timedelta(days=7)

    assert set(repeated(*calls)) == {one.id for one in calls if any(follows(one, two) for two in calls)}


def test_a_call_again_makes_the_earlier_bad_until_customers_are_told_apart(folder, library, tools):
    (folder / "one.json").write_text('{"customer": "Marta", "started_at": "2026-11-16T09:00:00"}')
    (folder / "two.json").write_text('{"customer": "M. Lindqvist", "started_at": "2026-11-18T09:00:00"}')
    build_library(folder, library, SETTINGS, tools=tools)
    assert library.rows(Outcome) == []

    same = with_people(customers=({"name": "Marta", "aliases": ("M. Lindqvist",)},))
    refresh_library(library, same, tools=tools)
    [outcome] = library.rows(Outcome)
    assert (outcome.kind, outcome.recorded_at) == ("repeat_contact", "2026-11-18T09:00:00")
    off = Settings.model_validate(same.model_dump() | {"scoring": {"repeat_days": 0.0}})
    refresh_library(library, off, tools=tools)
    assert library.rows(Outcome) == []
    refresh_library(library, same, tools=tools)
    refresh_library(library, SETTINGS, tools=tools)
    assert library.rows(Outcome) == []


def test_the_name_that_the_source_says_is_kept_when_a_row_has_none(folder, library, tools):
    build_library(folder, library, MERGED, tools=tools)
    [on_call] = library.rows(CallAgent)
    [call] = [one for one in library.rows(Call) if one.customer]
    [recording] = library.rows(Recording, call_id=call.id)
    old = replace(on_call, agent="Jana K.", named="")
    library.save_call(replace(call, customer_named=None, customer="Marta"), recording, call_agents=[old])

    settle_people(library, MERGED)

    assert agents_on(library) == {("Jana Kovac", "Jana K.")}
    [call] = [one for one in library.rows(Call) if one.customer]
    assert (call.customer, call.customer_named) == ("Marta Lindqvist", "Marta")


def test_another_name_of_the_customer_is_no_unknown_name(folder, library, tools):
    (folder / "three.json").write_text('{"customer": "Ben"}')
    build_library(folder, library, SETTINGS, tools=tools)
    assert "Copperdesk" in {mention.name for mention in library.rows(Mention)}

    known = with_people(customers=({"name": "Ben", "aliases": ("Copperdesk",)},))
    refresh_library(library, known, tools=tools)
    assert "Copperdesk" not in {mention.name for mention in library.rows(Mention)}
