from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE
from coachkit.behaviours.phrases import MOST, phrases
from coachkit.phrases import words_in
from tests.behaviours.cases import a_case, spread_out

OTHER = [
    "The summer festival opens in June.",
    "Nothing like it was ever sold there.",
    "Snow covered both the mountain passes.",
    "Their garden grows behind a brick wall.",
    "Every ferry leaves after breakfast time.",
    "Old maps show another river crossing.",
    "Two painters shared the upper floor.",
    "Wild geese rested along the shore.",
]


def among_others(*lines, times=8, **changes):
    """Return cases in which agents say one of these lines in turn, and as many in which they say others."""
    said = [[lines[n % len(lines)]] for n in range(times)]
    return spread_out([*said, *([line] for line in OTHER)], **changes)


def keys(cases):
    return [one.behaviour.key for one in phrases(cases)]


def test_what_several_agents_say_is_a_phrase_with_the_cases_that_it_is_said_in():
    cases = among_others("Let me check that with you.")
    [found] = phrases(cases)
    assert found.behaviour.key == "phrase:let me check that with you"
    assert found.behaviour.kind == "phrase"
    assert found.done.tolist() == [DONE] * 8 + [NOT_DONE] * len(OTHER)
    assert found.words[0] == "Let me check that with you"


def test_a_phrase_is_worded_as_agents_mostly_say_it():
    cases = among_others("I'll stay on the line.", "I'll stay on the line.", "I will stay on the line.")
    [found] = phrases(cases)
    assert found.behaviour.does == "says “I'll stay on the line”"
    assert found.behaviour.do == "Say “I'll stay on the line”."
    assert found.behaviour.dont == "Don't say “I'll stay on the line”."


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("I'll stay on the line.", "I will stay on the line.", "i will stay on the line"),
        ("We don't charge for visits.", "We do not charge for visits.", "we do not charge for visits"),
        ("Let me check that.", "let me um just check that", "let me check that"),
    ],
)
def test_short_forms_capitals_and_hesitations_make_no_other_phrase(one, other, key):
    cases = among_others(one, other)
    assert keys(cases) == [f"phrase:{key}"]
    assert phrases(cases)[0].done.tolist()[:8] == [DONE] * 8


@pytest.mark.parametrize(
    "said",
    [
        "You should talk to Marion Oakley.",  # a name
        "Good morning, how can I help you?",  # a greeting
        "Thank you for calling.",
        "Have a lovely weekend.",
        "That is all sorted now.",  # tells how it went
        "Is there anything else I can do for you?",
        "So that is what it is.",  # function words alone
    ],
)
def test_names_courtesies_results_and_bare_function_words_are_no_phrases(said):
    names = [one for one in keys(among_others(said)) if one != "phrase:you should talk"]
    assert names == []


def test_no_phrase_goes_through_a_name_or_a_figure():
    found = keys(among_others("We can offer Copperdesk 40 percent off any yearly plan."))
    assert found
    assert not any(word in key.split() for key in found for word in ("copperdesk", "40"))


def test_a_name_that_begins_a_sentence_is_known_from_those_within():
    cases = among_others("Marion knows the answer to that.", "I can ask Marion about your tariff.")
    assert not any("marion" in key for key in keys(cases))


def test_an_agents_own_name_is_left_out_where_nothing_is_written_with_capitals():
    cases = among_others("ana here knows the tariff", times=9)
    assert keys(cases) == ["phrase:here knows the tariff"]


def test_nouns_with_capitals_are_words_where_a_language_writes_them_so():
    cases = spread_out(
        [["Wir schicken Ihnen eine neue Rechnung mit dem Rabatt."]] * 8
        + [["Der Garten hinter dem Haus hat eine Mauer aus Stein."]] * 8
    )
    assert any("rechnung" in key for key in keys(cases))


def test_words_of_the_prompt_that_are_said_back_are_no_phrase():
    cases = among_others(
        "The monthly export report matters.", prompt="Why is the monthly export report matters so slow?"
    )
    assert keys(cases) == []


def test_the_name_of_what_it_is_about_is_no_phrase():
    assert keys(among_others("The bulk export.", kind="feature", name="bulk export")) == []


def test_what_the_customer_says_is_nobodys_phrase():
    cases = among_others("Hm.", prompt="Please stay on the line.", quote="We found a better tariff.")
    assert keys(cases) == []


