from math import comb, exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coachkit.statistics.stratified import (
    Tables,
    common_difference,
    common_odds,
    compare,
    quick_odds,
)

Stratum = tuple[int, int, int, int]
"""Done and good, done and bad, not done and good, not done and bad."""
RABBITS = [(0, 6, 0, 5), (3, 3, 0, 6), (6, 0, 2, 4), (5, 1, 6, 0), (2, 0, 5, 0)]
"""Penicillin of rabbits given at once or late, by dose (Mantel 1963), as in R's `Rabbits`."""
BERKELEY = [
    (512, 313, 89, 19),
    (353, 207, 17, 8),
    (120, 205, 202, 391),
    (138, 279, 131, 244),
    (53, 138, 94, 299),
    (22, 351, 24, 317),
]
"""Admissions of men and women by department (Bickel and others 1975), as in R's `UCBAdmissions`."""
BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
    (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip
"""Thirteen trials of the BCG vaccine (Colditz and others 1994), as in metafor's `dat.bcg`."""
COUNT = st.integers(0, 9)
STRATA = st.lists(st.tuples(COUNT, COUNT, COUNT, COUNT), min_size=1, max_size=5)


def tables(*rows: list[Stratum]) -> Tables:
    counts = np.array(rows, np.int64)
    return Tables(
        done_good=counts[:, :, 0],
        done_bad=counts[:, :, 1],
        other_good=counts[:, :, 2],
        other_bad=counts[:, :, 3],
    )


def drawn(rng: np.random.Generator, rows: int, strata: int, largest: int) -> Tables:
    """Return tables in which nothing has an effect."""
    of = rng.integers(1, largest + 1, (rows, strata))
    done, good = rng.integers(0, of + 1), rng.integers(0, of + 1)
    both = rng.hypergeometric(good, of - good, done)
    return Tables(
        done_good=both, done_bad=done - both, other_good=good - both, other_bad=of - good - done + both
    )


def by_counting(strata: list[Stratum]) -> tuple[float, list[float]]:
    """Return the chance, and all chances there could be, from all ways in which the good ones can fall."""
    likely = {0: 1.0}
    for a, b, c, d in strata:
        good, does, of = a + c, a + b, a + b + c + d
        own = {
            k: comb(good, k) * comb(of - good, does - k) / comb(of, does)
            for k in range(max(0, does + good - of), min(does, good) + 1)
        }
        sums: dict[int, float] = {}
        for one, chance in likely.items():
            for two, other in own.items():
                sums[one + two] = sums.get(one + two, 0.0) + chance * other
        likely = sums
    seen = likely[sum(one[0] for one in strata)]
    possible = {
        round(sum(each for each in likely.values() if each <= one * (1 + 1e-7)), 12)
        for one in likely.values()
    }
    return sum(each for each in likely.values() if each <= seen * (1 + 1e-7)), sorted(possible)


def chances(given_tables: Tables) -> list[float]:
    return [float(one) for one in compare(given_tables).chances]


def test_the_exact_test_is_that_of_published_examples() -> None:
    # R 4: mantelhaen.test(Rabbits, exact = TRUE) gives p-value = 0.03994.
    assert chances(tables(RABBITS))[0] == pytest.approx(0.03994, abs=5e-6)


def test_the_common_odds_are_those_of_published_examples() -> None:
    # R 4: mantelhaen.test; metafor: rma.mh(measure = "OR"), -0.4734 (-0.5538 to -0.3930) on the log scale.
    rabbits, berkeley, bcg = (common_odds(tables(one), 0) for one in (RABBITS, BERKELEY, BCG))

    assert rabbits is not None
    assert (rabbits.value, rabbits.low) == pytest.approx((7.0, 1.026713), abs=5e-7)
    assert berkeley is not None
    assert (berkeley.value, berkeley.low, berkeley.high) == pytest.approx(
        (0.9046968, 0.7719074, 1.0603298), abs=5e-8
    )
    assert bcg is not None
    assert [log(one) for one in (bcg.value, bcg.low, bcg.high)] == pytest.approx(
        [-0.4734, -0.5538, -0.3930], abs=5e-5
    )


def test_one_stratum_is_fishers_exact_test() -> None:
    rng = np.random.default_rng(1)
    given_tables = drawn(rng, 200, 1, 90)

    found = chances(given_tables)

    for n in range(200):
        a, b, c, d = (
            int(part[n, 0])
            for part in (
                given_tables.done_good,
                given_tables.done_bad,
                given_tables.other_good,
                given_tables.other_bad,
            )
        )
        assert found[n] == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue, rel=1e-6)


@given(STRATA)
def test_the_chance_is_what_counting_all_ways_gives(strata: list[Stratum]) -> None:
    chance, _ = by_counting(strata)

    assert chances(tables(strata))[0] == pytest.approx(chance, rel=1e-6, abs=1e-13)


@given(STRATA)
def test_the_chances_there_could_be_are_those_of_all_ways(strata: list[Stratum]) -> None:
    _, possible = by_counting(strata)
    small = [one for one in possible if 1e-9 < one <= 0.05]

    (found,) = compare(tables(strata)).attainable

    assert [one for one in found if one > 1e-9] == pytest.approx(small, rel=1e-6)


@given(STRATA, st.lists(st.tuples(COUNT, COUNT), min_size=1, max_size=3))
def test_strata_without_both_sides_change_nothing(strata: list[Stratum], more: list[tuple[int, int]]) -> None:
    padded = [*strata, *((a, b, 0, 0) for a, b in more), *((a, 0, b, 0) for a, b in more)]

    assert chances(tables(padded))[0] == pytest.approx(chances(tables(strata))[0], rel=1e-9)


