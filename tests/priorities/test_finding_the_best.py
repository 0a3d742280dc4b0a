"""Made-up teams whose abilities are known: does the comparison find them, and does it know how sure it is?"""

import numpy as np
import pytest

from coachkit.priorities.expected import expect
from coachkit.priorities.handlers import Handler, can_be_told_apart, handlers_of
from made_teams import Team, a_team, raw_averages

TEAMS = 60


def compare(team: Team) -> list[Handler]:
    expected = expect(team.handled)
    return handlers_of(team.handled, expected.values, spread=expected.spread)


def truth_of(team: Team, found: list[Handler]) -> dict[str, float]:
    """Return how much better each is than the average of the calls that were taken."""
    middle = np.average([team.abilities[one.agent] for one in found], weights=[one.calls for one in found])
    return {one.agent: team.abilities[one.agent] - float(middle) for one in found}


@pytest.fixture(scope="module")
def teams() -> list[tuple[Team, list[Handler]]]:
    made = [a_team(seed) for seed in range(TEAMS)]
    return [(team, compare(team)) for team in made]


def test_the_best_is_found_far_more_often_than_by_plain_averages(
    teams: list[tuple[Team, list[Handler]]],
) -> None:
    adjusted = plain = 0
    for team, found in teams:
        best = max(truth_of(team, found).items(), key=lambda one: one[1])[0]
        averages = raw_averages(team.handled)
        adjusted += found[0].agent == best
        plain += max(averages, key=lambda name: averages[name]) == best
    assert adjusted > 2 * plain
    assert adjusted > 0.45 * TEAMS


def test_intervals_cover_the_truth_about_nineteen_times_in_twenty(
    teams: list[tuple[Team, list[Handler]]],
) -> None:
    covered = [
        one.effect.low <= truth_of(team, found)[one.agent] <= one.effect.high
        for team, found in teams
        for one in found
    ]
    assert 0.92 <= np.mean(covered) <= 0.98


def test_those_with_few_calls_do_not_crowd_the_top(teams: list[tuple[Team, list[Handler]]]) -> None:
    few = plain = 0
    for team, found in teams:
        calls = {one.agent: one.calls for one in found}
        mark = np.quantile(list(calls.values()), 0.25)
        averages = raw_averages(team.handled)
        few += calls[found[0].agent] <= mark
        plain += calls[max(averages, key=lambda name: averages[name])] <= mark
    # a quarter of the agents has few calls: more than that on top would be chance at work
    assert few <= 0.3 * TEAMS < plain


def test_hard_calls_are_not_held_against_those_who_take_them() -> None:
    team = a_team(7, agents=6, calls=2000, differ=0.0001, unfair=0.0)
    hard = [one for one in team.handled if one.agent != "agent 00" or one.topic_id == "t3"]
    expected = expect(hard)
    found = {one.agent: one for one in handlers_of(hard, expected.values, spread=expected.spread)}
    theirs = found["agent 00"]
    assert theirs.average < np.mean([one.average for one in found.values()]) - 5
    assert theirs.expected == pytest.approx(theirs.average, abs=6)
    assert theirs.effect.low < 0 < theirs.effect.high


def test_agents_who_do_not_differ_are_not_told_apart() -> None:
    found = compare(a_team(3, differ=0.0001, unfair=0.0))
    assert not any(can_be_told_apart(found[0], one) for one in found[1:])


def test_agents_who_differ_much_are_told_apart() -> None:
    found = compare(a_team(3, calls=2000, differ=15.0))
    assert can_be_told_apart(found[0], found[-1])


def test_where_less_is_better_the_shorter_calls_are_the_better_ones() -> None:
    team = a_team(5, calls=2000, differ=15.0)
    expected = expect(team.handled)
    up = handlers_of(team.handled, expected.values, spread=expected.spread)
    down = handlers_of(team.handled, expected.values, spread=expected.spread, is_less_better=True)
    assert [one.agent for one in down] == [one.agent for one in reversed(up)]
    assert down[0].effect.value == pytest.approx(-up[-1].effect.value)


def test_a_handful_of_calls_is_hardly_adjusted() -> None:
    handled = a_team(11, agents=3, calls=12).handled
    expected = expect(handled).values
    values = np.array([one.value for one in handled])
    assert np.std(expected) < 0.6 * np.std(values)


def test_one_agent_alone_is_neither_better_nor_worse() -> None:
    [alone] = compare(a_team(1, agents=1, calls=30))
    assert alone.effect.value == pytest.approx(0.0, abs=1e-6)


def test_calls_that_are_all_alike_leave_nobody_ahead() -> None:
    team = a_team(1, calls=40)
    alike = [
        type(one)(**{**{f: getattr(one, f) for f in one.__slots__}, "value": 60.0}) for one in team.handled
    ]
    expected = expect(alike)
    found = handlers_of(alike, expected.values, spread=expected.spread)
    assert all(one.effect.value == pytest.approx(0.0, abs=1e-6) for one in found)


def test_of_no_calls_nobody_is_found() -> None:
    assert handlers_of([], expect([]).values, spread=0.0) == []
