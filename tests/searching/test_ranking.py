"""The order of what was found."""

from hypothesis import given
from hypothesis import strategies as st

from coachkit.searching.ranking import (
    Candidate,
    best_first,
    first_places,
    hybrid_scores,
    with_neighbours,
    word_scores,
    word_weight,
)


def candidate(*counts: int, words: int = 20, cosine: float | None = None) -> Candidate:
    return Candidate(counts=counts, words=words, cosine=cosine)


def passage(call_id: str, n: int) -> Candidate:
    return Candidate(counts=(), words=80, place=(call_id, n))


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


def test_what_is_best_by_words_and_by_meaning_has_a_score_of_one() -> None:
    candidates = [candidate(3, cosine=0.6), candidate(1, cosine=0.3)]

    assert hybrid_scores(candidates, [4.0, 1.0]) == [1.0, 0.375]


def test_a_meaning_that_points_the_other_way_is_no_worse_than_none() -> None:
    candidates = [candidate(cosine=0.5), candidate(cosine=-0.2), candidate()]

    assert hybrid_scores(candidates, [0.0, 0.0, 0.0])[1:] == [0.0, 0.0]


def test_a_passage_among_good_ones_is_better_than_one_that_stands_alone() -> None:
    among, alone = passage("a", 3), passage("b", 7)
    beside_them = [passage("a", 2), passage("a", 4), passage("b", 6), passage("b", 8)]

    first, second, *_ = with_neighbours([among, alone, *beside_them], [0.5, 0.5, 0.4, 0.4, 0.0, 0.0])

    assert first > second


def test_neighbours_of_another_call_do_not_count() -> None:
    scores = with_neighbours([passage("a", 3), passage("b", 4)], [0.5, 1.0])

    assert scores[0] == with_neighbours([passage("a", 3)], [0.5])[0]


def test_a_turn_in_no_passage_keeps_its_score() -> None:
    assert with_neighbours([candidate(1), passage("a", 1)], [0.5, 1.0])[0] == 0.5


def test_a_passage_beside_a_better_one_stands_back() -> None:
    candidates = [passage("a", 1), passage("a", 2), passage("a", 9)]

    assert best_first(candidates, [1.0, 0.9, 0.6]) == [0, 2, 1]


def test_of_a_run_of_passages_every_other_one_stands_back() -> None:
    candidates = [passage("a", n) for n in range(5)]

    assert best_first(candidates, [0.8, 0.9, 1.0, 0.9, 0.8]) == [2, 0, 4, 1, 3]


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0, 1)), unique_by=lambda one: one[0]))
def test_standing_back_loses_nobody(places: list[tuple[int, float]]) -> None:
    order = best_first([passage("a", n) for n, _ in places], [score for _, score in places])

    assert sorted(order) == list(range(len(places)))
    if places:
        assert places[order[0]][1] == max(score for _, score in places)


def test_equal_places_stay_in_the_order_in_which_they_came() -> None:
    assert best_first([candidate(1), candidate(1), candidate(1)], [0.5, 0.5, 0.5]) == [0, 1, 2]


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
