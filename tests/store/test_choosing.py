"""Which calls a command is meant for."""

from datetime import date

import pytest

from coachkit.errors import NotFoundError
from coachkit.models import Agent, Customer
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.store.reading import CallFilter, choose_calls, list_agents, list_customers, parse_where
from tests.store.small_library import BAD, GOOD


def chosen(library: Library, *named: str, where: str | None = None) -> list[str]:
    return [call.id for call in choose_calls(library, named, where)]


def test_a_description_becomes_the_filters_of_the_list() -> None:
    assert parse_where('agent:"Jana K." since:2026-11-16 label:bad cancel "my account"') == CallFilter(
        agent="Jana K.", since=date(2026, 11, 16), label="bad", text='cancel "my account"'
    )


def test_what_looks_like_no_key_is_searched_for() -> None:
    assert parse_where("10:30").text == "10:30"


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        (
            "agnt:jana",
            "“agnt:jana”: write each of these once, with a value: agent:, team:, new-since:, customer:",
        ),
        ("agent:", "“agent:”"),
        ("agent:a agent:b", "“agent:b”"),
        ("since:monday", "“since:monday”: write a day as 2026-11-16"),
        ("label:great", "labels are good, bad, neutral"),
        ("", "say which calls"),
        ('"cancel', "a quotation mark is left open"),
    ],
)
def test_a_description_that_cannot_be_meant_is_refused(where: str, reason: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        parse_where(where)
    assert reason in str(caught.value)


def test_named_calls_come_first_and_none_twice(filled: Library) -> None:
    assert chosen(filled, BAD[:4], where="cancel") == [BAD, GOOD]
    assert chosen(filled, GOOD, GOOD[:5]) == [GOOD]


def test_calls_are_found_by_what_is_said(filled: Library) -> None:
    assert chosen(filled, where="zenlane") == [GOOD]
    assert chosen(filled, where="zenlane label:bad") == []


def test_a_name_that_fits_nothing_is_refused(filled: Library) -> None:
    with pytest.raises(NotFoundError):
        chosen(filled, "zzz")


@pytest.fixture
def with_teams(filled: Library) -> Library:
    save_people(
        filled,
        agents=[
            Agent(name="Jana K.", aliases=("agent12",), team="North", started=date(2026, 9, 1)),
            Agent(name="Tom", team="South", started=date(2019, 4, 1)),
            Agent(name="Mia", team="Night shift"),
        ],
        customers=[Customer(name="Acme", aliases=("Acme Inc.",))],
    )
    return filled


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("team:north", [GOOD]),
        ("team:so", [BAD]),
        ("new-since:2026-09-01", [GOOD]),
        ("new-since:2026-09-02", []),
        ("new-since:2019-01-01", [GOOD, BAD]),
        ('customer:"acme inc."', [GOOD]),
        ("agent:agent12 team:south", []),
    ],
)
def test_calls_are_chosen_by_team_first_day_and_other_names(
    with_teams: Library, where: str, found: list[str]
) -> None:
    assert chosen(with_teams, where=where) == found


def test_a_team_that_is_not_there_is_told_with_what_comes_near(with_teams: Library) -> None:
    with pytest.raises(NotFoundError, match="there is no team “nroth”; did you mean “North”"):
        choose_calls(with_teams, (), "team:nroth")


def test_a_call_shows_the_teams_of_its_agents(with_teams: Library) -> None:
    assert [call.teams for call in choose_calls(with_teams, [GOOD, BAD])] == [("North",), ("South",)]


def test_people_are_listed_with_their_calls(with_teams: Library) -> None:
    assert [(one.name, one.team, one.calls) for one in list_agents(with_teams)] == [
        ("Jana K.", "North", 1),
        ("Mia", "Night shift", 0),
        ("Tom", "South", 1),
    ]
    assert [(one.name, one.aliases, one.last_call) for one in list_customers(with_teams)] == [
        ("Acme", ("Acme Inc.",), "2026-11-18T09:00:00"),
        ("Bolt", (), "2026-11-16T17:30:00"),
    ]
