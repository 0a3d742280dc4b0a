"""The place of a mistake is shown under the query, whatever is in it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.query.pointing import WIDTH, Misread, pointed


def shown(text: str, start: int, end: int) -> tuple[str, str]:
    _, line, caret = str(pointed(Misread("wrong", (start, end)), text)).split("\n")
    return line[2:], caret[2:]


def test_the_caret_stands_under_the_place() -> None:
    assert shown("price agnet:jana", 6, 12) == ("price agnet:jana", "      ^^^^^^")


def test_at_the_end_of_a_query_there_is_a_caret_too() -> None:
    assert shown("price", 5, 5) == ("price", "     ^")


def test_nothing_in_a_query_reaches_the_terminal_as_a_sign_of_control() -> None:
    line, caret = shown("a\x1b[31m\n\u202e b", 9, 10)
    assert line == "a·[31m·· b"
    assert caret == "         ^"


def test_a_long_query_is_cut_around_the_place() -> None:
    line, caret = shown("x" * 500 + "WRONG" + "y" * 500, 500, 505)
    assert line.startswith("…x")
    assert line.endswith("y…")
    assert len(line) <= WIDTH + 2
    assert line[caret.index("^") : len(caret)] == "WRONG"


def test_wide_and_combining_characters_keep_the_caret_in_place() -> None:
    assert shown("値段 x", 3, 4)[1] == "     ^"
    assert shown("e\u0301e\u0301 x", 5, 6)[1] == "   ^"


def test_without_a_query_there_is_the_message_alone() -> None:
    assert str(pointed(Misread("there is no agent “\x1b”", (0, 0)), None)) == "there is no agent “·”"


@given(st.text(max_size=200), st.integers(-5, 250), st.integers(-5, 250))
def test_the_caret_is_always_under_the_query_and_all_is_harmless(text: str, start: int, end: int) -> None:
    line, caret = shown(text, start, end)
    assert caret.strip(" ^") == ""
    assert caret.count("^") >= 1
    assert all(unicodedata.category(char) not in ("Cc", "Cf") for char in line)


@pytest.mark.parametrize("place", [(0, 1), (40, 80), (199, 200), (200, 200)])
def test_the_cut_never_loses_the_place(place: tuple[int, int]) -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(200))
    line, caret = shown(text, *place)
    marked = line[caret.index("^") : caret.rindex("^") + 1]
    assert marked == (text[slice(*place)] or marked)
