"""Areas under the ROC curve, alone and beside another's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from coachkit.statistics.areas import area_of, gain_of


def test_the_area_is_the_share_of_pairs_in_the_right_order():
    truth = np.array([True, True, False, False, False])
    values = np.array([3.0, 1.0, 2.0, 1.0, 0.0])
    # Pairs: 3 beats all three; 1 loses to 2, ties with 1 and beats 0.
    assert area_of(truth, values).value == pytest.approx((3 + 0 + 0.5 + 1) / 6)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(-3, 3)), min_size=2, max_size=40).filter(
        lambda rows: len({kind for kind, _ in rows}) == 2
    )
)
def test_the_area_agrees_with_scikit_learn(rows):
    truth = np.array([kind for kind, _ in rows])
    values = np.array([float(value) for _, value in rows])
    assert area_of(truth, values).value == pytest.approx(roc_auc_score(truth, values))


def test_the_interval_is_delongs():
    """Computed by hand: the variance of each side's shares over its number, both together."""
    truth = np.array([True, True, True, False, False])
    values = np.array([4.0, 3.0, 1.0, 2.0, 0.0])
    # Shares of the three: 1, 1, 1/2 (variance 1/12); of the two: 2/3, 1 (variance 1/18).
    reach = 1.959963984540054 * (1 / 12 / 3 + 1 / 18 / 2) ** 0.5
    found = area_of(truth, values)
    assert (found.value, found.low) == pytest.approx((5 / 6, 5 / 6 - reach))


def test_a_figure_gains_nothing_on_itself_and_that_is_certain():
    truth = np.array([True, False, True, False])
    values = np.array([1.0, 2.0, 3.0, 0.0])
    gain = gain_of(truth, values, values)
    assert (gain.value, gain.low, gain.high) == (0.0, 0.0, 0.0)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    draws = np.random.default_rng(5)
    held = 0
    for _ in range(300):
        truth = np.arange(120) < 40
        signal = draws.normal(size=120) + truth
        better, other = signal + 0.5 * draws.normal(size=120), signal + 0.5 * draws.normal(size=120)
        gain = gain_of(truth, better, other)
        held += gain.low <= 0 <= gain.high
    assert 0.91 <= held / 300 <= 0.99


def test_calls_of_one_kind_alone_have_no_area():
    with pytest.raises(ValueError, match="both kinds"):
        area_of(np.array([True, True]), np.array([1.0, 2.0]))
