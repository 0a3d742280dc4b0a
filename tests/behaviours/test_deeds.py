"""Deeds as they are stored, and as behaviours that are compared."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.behaviours.deeds import LAST_QUESTION, Deed, read_deed
from coachkit.behaviours.measures import measures
from coachkit.behaviours.openings import openings
from coachkit.behaviours.orders import orders
from coachkit.behaviours.traits import traits
from tests.behaviours.cases import a_case


def doing(*deeds, **changes):
    return a_case("Some words.", **{"deeds": deeds, "seconds": 10.0} | changes)


def of(found):
    return {one.behaviour.key: one.done.tolist() for one in found}


@given(
    st.text("abcdefghijklmnopqrstuvwxyz_/?", min_size=1),
    st.none() | st.integers(0, 999),
    st.text(min_size=0, max_size=30),
)
def test_a_deed_is_stored_and_read_again(name, place, words):
    one = Deed(name=name, place=place, words=words)
    assert read_deed(str(one)) == one


@pytest.mark.parametrize("stored", ["", "@3", "asks_first@x", ": words"])
def test_what_is_no_deed_is_refused(stored):
    with pytest.raises(ValueError, match="is no deed"):
        read_deed(stored)


def test_a_trait_is_done_not_done_or_cannot_be_told():
    found = traits([doing("explains@0: because"), doing(), doing("?explains")])
    assert of(found) == {"trait:explains": [1, 0, -1]}
    assert found[0].words == {0: "because"}
    assert found[0].behaviour.do == "Explain why."


def test_a_trait_that_all_or_none_have_is_no_behaviour():
    assert traits([doing("explains@0: because"), doing("explains@1: because")]) == []
    assert traits([doing("explains@0: because"), doing("?explains")]) == []


def test_what_tells_the_result_is_never_a_behaviour():
    assert traits([doing("settles_it@0: that's done"), doing()]) == []


def test_pauses_are_told_only_where_times_are_known():
    found = traits([doing("answers_at_once"), doing(), doing(seconds=None)])
    assert of(found) == {"trait:answers_at_once": [1, 0, -1]}


def test_rivals_are_praised_or_not_only_where_one_is_spoken_of():
    about = {"kind": "competitor", "name": "Zenlane"}
    found = traits([doing("credits_rival@0: theirs is nicer", **about), doing(**about), doing()])
    assert of(found) == {"trait:credits_rival": [1, 0, -1]}


def test_an_opening_is_what_the_first_two_sentences_show_first():
    found = openings(
        [
            doing("apologises@0: sorry", "names_price@2: 26 pounds"),
            doing("names_price@1: 26 pounds", "apologises@2: sorry"),
            doing("apologises@2: sorry"),
            doing("answers_at_once"),
        ]
    )
    assert of(found) == {"opening:apologises": [1, 0, 0, 0], "opening:names_price": [0, 1, 0, 0]}
    assert found[0].words == {0: "sorry"}
    assert found[0].behaviour.do == "Open with an apology."


def test_what_one_sentence_shows_first_opens_a_reply_together():
    found = openings([doing("apologises@0: sorry", "promises@0: I'll send it"), doing()])
    assert of(found) == {"opening:apologises": [1, 0], "opening:promises": [1, 0]}


def test_whole_calls_have_no_opening():
    assert openings([doing("apologises@0: sorry", exchange=None), doing(exchange=None)]) == []


def test_an_opening_that_cannot_be_told_does_not_apply():
    found = openings([doing("asks_first@0: which"), doing("?asks_first", LAST_QUESTION), doing()])
    assert of(found) == {"opening:asks_first": [1, -1, 0]}


SORRY_FIRST = ("apologises@0: sorry", "names_price@2: 26 pounds")
PRICE_FIRST = ("names_price@0: 26 pounds", "apologises@1: sorry")


def test_an_order_is_told_of_cases_that_have_both():
    found = orders([*[doing(*SORRY_FIRST)] * 4, *[doing(*PRICE_FIRST)] * 2, doing("apologises@0: sorry")])
    assert of(found) == {"order:apologises>names_price": [1, 1, 1, 1, 0, 0, -1]}
    assert found[0].behaviour.do == "First an apology, then a price."
    assert found[0].behaviour.dont == "First a price, then an apology."


def test_a_pair_that_few_cases_have_has_no_order():
    assert orders([*[doing(*SORRY_FIRST)] * 3, *[doing(*PRICE_FIRST)] * 2]) == []


def test_two_things_in_one_sentence_have_no_order():
    both = doing("apologises@0: sorry", "names_price@0: 26 pounds")
    found = orders([*[doing(*SORRY_FIRST)] * 4, *[doing(*PRICE_FIRST)] * 2, both])
    assert found[0].done[-1] == -1


def test_traits_that_say_much_the_same_have_no_order():
    ways = [doing("names_price@0: 26 pounds", "names_number@1: 300")] * 4
    ways += [doing("names_price@1: 26 pounds", "names_number@0: 300")] * 4
    assert orders(ways) == []


def test_replies_are_longer_or_slower_beside_the_middle_of_their_cases():
    cases = [doing(seconds=s, delay=s / 10) for s in (4.0, 8.0, 10.0, 10.0, 20.0, 30.0, 40.0)]
    found = measures(cases)
    assert of(found) == {"measure:delay": [0, 0, 0, 0, 1, 1, 1], "measure:seconds": [0, 0, 0, 0, 1, 1, 1]}
    assert found[1].behaviour.does == "speaks for more than 10 seconds in the reply"
    assert found[0].behaviour.dont == "Answer within 1 second."


def test_a_pause_that_is_not_known_is_neither_long_nor_short():
    found = measures([doing(delay=d) for d in (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, None)])
    assert of(found) == {"measure:delay": [0, 0, 0, 1, 1, 1, -1]}


def test_where_times_are_not_known_length_is_told_in_words():
    cases = [doing(seconds=None, words=n) for n in (5, 10, 20, 20, 60, 90)]
    assert of(measures(cases)) == {"measure:words": [0, 0, 0, 0, 1, 1]}
    assert measures(cases)[0].behaviour.dont == "Keep your answer to 20 words."


def test_a_question_that_is_not_read_leaves_open_whether_there_are_more_than_the_middle():
    cases = [doing(questions=n) for n in (0, 1, 1, 1, 2)]
    cases += [doing(LAST_QUESTION, questions=n) for n in (0, 1, 2)]
    assert of(measures(cases)) == {"measure:questions": [0, 0, 0, 0, 1, 0, -1, 1]}


def test_a_middle_of_no_questions_is_told_as_asking_at_all():
    found = measures([doing(questions=n) for n in (0, 0, 0, 0, 1, 2)])
    assert found[0].behaviour.do == "Ask something in your reply."


def test_few_cases_have_no_middle_that_tells_anything():
    assert measures([doing(questions=n) for n in (0, 0, 1, 1, 2)]) == []


def test_of_whole_calls_only_the_usual_wait_is_measured():
    found = measures(
        [doing(questions=n, seconds=9.0 * n, delay=1.0 * n, exchange=None) for n in (0, 1, 2, 2, 3, 4)]
    )
    assert of(found) == {"measure:delay": [0, 0, 0, 0, 1, 1]}
    assert found[0].behaviour.does == "takes more than 2 seconds to answer most of the time"


@pytest.mark.parametrize("observe", [traits, openings, orders, measures])
def test_no_cases_have_no_behaviours(observe):
    assert observe([]) == []


def test_arrays_are_of_whole_numbers_in_the_order_of_cases():
    cases = [doing(*SORRY_FIRST)] * 4 + [doing(*PRICE_FIRST)] * 4
    for found in (traits(cases), openings(cases), orders(cases)):
        assert all(one.done.dtype == np.int8 and len(one.done) == 8 for one in found)
