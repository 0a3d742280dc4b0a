import numpy as np
import pytest

from coachkit.comparing.likeness import (
    Matrix,
    Meaning,
    likeness,
    nearness_of_calls,
    twins,
    weights_of,
)


def axes(*places: int) -> Matrix:
    """Vectors along some of four directions."""
    return np.eye(4, dtype=np.float32)[list(places)]


def meaning(passages: Matrix, *purposes: str, reasons: Matrix | None = None) -> Meaning:
    given = purposes or ("matter",) * len(passages)
    return Meaning(
        passages=passages, weights=weights_of(given), reasons=axes() if reasons is None else reasons
    )


def test_a_call_is_wholly_like_itself():
    one = meaning(axes(0, 1), "reason", "matter", reasons=axes(0))
    assert likeness(one, one) == pytest.approx(1.0)


def test_calls_about_nothing_in_common_are_not_alike():
    assert likeness(meaning(axes(0, 1)), meaning(axes(2, 3))) == pytest.approx(0.0)


def test_likeness_is_the_same_both_ways():
    one = meaning(axes(0, 1), "reason", "matter", reasons=axes(0))
    other = meaning(axes(0, 2, 3), "matter", "reason", "goodbye", reasons=axes(2))
    assert likeness(one, other) == pytest.approx(likeness(other, one))


def test_what_only_one_call_deals_with_makes_them_less_alike():
    one = meaning(axes(0))
    assert likeness(one, meaning(axes(0, 1, 2))) < likeness(one, meaning(axes(0, 1))) < 1.0


def test_the_same_greeting_does_not_make_calls_alike():
    one = meaning(axes(0, 1), "greeting", "reason")
    other = meaning(axes(0, 2), "greeting", "reason")
    assert likeness(one, other) == pytest.approx(0.0)


def test_the_same_reason_counts_more_than_the_same_matter():
    asked = meaning(axes(0, 1), "reason", "matter", reasons=axes(0))
    same_reason = meaning(axes(0, 2), "reason", "matter", reasons=axes(0))
    same_matter = meaning(axes(2, 1), "reason", "matter", reasons=axes(2))
    assert likeness(asked, same_reason) > likeness(asked, same_matter)


def test_a_call_without_a_known_reason_is_compared_by_what_it_deals_with():
    asked = meaning(axes(0, 1), "reason", "matter", reasons=axes(0))
    assert likeness(asked, meaning(axes(0, 1))) == pytest.approx(1.0)


def test_passages_count_alike_where_nothing_but_greetings_is_there():
    assert weights_of(["greeting", "goodbye"]).tolist() == [1.0, 1.0]


def test_a_call_without_passages_comes_nearest_to_nothing():
    cosines = np.array([[0.5], [0.9], [0.2]], np.float32)
    near = nearness_of_calls(cosines, np.ones(1, np.float32), np.array([0, 2, 2, 3]))
    assert near.tolist() == pytest.approx([0.9, -1.0, 0.2])


def test_each_thing_that_is_asked_about_looks_for_its_own_match():
    cosines = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]], np.float32)
    near = nearness_of_calls(cosines, np.ones(2, np.float32), np.array([0, 2, 3]))
    assert near.tolist() == pytest.approx([1.0, 0.5])


def test_a_call_that_holds_more_than_the_other_is_no_twin():
    cosines = np.array([[1.0, 0.1], [0.1, 1.0], [0.3, 0.2], [1.0, 0.0], [0.0, 1.0]], np.float32)
    assert twins(cosines, np.array([0, 3, 5]), least=0.98).tolist() == [False, True]
