"""How SQLite goes about a query: what must not run through all turns does not."""

import re

import pytest

from coachkit.query.parse import parse
from coachkit.query.to_sql import plan, turns_where
from coachkit.store.library import Library
from coachkit.store.reading.vocabulary import StoredVocabulary
from tests.query.test_agreement import archive

__all__ = ["archive"]


def steps(library: Library, query: str) -> list[str]:
    node = parse(query).node
    assert node is not None
    where = turns_where(node, StoredVocabulary(library))
    with library.changing() as connection:
        sql = f"explain query plan select t.id from turns t where {where.text}"  # noqa: S608 - what is tested
        return [row[3] for row in connection.execute(sql, where.parameters)]


@pytest.mark.parametrize(
    "query",
    [
        "refund",
        "refund price* -zenlane",
        '"my account" said-by:customer',
        "price NEAR/5 high agent:jana",
        "refund in:first60s",
        "price THEN refund WITHIN 30s",
        "moment:competitor",
        'name:zenlane moment:"price objection"',
        "went:bad",
        "name:zenlane went:good",
        "speaker:jana",
        "refund OR moment:competitor",
    ],
)
def test_what_the_index_or_a_find_can_tell_runs_through_no_turns(archive: Library, query: str) -> None:
    assert [step for step in steps(archive, query) if re.fullmatch(r"SCAN t\d*( USING .*)?", step)] == []


def test_what_only_each_turn_can_tell_runs_through_all(archive: Library) -> None:
    assert "SCAN t" in steps(archive, "in:first60s")


@pytest.mark.parametrize("query", ["moment:objection went:bad", "name:zenlane,hubspot went:good,neutral"])
def test_an_exchange_about_what_is_looked_up_is_asked_for_by_call(archive: Library, query: str) -> None:
    asked = [step for step in steps(archive, query) if step.startswith("SEARCH h USING INDEX")]

    assert any("exchanges" in step and "(call_id=?)" in step for step in asked)


def test_how_it_went_by_itself_is_asked_of_each_turn_from_the_newest_on(archive: Library) -> None:
    node = parse("went:bad").node
    assert node is not None
    found = plan(node, StoredVocabulary(archive))
    assert found.where is not None
    assert "turns" not in found.where.text


def test_turns_that_follow_are_run_through_by_their_numbers(archive: Library) -> None:
    assert "SEARCH t1 USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in steps(archive, "a THEN b")


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("refund price", "match"),
        ("refund said-by:customer", "match where"),
        ("refund agent:jana", "match calls"),
        ("refund THEN price", "match where"),
        ("agent:jana call:(refund)", "calls"),
        ("refund OR agent:jana", "where"),
        ("-refund", "where"),
        ("refund -call:(price) said-by:agent", "match where calls"),
    ],
)
def test_a_query_is_asked_where_that_costs_least(archive: Library, query: str, parts: str) -> None:
    node = parse(query).node
    assert node is not None
    found = plan(node, StoredVocabulary(archive))
    asked = {"match": found.match, "where": found.where, "calls": found.calls}
    assert " ".join(name for name, part in asked.items() if part is not None) == parts
