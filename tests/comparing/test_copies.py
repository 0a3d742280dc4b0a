from hypothesis import given
from hypothesis import strategies as st

from coachkit.comparing.copies import find_copies, same_words

SAID = "my invoice is wrong and nobody has called me back since monday morning".split()


def test_another_hearing_of_the_same_talk_is_a_copy():
    heard = [*SAID[:4], "or", *SAID[5:]]
    assert list(find_copies({"one": SAID, "two": heard}, "one")) == ["two"]


def test_the_same_words_in_another_order_are_no_copy():
    assert find_copies({"one": SAID, "two": SAID[::-1]}, "one") == {}


def test_a_call_without_words_has_no_copies():
    assert find_copies({"two": SAID}, "one") == {}
    assert same_words([], []) == 0.0


@given(st.lists(st.sampled_from(SAID), max_size=12), st.lists(st.sampled_from(SAID), max_size=12))
def test_the_share_of_words_is_the_same_both_ways(one: list[str], other: list[str]):
    assert same_words(one, other) == same_words(other, one)
    assert 0.0 <= same_words(one, other) <= 1.0
