import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.cohesion import cohesion_between, drops_of


def test_words_that_come_again_hold_talk_together():
    same, other = ["export", "file", "empty"], ["invoice", "pounds", "twice"]
    found = cohesion_between([same * 14, same * 14, other * 14, other * 14])
    assert found[2] == 0
    assert found[1] == pytest.approx(1)
    assert found[3] == pytest.approx(1)


def test_endings_do_not_matter():
    assert cohesion_between([["invoice"], ["invoices"]])[1] == pytest.approx(1)


def test_short_words_say_nothing():
    assert cohesion_between([["the", "and", "it"], ["the", "and", "it"]]) == [0, 0]


def test_a_valley_is_as_deep_as_the_peaks_beside_it_are_high():
    assert drops_of([0.0, 0.5, 0.25, 0.75]) == [0, 0, 0.75, 0]


def test_there_is_no_drop_where_nothing_changes():
    assert drops_of([0.5] * 5) == [0] * 5


@given(st.lists(st.lists(st.sampled_from(["export", "invoice", "printer", "the"]), max_size=50), max_size=12))
def test_cohesion_is_between_none_and_full(pieces):
    found = cohesion_between(pieces)
    assert len(found) == len(pieces)
    assert all(0 <= one <= 1 + 1e-9 for one in found)
    assert all(drop >= 0 for drop in drops_of(found))
