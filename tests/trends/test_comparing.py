from collections.abc import Sequence

import numpy as np
import pytest

from coachkit.statistics.shares import share_of
from coachkit.trends.comparing import (
    LEAST_CALLS,
    Comparison,
    Verdict,
    compare_course,
    compare_newest,
    compare_with_others,
    judge,
    newest_periods,
)
from made_trends import alike, of_groups, of_weeks, weeks


def verdict(*comparisons: Comparison) -> Verdict:
    return judge(comparisons)[0].verdict


def against(held: int, calls: int, other_held: int, other_calls: int) -> Comparison:
    return compare_with_others(share_of(held, calls), share_of(other_held, other_calls))


def test_a_large_share_that_doubled_is_up() -> None:
    assert verdict(against(40, 200, 100, 1000)) == "up"


def test_a_large_share_that_halved_is_down() -> None:
    assert verdict(against(20, 200, 200, 1000)) == "down"


def test_nothing_is_claimed_of_fewer_calls_than_the_least() -> None:
    few = against(LEAST_CALLS - 1, LEAST_CALLS - 1, 0, 1000)

    assert few.chance is None
    assert verdict(few) == "too few"
    assert verdict(against(LEAST_CALLS, LEAST_CALLS, 0, 1000)) == "up"


def test_nothing_is_claimed_of_what_hardly_anybody_speaks_of() -> None:
    assert verdict(against(4, 20, 0, 5000)) == "too few"
    assert verdict(against(5, 20, 0, 5000)) == "up"


def test_a_difference_of_two_points_is_not_worth_naming_however_sure() -> None:
    sure = against(400, 10_000, 200, 10_000)

    assert sure.chance is not None
    assert sure.chance < 1e-10
    assert verdict(sure) == "unclear"


def test_a_fifth_more_is_not_worth_naming_however_sure() -> None:
    sure = against(6000, 10_000, 5000, 10_000)

    assert sure.chance is not None
    assert sure.chance < 1e-10
    assert verdict(sure) == "unclear"


def test_what_is_news_alone_is_none_among_hundreds_of_others() -> None:
    alone, other = against(20, 100, 50, 500), against(10, 100, 50, 500)

    assert verdict(alone) == "up"
    assert verdict(alone, *[other] * 300) == "unclear"


def test_what_has_too_few_calls_is_not_among_those_looked_at() -> None:
    alone, few = against(20, 100, 50, 500), against(1, 3, 0, 2)

    assert judge([alone, *[few] * 300])[0] == judge([alone])[0]


def test_the_newest_week_is_compared_with_all_before() -> None:
    one = compare_newest([5, 6, 4, 20], [50, 60, 50, 55])

    assert (one.here, one.there) == (share_of(20, 55), share_of(15, 160))
    assert (one.periods_here, one.periods_there) == (1, 3)


def test_small_weeks_are_put_together_until_there_are_enough_calls() -> None:
    assert newest_periods([7] * 12) == 3
    assert newest_periods([7, 7, 7, 7, 0, 30]) == 1


def test_at_most_half_of_the_weeks_are_put_together() -> None:
    assert newest_periods([1] * 9) == 4
    assert newest_periods([1, 1]) == 1


def test_the_course_is_that_of_the_weeks_before_the_newest() -> None:
    one = compare_course([1, 2, 9, 4, 5, 30], [10, 20, 30, 40, 50, 60])

    assert (one.here, one.there) == (share_of(9, 90), share_of(12, 60))
    assert (one.periods_here, one.periods_there) == (2, 3)


def test_a_leap_in_the_newest_week_is_no_course() -> None:
    held, calls = [5] * 8 + [40], [50] * 9

    assert verdict(compare_newest(held, calls)) == "up"
    assert verdict(compare_course(held, calls)) == "unclear"


def test_a_course_needs_four_weeks_with_calls_before_the_newest() -> None:
    assert compare_course([2, 4, 12, 9], [50, 50, 50, 50]).chance is None
    assert compare_course([2, 0, 0, 12, 9], [50, 0, 50, 50, 50]).chance is None
    assert compare_course([2, 4, 8, 12, 9], [50, 50, 50, 50, 50]).chance is not None


def claims(comparisons: Sequence[Comparison]) -> int:
    return sum(one.verdict in ("up", "down") for one in judge(comparisons))


@pytest.mark.parametrize("a_week", [8, 40, 150])
def test_where_nothing_changes_few_tables_of_weeks_claim_a_change(a_week: int) -> None:
    rng = np.random.default_rng(7)
    tables = [weeks(rng, a_week) for _ in range(300)]

    assert sum(claims(of_weeks(table)) > 0 for table in tables) <= 0.05 * len(tables)


@pytest.mark.parametrize("agents", [3, 8])
def test_where_agents_are_alike_few_tables_of_agents_claim_a_difference(agents: int) -> None:
    rng = np.random.default_rng(8)
    tables = [alike(rng, agents) for _ in range(300)]

    assert sum(claims(of_groups(table)) > 0 for table in tables) <= 0.05 * len(tables)


def power(shares: Sequence[float], a_week: int, *, place: int) -> float:
    """Return in how much of 200 tables a subject with these shares is named, by a comparison of its row."""
    rng = np.random.default_rng(9)
    tables = [weeks(rng, a_week, first=shares) for _ in range(200)]
    return sum(judge(of_weeks(table))[place].verdict == "up" for table in tables) / len(tables)


def test_a_tenth_that_doubles_in_a_week_of_200_calls_is_mostly_found() -> None:
    assert power([0.1] * 12 + [0.2], 200, place=0) >= 0.65


def test_a_tenth_that_trebles_in_a_week_of_100_calls_is_found_nearly_always() -> None:
    assert power([0.1] * 12 + [0.3], 100, place=0) >= 0.95


def test_a_share_that_creeps_from_5_to_15_percent_is_mostly_found_in_weeks_of_150_calls() -> None:
    assert power([0.05 + 0.1 * week / 12 for week in range(13)], 150, place=1) >= 0.8