def test_rows_of_all_sizes_are_each_judged_as_if_alone() -> None:
    rng = np.random.default_rng(2)
    parts = [drawn(rng, 4, 6, largest) for largest in (3, 30, 400, 4000)]
    together = Tables(
        **{
            name: np.concatenate([getattr(one, name) for one in parts])
            for name in ("done_good", "done_bad", "other_good", "other_bad")
        }
    )

    alone = [chances(one.row(n))[0] for one in parts for n in range(4)]

    assert chances(together) == pytest.approx(alone, rel=1e-9)


def test_thousands_of_cases_are_judged_as_one_by_one_convolution_would() -> None:
    rng = np.random.default_rng(3)
    large = drawn(rng, 3, 40, 600)
    for n in range(3):
        likely = np.ones(1)
        least = 0
        for k in range(40):
            of = int(large.done[n, k] + large.other[n, k])
            good, does = int(large.done_good[n, k] + large.other_good[n, k]), int(large.done[n, k])
            first, last = max(0, does + good - of), min(does, good)
            likely = np.convolve(likely, stats.hypergeom.pmf(np.arange(first, last + 1), of, good, does))
            least += first
        middle = round(float(np.arange(len(likely)) @ likely))
        for away in (0, 30, 120):
            seen = likely[middle + away]
            moved = replace_total(large.row(n), least + middle + away)
            assert chances(moved)[0] == pytest.approx(
                likely[likely <= seen * (1 + 1e-7)].sum(), rel=1e-3, abs=1e-12
            )


def replace_total(one: Tables, total: int) -> Tables:
    """Return the row with other cases having gone well, so that so many that are done did; margins stay."""
    both = one.done_good.copy()
    short = total - int(both.sum())
    for k in range(both.shape[1]):
        room = (
            min(int(one.done_bad[0, k]), int(one.other_good[0, k]))
            if short > 0
            else -min(int(one.done_good[0, k]), int(one.other_bad[0, k]))
        )
        step = min(short, room) if short > 0 else max(short, room)
        both[0, k] += step
        short -= step
    assert not short
    moved = both - one.done_good
    return Tables(
        done_good=both,
        done_bad=one.done_bad - moved,
        other_good=one.other_good - moved,
        other_bad=one.other_bad + moved,
    )


def test_a_total_beyond_all_reason_is_nearly_impossible() -> None:
    apart = tables([(5000, 0, 0, 5000)])

    assert chances(apart)[0] == pytest.approx(0, abs=1e-13)


def test_nothing_to_compare_is_no_news() -> None:
    empty = tables([(4, 3, 0, 0), (0, 0, 0, 0)])

    assert chances(empty)[0] == 1.0
    assert common_odds(empty, 0) is None
    assert common_difference(empty, 0) is None
    assert quick_odds(empty)[0][0] == 0


def test_one_stratum_has_the_plain_difference() -> None:
    found = common_difference(tables([(30, 10, 20, 40)]), 0)

    assert found is not None
    assert found.value == pytest.approx(30 / 40 - 20 / 60)


def test_the_interval_of_the_difference_holds_the_truth_19_times_of_20() -> None:
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(800):
        base = rng.uniform(0.2, 0.6, 30)
        done, other = rng.integers(1, 6, 30), rng.integers(1, 6, 30)
        good, rest = rng.binomial(done, base + 0.2), rng.binomial(other, base)
        one = Tables(
            done_good=good[None],
            done_bad=(done - good)[None],
            other_good=rest[None],
            other_bad=(other - rest)[None],
        )
        found = common_difference(one, 0)
        assert found is not None
        held += found.low <= 0.2 <= found.high

    assert 0.93 <= held / 800 <= 0.97


def test_the_interval_of_the_odds_holds_the_truth_19_times_of_20() -> None:
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(800):
        base = rng.uniform(0.2, 0.6, 30)
        odds = 3 * base / (1 - base)
        done, other = rng.integers(1, 6, 30), rng.integers(1, 6, 30)
        good, rest = rng.binomial(done, odds / (1 + odds)), rng.binomial(other, base)
        one = Tables(
            done_good=good[None],
            done_bad=(done - good)[None],
            other_good=rest[None],
            other_bad=(other - rest)[None],
        )
        found = common_odds(one, 0)
        assert found is not None
        held += found.low <= 3 <= found.high

    assert 0.93 <= held / 800 <= 0.975


@given(STRATA)
def test_swapping_what_is_done_turns_the_effect_round(strata: list[Stratum]) -> None:
    one, other = tables(strata), tables([(c, d, a, b) for a, b, c, d in strata])
    odds, turned = common_odds(one, 0), common_odds(other, 0)
    by, against = common_difference(one, 0), common_difference(other, 0)

    assert chances(one)[0] == pytest.approx(chances(other)[0], rel=1e-6)
    assert quick_odds(one)[0][0] == pytest.approx(-quick_odds(other)[0][0])
    if odds is not None and turned is not None:
        assert odds.value * turned.value == pytest.approx(1)
        assert odds.low * turned.high == pytest.approx(1)
    if by is not None and against is not None:
        assert by.value == pytest.approx(-against.value)
        assert by.low == pytest.approx(-against.high, abs=1e-9)


def test_quick_odds_are_near_the_common_ones_where_effects_are_moderate() -> None:
    assert exp(quick_odds(tables(BERKELEY))[0][0]) == pytest.approx(0.9047, abs=5e-3)
