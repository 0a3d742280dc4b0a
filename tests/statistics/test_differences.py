import numpy as np
import pytest

from coachkit.statistics.differences import chance_of, difference, difference_within


def test_a_difference_of_averages_has_welchs_interval() -> None:
    chance = np.random.default_rng(1)
    here, there = chance.normal(60, 20, 400), chance.normal(50, 10, 100)
    found = difference(here, there, spread=0.0)
    error = np.sqrt(here.var() / 400 + there.var() / 100)
    assert found.by.value == pytest.approx(here.mean() - there.mean())
    assert found.by.high - found.by.value == pytest.approx(1.96 * error, rel=0.01)
    assert found.chance < 0.001


def test_the_chance_of_students_t_is_that_of_its_tables() -> None:
    # two-sided 5 % and 1 % points of Student's t
    assert chance_of(3.182, 3) == pytest.approx(0.05, rel=0.03)
    assert chance_of(-2.228, 10) == pytest.approx(0.05, rel=0.01)
    assert chance_of(2.750, 30) == pytest.approx(0.01, rel=0.01)


def test_the_same_average_on_both_sides_is_no_difference() -> None:
    found = difference([50.0] * 5, [50.0] * 7, spread=20.0)
    assert (found.by.value, found.chance) == (0.0, 1.0)
    assert found.by.low < -5


def test_values_that_happen_to_be_alike_do_not_look_exact() -> None:
    assert difference([60.0] * 5, [50.0] * 5, spread=20.0).chance > 0.05


def test_a_difference_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        difference([], [1.0], spread=1.0)


def test_claims_by_chance_are_as_rare_as_they_say() -> None:
    chance = np.random.default_rng(2)
    draws = [
        difference(chance.normal(50, 20, 6), chance.normal(50, 20, 30), spread=20.0) for _ in range(2000)
    ]
    assert 0.02 <= np.mean([one.chance <= 0.05 for one in draws]) <= 0.06


def test_within_kinds_only_what_is_of_one_kind_is_compared() -> None:
    here = [("a", 10.0)] * 20 + [("b", 90.0)] * 2 + [("only here", 0.0)] * 9
    there = [("a", 20.0)] * 4 + [("b", 100.0)] * 40
    found = difference_within(here, there, spread=5.0)
    assert found is not None
    compared, of_here, of_there = found
    assert compared.by.value == pytest.approx(-10.0)
    assert (of_here, of_there) == (22, 44)
    assert compared.chance < 0.001


def test_sides_without_a_kind_in_common_cannot_be_compared_within_kinds() -> None:
    assert difference_within([("a", 1.0)], [("b", 1.0)], spread=1.0) is None
