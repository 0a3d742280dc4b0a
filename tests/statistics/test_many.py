import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coachkit.statistics.many import adjusted


def test_the_published_example_keeps_four_of_fifteen() -> None:
    # Benjamini and Hochberg (1995), section 3.2: thrombolysis in fifteen respects
    chances = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]  # fmt: skip

    assert sum(one <= 0.05 for one in adjusted(chances)) == 4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_the_values_are_those_of_scipy(chances: list[float]) -> None:
    assert adjusted(chances) == pytest.approx(list(stats.false_discovery_control(chances)))


def test_nothing_looked_at_gives_nothing() -> None:
    assert adjusted([]) == []


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match=r"1\.2 is no probability"):
        adjusted([0.5, 1.2])