def test_of_phrases_within_each_other_the_longest_stands_for_all():
    cases = among_others("We will credit your account tonight.", times=9)
    assert keys(cases) == ["phrase:we will credit your account tonight"]


def test_a_shorter_phrase_stands_beside_a_longer_one_that_is_rarer():
    cases = spread_out(
        [["We will credit your account tonight."]] * 6
        + [["They credit your account."], ["Who may credit your account?"]] * 4
        + [[line] for line in OTHER]
    )
    assert keys(cases) == ["phrase:credit your account", "phrase:we will credit your account tonight"]


def test_what_is_said_in_five_cases_is_no_phrase():
    assert keys(among_others("Let me check that with you.", times=5)) == []


def test_what_is_said_in_nearly_all_cases_is_no_phrase():
    assert keys(spread_out([["Let me check that with you."]] * 20 + [[line] for line in OTHER[:5]])) == []


def test_what_one_agent_says_is_no_phrase():
    assert keys(among_others("Let me check that with you.", agent="Ana")) == []


def test_what_is_said_in_two_calls_is_no_phrase():
    cases = among_others("Let me check that with you.")
    assert keys([replace(one, call_id=f"c{n % 2}") for n, one in enumerate(cases)]) == []


def test_a_case_in_which_the_agent_says_nothing_does_not_apply():
    cases = [*among_others("Let me check that with you."), a_case(call_id="c99")]
    assert phrases(cases)[0].done[-1] == DOES_NOT_APPLY


def test_no_cases_have_no_phrases():
    assert phrases([]) == []
    assert phrases([a_case()]) == []


def test_as_many_phrases_as_are_compared_and_no_more():
    lines = [*(f"{start} {verb} the {noun}" for start, verb, noun in _MANY), *OTHER[:2]]
    cases = spread_out([[line] for line in lines] * 7)
    assert len(phrases(cases)) == MOST


_MANY = [
    (start, verb, noun)
    for start in ("We", "They")
    for verb in ("repair", "polish", "deliver", "measure", "collect")
    for noun in ("kettle", "carpet", "window", "ladder", "basket", "mirror")
]

WORDS = "we i will check stay line your account the refund tonight with you again that let me it".split()
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
REPLIES = st.lists(st.lists(LINES, max_size=3), min_size=14, max_size=24)


def half_checking(replies):
    """Return a case of each reply; in every second one the agent checks the account first."""
    first = "we will check your account"
    return spread_out([[first, *one] if n % 2 else one for n, one in enumerate(replies)])


@given(replies=REPLIES, seed=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_cases_changes_nothing(replies, seed):
    cases = spread_out(
        [["we will check your account", *one] if n % 2 else one for n, one in enumerate(replies)]
    )
    order = [*range(len(cases))]
    seed.shuffle(order)
    before, after = phrases(cases), phrases([cases[n] for n in order])
    assert before
    assert [one.behaviour for one in before] == [one.behaviour for one in after]
    for one, other in zip(before, after, strict=True):
        assert np.array_equal(one.done[order], other.done)


@given(replies=REPLIES)
@settings(max_examples=60, deadline=None)
def test_a_phrase_is_said_in_a_case_only_where_its_words_stand_in_one_of_its_lines(replies):
    cases = spread_out(
        [["we will check your account", *one] if n % 2 else one for n, one in enumerate(replies)]
    )
    for one in phrases(cases):
        words = one.behaviour.key.removeprefix("phrase:")
        for case, done in zip(cases, one.done, strict=True):
            lines = [" ".join(word for _, _, word in words_in(line)) for line in case.said]
            holds = any(f" {words} " in f" {line} " for line in lines)
            assert done == (DOES_NOT_APPLY if not lines else DONE if holds else NOT_DONE)


@given(replies=REPLIES, flips=st.lists(st.sampled_from(["good", "bad", "neutral"]), min_size=24, max_size=24))
@settings(max_examples=30, deadline=None)
def test_how_the_cases_went_has_no_say_in_what_is_looked_at(replies, flips):
    cases = spread_out(
        [["we will check your account", *one] if n % 2 else one for n, one in enumerate(replies)]
    )
    turned = [replace(one, verdict=flip) for one, flip in zip(cases, flips, strict=False)]
    assert keys(cases) == keys(turned)
    assert keys(cases)
