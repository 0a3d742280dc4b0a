from hypothesis import given
from hypothesis import strategies as st

from coachkit.playlists.places import is_same_clip, move_to, nearest_clip, put_in_place
from tests.playlists.hands import clip


def test_a_clip_whose_bounds_moved_a_little_is_the_same() -> None:
    assert is_same_clip(clip("a", 10, 40), clip("a", 12.5, 44))


def test_a_clip_cut_shorter_within_is_the_same() -> None:
    assert is_same_clip(clip("a", 10, 90), clip("a", 60, 75))


def test_the_next_clip_of_a_call_and_the_same_time_of_another_call_are_not_the_same() -> None:
    assert not is_same_clip(clip("a", 10, 40), clip("a", 30, 60))
    assert not is_same_clip(clip("a", 10, 40), clip("b", 10, 40))


def test_of_two_clips_at_a_place_the_one_that_fits_best_is_meant() -> None:
    inner, outer = clip("a", 20, 40), clip("a", 0, 90)
    assert nearest_clip(clip("a", 21, 40), [outer, inner]) == inner
    assert nearest_clip(clip("a", 2, 90), [outer, inner]) == outer
    assert nearest_clip(clip("b", 2, 90), [outer, inner]) is None


def test_pinned_items_stand_at_their_places_and_the_rest_around_them() -> None:
    assert put_in_place(["x", "y"], {"b": 3, "a": 0}) == ["a", "x", "y", "b"]


def test_of_two_pinned_at_a_place_the_newer_stands_there() -> None:
    assert put_in_place(["x"], {"newer": 0, "older": 0}) == ["newer", "older", "x"]


def test_a_pin_past_the_end_stands_last() -> None:
    assert put_in_place(["x"], {"late": 9, "later": 11}) == ["x", "late", "later"]


def test_an_item_is_moved_and_the_others_close_up() -> None:
    assert move_to(["a", "b", "c", "d"], "a", 2) == ["b", "c", "a", "d"]
    assert move_to(["a", "b"], "a", 7) == ["b", "a"]


@given(
    rest=st.lists(st.integers(min_value=100), unique=True, max_size=8),
    pinned=st.dictionaries(st.integers(max_value=99), st.integers(0, 12), max_size=6),
)
def test_places_that_differ_and_exist_are_held_exactly(rest, pinned) -> None:
    order = put_in_place(rest, pinned)
    assert sorted(order) == sorted([*rest, *pinned])
    assert [one for one in order if one not in pinned] == rest
    if len(set(pinned.values())) == len(pinned) and all(place < len(order) for place in pinned.values()):
        assert {one: order.index(one) for one in pinned} == pinned
