"""Which calls a command is meant for."""

from datetime import date

import pytest

from coachkit.errors import NotFoundError
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, choose_calls, parse_where
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
        ("agnt:jana", "“agnt:jana”: write each of these once, with a value: agent:, customer:"),
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
