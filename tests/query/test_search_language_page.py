"""What the page about the language of search shows is what happens."""

import re
from datetime import date

import pytest

from coachkit.errors import QueryError
from coachkit.query.days import days_of
from coachkit.query.fields import FIELDS, GRADES, HAS, MOMENTS
from coachkit.query.parse import MAX_WORDS, parse
from coachkit.query.resolve import KnownNames, resolve
from coachkit.query.tree import Word
from tests.query.search_language_page import PAGE, rows

KNOWN = KnownNames(forms={"agent": [("Jana K.", "Jana K.")]})


def test_the_page_has_examples() -> None:
    assert len(rows(refused=False)) > 40
    assert len(rows(refused=True)) == 5


@pytest.mark.parametrize("query", [query for query, _ in rows(refused=False)])
def test_an_example_is_a_query(query: str) -> None:
    assert parse(query).node is not None
    assert parse(query).notes == ()


@pytest.mark.parametrize(("query", "said"), rows(refused=True))
def test_a_wrong_example_is_refused_in_these_words(query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        resolve(parse(query).node or Word(text=""), KNOWN, today=date(2026, 11, 22), text=query)
    assert said in str(caught.value)


def test_the_message_that_is_shown_in_full_is_the_whole_message() -> None:
    [shown] = re.findall(r"```text\nError: (.*?)\n```", PAGE, re.DOTALL)
    with pytest.raises(QueryError) as caught:
        parse("agnet:jana refund")
    assert str(caught.value) == shown


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_is_on_the_page(name: str) -> None:
    assert f"`{name}:" in PAGE or f" {name}:" in PAGE or name == "tag"


def test_the_days_and_the_limit_that_the_page_names_are_so() -> None:
    [days] = re.findall(r"as you would say them: (.*?)\. A week", PAGE, re.DOTALL)
    for said in re.findall(r"`\"?(.*?)\"?`", days):
        assert days_of(said, date(2026, 11, 22))
    assert f"up to {MAX_WORDS} words" in PAGE
    assert all(f"`{moment}`" in PAGE for moment in MOMENTS)
    assert {"outcome", "score", "customer", "topic"} <= set(HAS)
    assert GRADES[1] == "B"
