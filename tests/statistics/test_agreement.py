"""Agreement of two judges: hand-computed figures, and those of scikit-learn."""

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.statistics.agreement import agreement_of, cohens_kappa

PAIRS = st.lists(st.tuples(st.sampled_from("gbn"), st.sampled_from("gbn")), min_size=1, max_size=40)


def table(rows):
    """Return pairs from counts: rows are what one judge says, columns what the other does."""
    return [
        ("gbn"[i], "gbn"[j])
        for i, row in enumerate(rows)
        for j, count in enumerate(row)
        for _ in range(count)
    ]


def test_two_words_by_hand():
    # 35 of 50 alike; by chance 0.5 (25 × 30 + 25 × 20 of 2500): kappa = (0.7 - 0.5) / (1 - 0.5)
    found = agreement_of(table([[20, 5], [10, 15]]))
    assert (found.n, found.agreed, found.share) == (50, 35, 0.7)
    assert found.kappa == pytest.approx(0.4)
    # alike 0.4 (0.5 - 1.1 × 0.3)² + 0.3 (0.5 - 0.9 × 0.3)² = 0.02743, not alike
    # 0.3² (0.1 × 1.1² + 0.2 × 0.9²) = 0.02547, less (0.35 - 1 + 0.7)² = 0.0025, over 50 × 0.5⁴ = 3.125
    reach = 1.959964 * (0.0504 / 3.125) ** 0.5
    assert (found.kappa_low, found.kappa_high) == pytest.approx((0.4 - reach, 0.4 + reach))


def test_three_words_by_hand():
    # alike 14 of 20; marginals 10 6 4 and 8 7 5: by chance (80 + 42 + 20) / 400 = 0.355
    found = agreement_of(table([[7, 2, 1], [1, 4, 1], [0, 1, 3]]))
    assert (found.agreed, found.share) == (14, 0.7)
    assert found.kappa == pytest.approx((0.7 - 0.355) / 0.645)


def test_who_says_the_same_of_everything_in_two_words_agrees_fully():
    found = agreement_of([("g", "g")] * 6 + [("b", "b")] * 6)
    assert (found.share, found.kappa, found.kappa_low, found.kappa_high) == (1.0, 1.0, 1.0, 1.0)


def test_kappa_is_not_defined_where_both_say_one_word_only():
    found = agreement_of([("g", "g")] * 12)
    assert (found.share, found.kappa) == (1.0, None)


def test_opposites_agree_less_than_by_chance():
    found = agreement_of([("g", "b")] * 5 + [("b", "g")] * 5)
    assert (found.share, found.kappa) == (0.0, -1.0)


def test_without_a_pair_nothing_is_said():
    found = agreement_of([])
    assert (found.n, found.share, found.kappa, found.is_enough) == (0, None, None, False)


def test_nine_pairs_are_too_few_and_ten_are_enough():
    assert not agreement_of([("g", "g")] * 9).is_enough
    assert agreement_of([("g", "g")] * 10).is_enough


@settings(deadline=None)  # the first call imports scikit-learn
@given(PAIRS)
def test_kappa_is_that_of_scikit_learn(pairs):
    from sklearn.metrics import cohen_kappa_score

    found = cohens_kappa(pairs)
    if found is None:
        assert len({word for pair in pairs for word in pair}) == 1
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert found[0] == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)))


@given(PAIRS)
def test_the_interval_holds_the_figure_and_who_is_who_does_not_matter(pairs):
    found = cohens_kappa(pairs)
    turned = cohens_kappa([(other, one) for one, other in pairs])
    assert (found is None) == (turned is None)
    if found is not None and turned is not None:
        assert turned == pytest.approx(found)
        assert -1 <= found[1] <= found[0] + 1e-9
        assert found[0] - 1e-9 <= found[2] <= 1
