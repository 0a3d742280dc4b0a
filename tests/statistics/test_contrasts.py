"""Weighted sums of values with their intervals."""

import numpy as np
import pytest

from coachkit.statistics.contrasts import Contrast, contrast, spread_between
from coachkit.statistics.differences import difference_within


def test_one_average_less_another_is_a_contrast() -> None:
    chance = np.random.default_rng(1)
    here, there = chance.normal(60, 20, 40), chance.normal(50, 20, 25)
    weights = [1 / 40] * 40 + [-1 / 25] * 25
    groups = ["here"] * 40 + ["there"] * 25
    found = contrast([*here, *there], weights, groups, spread=20.0).difference
    known = difference_within([("a", x) for x in here], [("a", x) for x in there], spread=20.0)
    assert known is not None
    assert found.by.value == pytest.approx(known[0].by.value)
    assert (found.by.low, found.by.high) == pytest.approx((known[0].by.low, known[0].by.high))


def test_errors_of_independent_contrasts_add_up() -> None:
    one = Contrast(value=5.0, squared_error=4.0, freedom=10)
    other = Contrast(value=2.0, squared_error=9.0, freedom=20)
    both = one.less(other)
    assert (both.value, both.squared_error) == (3.0, 13.0)
    assert both.freedom == pytest.approx(13**2 / (16 / 10 + 81 / 20))


def test_an_exact_contrast_less_another_keeps_the_error_of_the_other() -> None:
    sure = Contrast(value=0.0, squared_error=0.0, freedom=2)
    found = Contrast(value=1.0, squared_error=4.0, freedom=10).less(sure)
    assert (found.squared_error, found.freedom) == (4.0, 10.0)


def test_a_contrast_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        contrast([], [], [], spread=1.0)


def test_values_that_differ_no_more_than_their_errors_do_not_differ() -> None:
    assert spread_between([1.0, 1.1, 0.9], [1.0, 1.0, 1.0]) == 0.0


def test_values_that_differ_by_more_than_their_errors_do() -> None:
    chance = np.random.default_rng(3)
    true = chance.normal(0, 2.0, 400)
    seen = true + chance.normal(0, 1.0, 400)
    assert spread_between(seen, [1.0] * 400) == pytest.approx(4.0, rel=0.2)
