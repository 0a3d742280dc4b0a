from hypothesis import given
from hypothesis import strategies as st

from coachkit.clipping import Pause
from coachkit.playlists.own_bounds import NEAR, own_bounds


def pause(start, end):
    return Pause(start=start, end=end, ends="words", begins="words")


TALK = [pause(0, 1), pause(3, 3.4), pause(3.9, 4.0), pause(20, 22)]


def test_bounds_in_pauses_stay_as_they_are() -> None:
    assert own_bounds(TALK, 0.5, 20.7) == (0.5, 20.7)


def test_a_bound_in_a_word_is_moved_so_that_the_word_is_heard() -> None:
    assert own_bounds(TALK, 3.6, 3.7) == (3.25, 3.95)


def test_where_the_pause_before_is_far_the_next_one_is_taken() -> None:
    assert own_bounds(TALK, 19.0, 21.0) == (20.15, 21.0)
    assert own_bounds(TALK, 2.9, 3.95) == (3.15, 3.95)


def test_where_nobody_pauses_for_long_the_word_is_cut() -> None:
    assert own_bounds(TALK, 10.0, 12.0) == (10.0, 12.0)
    assert own_bounds([], 10.0, 12.0) == (10.0, 12.0)


@given(
    edges=st.lists(st.floats(0, 100), min_size=2, max_size=20, unique=True).map(sorted),
    start=st.floats(0, 100),
    length=st.floats(1, 50),
)
def test_a_bound_is_never_moved_far(edges, start, length) -> None:
    pauses = [pause(*both) for both in zip(edges[::2], edges[1::2], strict=False)]
    first, last = own_bounds(pauses, start, start + length)
    assert abs(first - start) <= NEAR + 0.001
    assert abs(last - (start + length)) <= NEAR + 0.001
