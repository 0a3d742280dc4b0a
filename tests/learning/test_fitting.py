"""What is learned from calls of which it is known how they went."""

import numpy as np
import pytest

from coachkit.learning.fitting import cross_validated, fit, folds_of, probability
from coachkit.learning.sheet import Sheet
from coachkit.statistics.areas import area_of

CALLS = 100


def made_calls(*, signal, seed=3, calls=CALLS):
    """Features of made calls: `told` tells how the call went, `noise` tells nothing."""
    draws = np.random.default_rng(seed)
    went_well = draws.random(calls) < 0.6
    told = signal * went_well + draws.normal(size=calls)
    noise = draws.normal(size=(calls, 8))
    features = [
        {"told": told[n]} | {f"noise {k}": noise[n, k] for k in range(8)} | {"same": 1.0}
        for n in range(calls)
    ]
    return Sheet.of(features), went_well, [f"call {n}" for n in range(calls)]


def test_the_feature_that_tells_gets_the_largest_weight():
    weights = fit(*made_calls(signal=2.0))
    largest = weights.names[int(np.argmax(np.abs(weights.weight)))]
    assert largest == "told"
    assert weights.weight[weights.names.index("told")] > 0


def test_a_feature_that_is_the_same_in_all_calls_has_no_weight():
    assert "same" not in fit(*made_calls(signal=2.0)).names


def test_the_same_calls_give_the_same_weights():
    once, again = fit(*made_calls(signal=1.0)), fit(*made_calls(signal=1.0))
    assert once.weight.tolist() == again.weight.tolist()
    assert once.intercept == again.intercept


def test_held_out_calls_are_told_apart_where_there_is_something_to_learn():
    sheet, went_well, groups = made_calls(signal=2.0)
    assert area_of(went_well, cross_validated(sheet, went_well, groups)).value > 0.8


def test_nothing_is_found_in_calls_that_tell_nothing():
    sheet, went_well, groups = made_calls(signal=0.0, calls=400)
    area = area_of(went_well, cross_validated(sheet, went_well, groups))
    assert area.low < 0.5


def test_chances_are_right_on_average():
    sheet, went_well, groups = made_calls(signal=2.0, calls=400)
    chances = probability(cross_validated(sheet, went_well, groups))
    likely = chances > 0.5
    assert chances[likely].mean() == pytest.approx(went_well[likely].mean(), abs=0.08)
    assert chances[~likely].mean() == pytest.approx(went_well[~likely].mean(), abs=0.08)


def test_what_is_not_known_of_a_call_moves_nothing():
    sheet, went_well, groups = made_calls(signal=2.0)
    weights = fit(sheet, went_well, groups)
    assert weights.log_odds(Sheet.of([{}], sheet.names)).tolist() == [weights.intercept]


def test_the_parts_of_a_score_add_up_to_it():
    sheet, went_well, groups = made_calls(signal=2.0)
    weights = fit(sheet, went_well, groups)
    parts = weights.effects(sheet).sum(axis=1) + weights.intercept
    assert weights.log_odds(sheet) == pytest.approx(parts)


def test_features_that_were_not_learned_from_are_left_aside():
    weights = fit(*made_calls(signal=2.0))
    plain, more = {"told": 1.0}, {"told": 1.0, "new": 100.0}
    assert weights.log_odds(Sheet.of([plain])).tolist() == weights.log_odds(Sheet.of([more])).tolist()


def test_a_group_is_never_both_learned_from_and_held_out():
    went_well = np.arange(60) % 3 > 0
    groups = [f"agent {n % 7}" for n in range(60)]
    for train, test in folds_of(went_well, groups):
        assert not {groups[n] for n in train} & {groups[n] for n in test}


def test_who_the_agent_is_helps_nobody_whose_agent_is_new():
    """Agents differ and calls do not: what is learned of agents is worth nothing beyond them."""
    draws = np.random.default_rng(4)
    agents = [f"agent {n % 8}" for n in range(320)]
    level = {f"agent {n}": n % 2 for n in range(8)}
    went_well = np.array([draws.random() < 0.2 + 0.6 * level[one] for one in agents])
    habits = {f"agent {n}": draws.normal(size=6) for n in range(8)}
    sheet = Sheet.of(
        [{f"habit {k}": float(habits[one][k] + 0.1 * draws.normal()) for k in range(6)} for one in agents]
    )
    by_call = area_of(went_well, cross_validated(sheet, went_well, [str(n) for n in range(320)]))
    by_agent = area_of(went_well, cross_validated(sheet, went_well, agents))
    assert by_call.value > 0.7
    assert by_agent.value < by_call.value - 0.15


def test_calls_that_all_went_well_teach_nothing():
    sheet, _, groups = made_calls(signal=1.0)
    with pytest.raises(ValueError, match="calls that did not"):
        fit(sheet, np.ones(CALLS, bool), groups)
