"""A name may be typed in any case, shortened or misspelt."""

import pytest

from coachkit.errors import NotFoundError
from coachkit.near import pick, similar_names

PEOPLE = [("Jana K.", "Jana K."), ("agent12", "Jana K."), ("Jan", "Jan"), ("Tom", "Tom")]


def test_a_whole_name_wins_over_names_that_begin_with_it() -> None:
    assert pick("jan", PEOPLE, what="agent") == "Jan"


def test_the_beginning_of_one_name_is_enough() -> None:
    assert pick("t", PEOPLE, what="agent") == "Tom"


def test_two_spellings_of_one_name_do_not_make_it_ambiguous() -> None:
    assert pick("a", [("agent12", "Jana"), ("agent-twelve", "Jana")], what="agent") == "Jana"


def test_the_beginning_of_several_names_is_an_error_that_lists_them() -> None:
    with pytest.raises(NotFoundError, match=r"“ja” fits several: “Jan”, “Jana K\.”; write more of it"):
        pick("ja", PEOPLE, what="agent")


def test_nothing_typed_fits_nothing() -> None:
    with pytest.raises(NotFoundError, match=r"no agent “”; there are: “Jan”, “Jana K\.”, “Tom”"):
        pick("", PEOPLE, what="agent")


def test_long_lists_are_cut_short() -> None:
    numbers = [(f"topic {n}", f"t{n}") for n in range(9)]
    with pytest.raises(NotFoundError, match=r"“t0”, .*“t4” and 4 more"):
        pick("zzz", numbers, what="topic")


def test_similar_names_are_found_whatever_their_case() -> None:
    assert similar_names("ZENLAIN", ["Acme", "Zenlane"]) == ["Zenlane"]


def test_a_name_written_as_it_is_goes_before_another_that_is_called_so() -> None:
    forms = [("monday", "monday"), ("Monday", "monday"), ("monday-2", "monday-2"), ("Monday", "monday-2")]
    assert pick("monday", forms, what="playlist") == "monday"
    with pytest.raises(NotFoundError, match="fits several"):
        pick("Monday", forms, what="playlist")
