"""Grouping by meaning."""

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.battlecards.grouping import group_alike, without_shared


def directions(*degrees: float) -> npt.NDArray[np.float32]:
    """Return rows of unit length that point so; those 45 degrees apart have a cosine of 0.71."""
    angles = np.radians(np.array(degrees))
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_what_is_alike_is_one_group_and_the_biggest_comes_first() -> None:
    assert group_alike(directions(90, 0, 5, 10), least=0.9) == [(1, 2, 3), (0,)]


def test_the_one_that_most_are_alike_to_stands_for_a_group() -> None:
    [group, *_] = group_alike(directions(0, 40, 80), least=0.7)
    assert group[0] == 1


def test_nothing_joins_a_group_by_way_of_a_third() -> None:
    groups = group_alike(directions(0, 20, 40, 60, 80, 100), least=0.9)
    rows = directions(0, 20, 40, 60, 80, 100)
    assert all(rows[n] @ rows[group[0]] >= 0.9 for group in groups for n in group[1:])
    assert len(groups) > 1


def test_what_all_share_makes_nothing_alike() -> None:
    shared = np.array([3.0, 0.0, 0.0, 0.0], np.float32)
    rows = np.stack([shared + np.eye(4, dtype=np.float32)[n] for n in (1, 1, 1, 2, 2, 2)])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    assert len(group_alike(rows, least=0.6)) == 1
    assert group_alike(without_shared(rows), least=0.6) == [(0, 1, 2), (3, 4, 5)]


def test_rows_that_are_all_the_same_stay_alike() -> None:
    assert group_alike(without_shared(directions(30, 30, 30)), least=0.9) == [(0, 1, 2)]


def test_nothing_makes_no_group() -> None:
    assert group_alike(np.zeros((0, 2), np.float32)) == []


@settings(deadline=None)
@given(st.lists(st.floats(0, 360), max_size=40), st.integers(1, 50))
def test_everything_is_in_one_group_however_many_are_compared(degrees: list[float], compared: int) -> None:
    rows = directions(*degrees) if degrees else np.zeros((0, 2), np.float32)
    groups = group_alike(rows, least=0.8, compared=compared)
    assert sorted(n for group in groups for n in group) == [*range(len(degrees))]
    assert all(rows[n] @ rows[group[0]] >= 0.8 - 1e-5 for group in groups for n in group[1:])
    assert groups == group_alike(rows, least=0.8, compared=compared)
