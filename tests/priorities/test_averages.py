import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.statistics.averages import Estimate, average, pool, total


def test_an_average_of_five_is_as_wide_as_students_t_says() -> None:
    found = average([1.0, 2.0, 3.0, 4.0, 5.0], spread=0.0)
    # t(0.975, 5) is 2.571
    assert found.value == 3.0
    assert found.high - found.value == pytest.approx(2.571 * np.sqrt(2.0 / 5), rel=0.005)


def test_three_values_that_happen_to_be_alike_do_not_look_exact() -> None:
    found = average([80.0, 80.0, 80.0], spread=20.0)
    assert found.high - found.low > 20


def test_an_average_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        average([], spread=1.0)


def test_the_interval_of_an_average_covers_the_truth_nineteen_times_in_twenty() -> None:
    chance = np.random.default_rng(1)
    draws = chance.normal(50, 20, (2000, 8))
    covered = [one.low <= 50 <= one.high for one in (average(row, spread=20.0) for row in draws)]
    assert 0.93 <= np.mean(covered) <= 0.98


def test_a_sum_of_losses_has_an_interval_that_reaches_further_up_than_down() -> None:
    found = total([1.0, 1.0, 0.5], largest=1.0)
    assert found.value == 2.5
    assert 0 < found.low < found.value < found.high
    assert found.high - found.value > found.value - found.low


def test_ten_equal_losses_have_the_interval_of_a_count_of_ten() -> None:
    # exact Poisson limits of a count of 10: 4.80 and 18.39
    found = total([2.0] * 10, largest=2.0)
    assert found.low == pytest.approx(2 * 4.80, rel=0.01)
    assert found.high == pytest.approx(2 * 18.39, rel=0.01)


def test_no_loss_at_all_does_not_mean_that_none_is_possible() -> None:
    assert total([0.0, 0.0], largest=1.0) == Estimate(value=0.0, low=0.0, high=3.0)


def test_turning_an_estimate_round_keeps_its_ends_in_order() -> None:
    assert Estimate(value=2.0, low=1.0, high=5.0).times(-2) == Estimate(value=-4.0, low=-10.0, high=-2.0)


def test_a_mean_of_few_calls_is_drawn_in_further_than_one_of_many() -> None:
    found = pool(np.array([20.0, 20.0, -10.0, -10.0]), np.array([2.0, 200.0, 50.0, 50.0]), spread=25.0)
    assert found.effects[0] < found.effects[1]
    assert found.kept[0] < found.kept[1]
    assert found.deviations[0] > found.deviations[1]


def test_means_that_differ_only_by_chance_are_drawn_together() -> None:
    chance = np.random.default_rng(2)
    means = chance.normal(0, 25 / np.sqrt(20), 30)
    found = pool(means, np.full(30, 20.0), spread=25.0)
    assert np.std(found.effects) < 0.4 * np.std(means)


def test_of_nobody_nothing_is_left() -> None:
    assert len(pool(np.zeros(0), np.zeros(0), spread=1.0).effects) == 0


@given(
    st.lists(st.tuples(st.floats(-100, 100), st.integers(1, 500)), min_size=1, max_size=12),
    st.floats(0, 50),
)
def test_what_is_left_lies_between_the_means(people: list[tuple[float, int]], spread: float) -> None:
    means = np.array([mean for mean, _ in people])
    found = pool(means, np.array([float(count) for _, count in people]), spread=spread)
    assert np.isfinite(found.deviations).all()
    assert (found.effects >= means.min() - 1e-6).all()
    assert (found.effects <= means.max() + 1e-6).all()
    assert ((found.kept >= 0) & (found.kept <= 1)).all()
