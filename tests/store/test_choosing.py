"""Which calls a command is meant for."""

from datetime import date

import pytest

from coachkit.errors import NotFoundError, QueryError
from coachkit.models import Agent, Customer
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.store.reading import choose_calls, list_agents, list_customers
from tests.store.small_library import BAD, GOOD, run_of

TODAY = date(2026, 11, 22)


def chosen(library: Library, *named: str, where: str | None = None) -> list[str]:
    return [call.id for call in choose_calls(library, named, where, today=TODAY)]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ('agent:"Jana K." since:2026-11-16 label:good cancelling', [GOOD]),
        ("label:bad cancelling", [BAD]),
        ('label:bad "cancelling"', []),
        ("cancel", [GOOD, BAD]),
        ('"cancel my account"', [BAD]),
        ("cancel account", [BAD]),
        ("cancelling audit", []),
        ("cancelling call:(audit)", [GOOD]),
        ("-zenlane", [BAD]),
        ("-call:(zenlane said-by:customer)", [BAD]),
        ("zenlane OR label:bad", [GOOD, BAD]),
        ("zenlane THEN stay WITHIN 1m", [GOOD]),
        ("stay THEN zenlane", []),
        ("date:4-days-ago", [GOOD]),
        ("until:2026-11-16", [BAD]),
        ("call:zen", [GOOD]),
        ("topic:cancelling competitor:zenlane outcome:deal=won", [GOOD]),
    ],
)
def test_calls_are_chosen_by_a_query(filled: Library, where: str, found: list[str]) -> None:
    assert chosen(filled, where=where) == found


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("agnt:jana", "query: there is no field agnt:; did you mean agent:?"),
        ("agent:zzz", "query: there is no agent “zzz”"),
        ("since:someday", "query: “someday” is no day; write a day like 2026-11-16"),
        ("label:great", "there are: “bad”, “good”, “neutral”"),
        ('"cancel', "this quotation mark is never closed"),
    ],
)
def test_a_query_that_cannot_be_meant_is_refused(filled: Library, where: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        chosen(filled, where=where)
    assert reason in str(caught.value)
    assert str(caught.value).splitlines()[1] == f"  {where}"


@pytest.mark.parametrize(
    ("where", "reason"), [("", "say which calls"), ("!", "there is no word to search for in “!”")]
)
def test_a_query_that_asks_nothing_is_refused(filled: Library, where: str, reason: str) -> None:
    with pytest.raises(NotFoundError, match=reason):
        chosen(filled, where=where)


def test_calls_that_were_indexed_by_no_build_are_not_said_to_lack_the_words(filled: Library) -> None:
    for call_id in (GOOD, BAD):
        filled.replace_stage(run_of(call_id, "index", "f2"), ["turns"], {})
    with pytest.raises(NotFoundError, match="run `coachkit build` once"):
        chosen(filled, where="zenlane")
    assert chosen(filled, where="label:bad") == [BAD]


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
    with pytest.raises(QueryError, match="there is no team “nroth”; did you mean “North”"):
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
