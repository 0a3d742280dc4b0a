import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coachkit.statistics.shares import fisher, half, share_of, steady_change, wilson

COUNTS = st.tuples(st.integers(1, 60), st.integers(1, 60)).flatmap(
    lambda of: st.tuples(st.integers(0, of[0]), st.just(of[0]), st.integers(0, of[1]), st.just(of[1]))
)


def test_the_interval_is_the_one_that_wilson_gives() -> None:
    # Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


@given(COUNTS)
def test_a_share_lies_in_its_interval(counts: tuple[int, int, int, int]) -> None:
    held, calls, _, _ = counts
    share = share_of(held, calls)

    assert share.value == held / calls
    assert share.low is not None
    assert share.high is not None
    assert 0 <= share.low <= share.value <= share.high <= 1
    assert share.low < share.high


def test_without_a_call_there_is_no_share() -> None:
    nothing = share_of(0, 0)

    assert (nothing.value, nothing.low, nothing.high) == (None, None, None)


@pytest.mark.parametrize(("held", "calls"), [(3, 2), (-1, 5)])
def test_more_held_than_there_are_is_refused(held: int, calls: int) -> None:
    with pytest.raises(ValueError, match=f"{held} of {calls} is no share"):
        share_of(held, calls)


@given(COUNTS)
def test_two_shares_are_compared_as_scipy_does(counts: tuple[int, int, int, int]) -> None:
    held, of, other_held, other_of = counts
    table = [[held, of - held], [other_held, other_of - other_held]]

    assert fisher(*counts) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6)


@given(COUNTS)
def test_it_does_not_matter_which_of_two_shares_comes_first(counts: tuple[int, int, int, int]) -> None:
    held, of, other_held, other_of = counts

    assert fisher(*counts) == pytest.approx(fisher(other_held, other_of, held, of))


def test_large_counts_are_compared_exactly_as_well() -> None:
    table = [[700, 40_000 - 700], [900, 60_000 - 900]]

    assert fisher(700, 40_000, 900, 60_000) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6)


def test_a_steady_rise_is_as_likely_as_the_published_example_says() -> None:
    # Cochran (1954), table 6: lesions by the patients' change in health, equal steps; chi-square 6.67
    little, much = [11, 27, 42, 53, 11], [7, 15, 16, 13, 1]
    of = [a + b for a, b in zip(little, much, strict=True)]

    assert steady_change(much, of) == pytest.approx(stats.chi2.sf(6.67, 1), abs=2e-4)


def test_a_fall_is_as_unlikely_as_the_same_rise() -> None:
    rising = steady_change([2, 4, 6, 9], [40, 40, 40, 40])

    assert rising == pytest.approx(steady_change([9, 6, 4, 2], [40, 40, 40, 40]))
    assert rising < 0.05


def test_shares_that_go_up_and_down_are_no_steady_change() -> None:
    assert steady_change([2, 9, 9, 2], [40, 40, 40, 40]) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("held", "of"), [([0, 0], [20, 20]), ([20, 20], [20, 20]), ([0, 5], [0, 20]), ([], []), ([3], [9])]
)
def test_where_nothing_can_change_chance_explains_all(held: list[int], of: list[int]) -> None:
    assert steady_change(held, of) == 1.0


@given(st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_how_far_a_share_is_from_half_is_as_likely_as_scipy_says(counts: tuple[int, int]) -> None:
    held, of = counts
    assert half(held, of) == pytest.approx(stats.binomtest(held, of).pvalue, rel=1e-6, abs=1e-12)


def test_without_calls_nothing_is_far_from_half() -> None:
    assert half(0, 0) == 1.0
