"""The order of what was found."""

from hypothesis import given
from hypothesis import strategies as st

from coachkit.searching.ranking import Candidate, first_places, hybrid_scores, word_scores, word_weight


def candidate(*counts: int, words: int = 20, cosine: float | None = None) -> Candidate:
    return Candidate(counts=counts, words=words, cosine=cosine)


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert word_weight(3, 1000) > word_weight(300, 1000) > 0


def test_a_word_in_every_turn_still_tells_something() -> None:
    assert word_weight(1000, 1000) > 0


def test_more_of_the_words_are_better_than_more_of_one() -> None:
    both, one_often = word_scores([candidate(1, 1), candidate(4, 0)], [2.0, 2.0], 20)

    assert both > one_often


def test_a_short_place_is_better_than_a_long_one_with_the_same_words() -> None:
    short, long = word_scores([candidate(1, words=10), candidate(1, words=200)], [2.0], 50)

    assert short > long


def test_what_is_first_by_words_and_by_meaning_is_first() -> None:
    candidates = [candidate(1, cosine=0.2), candidate(3, cosine=0.8), candidate(0, cosine=0.7)]

    scores = hybrid_scores(candidates, word_scores(candidates, [2.0], 20))

    assert max(scores) == scores[1]


def test_a_place_with_none_of_the_words_can_still_be_found_by_meaning() -> None:
    candidates = [candidate(0, cosine=0.9), candidate(0, cosine=0.1)]

    first, second = hybrid_scores(candidates, [0.0, 0.0])

    assert first > second > 0


def test_what_must_stay_takes_the_last_place_of_what_need_not() -> None:
    assert first_places([0, 1, 2, 3], [False, False, False, True], 2) == [0, 3]


def test_what_must_stay_does_not_push_out_what_must_stay() -> None:
    assert first_places([0, 1, 2], [True, True, True], 2) == [0, 1]


@given(st.permutations(range(8)), st.lists(st.booleans(), min_size=8, max_size=8), st.integers(0, 10))
def test_no_place_that_must_stay_is_left_out_while_another_is_shown(
    order: list[int], must_stay: list[bool], limit: int
) -> None:
    shown = first_places(order, must_stay, limit)

    assert len(shown) == min(limit, len(order))
    if any(must_stay[i] for i in order if i not in shown):
        assert all(must_stay[i] for i in shown)
    assert shown == [i for i in order if i in shown]
