from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.purposes import read_purposes
from coachkit.stages.reasons import MOST_WORDS, find_reasons
from tests.talk import segments

CUES = read_purposes()


def call(*said):
    lines = [(role, 5.0 * n, 5.0 * n + 4, text) for n, (role, text) in enumerate(said)]
    return segments(lines)


def reasons(*said):
    return [found.text for found in find_reasons(call(*said), CUES)]


GREETING = ("agent", "Fernway support, this is Priya. How may I help?")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Hi, I'm calling about my last invoice, please.", "I'm calling about my last invoice"),
        ("Hello, my name is Ana Lopes. I'd like to cancel my order.", "I'd like to cancel my order."),
        (
            "Hi. The printer stopped working on Monday. Can you help?",
            "The printer stopped working on Monday.",
        ),
        ("Yes, can you tell me my balance?", "can you tell me my balance?"),
        ("Our calendar has given up. Lessons don't show.", "Our calendar has given up. Lessons don't show."),
    ],
)
def test_a_reason_is_the_customers_own_words_without_greetings(said, reason):
    assert reasons(GREETING, ("customer", said)) == [reason]


def test_a_reason_is_found_after_names_and_identity():
    said = [
        GREETING,
        ("customer", "Hello."),
        ("agent", "Could I take your name?"),
        ("customer", "It's Ana Lopes."),
        ("agent", "Thanks. What can I do for you?"),
        ("customer", "My export is empty again."),
        ("agent", "I see."),
        ("customer", "I need it by Friday at noon."),
    ]
    assert reasons(*said) == ["My export is empty again."]


def test_an_answer_needs_no_phrase_to_be_a_reason():
    said = "Single sign on works for everyone, but one new colleague gets an odd page."
    assert reasons(GREETING, ("customer", said)) == [said]


def test_what_an_agent_calls_about_counts_where_the_customer_gives_no_reason():
    agent = "Hello, Marcus from Fernway. I'm calling about your renewal in March."
    assert reasons(("agent", agent), ("customer", "Oh, hello.")) == [
        "I'm calling about your renewal in March."
    ]


def test_the_customers_reason_goes_before_the_agents():
    agent = ("agent", "I'm calling about your renewal in March.")
    customer = ("customer", "Good, I was calling about the broken printer myself.")
    assert reasons(agent, customer) == ["I was calling about the broken printer myself."]


def test_a_second_reason_is_what_a_customer_sets_apart():
    said = [
        GREETING,
        ("customer", "I'd like to cancel my order."),
        ("agent", "Done."),
        ("customer", "The other thing is, I need a copy of the invoice."),
    ]
    assert reasons(*said) == [
        "I'd like to cancel my order.",
        "The other thing is, I need a copy of the invoice.",
    ]


def test_more_of_the_same_is_no_second_reason():
    said = [
        GREETING,
        ("customer", "I'd like to cancel my order."),
        ("agent", "Which one is it?"),
        ("customer", "I want to cancel the blue curtains."),
    ]
    assert len(reasons(*said)) == 1


def test_saying_that_there_is_nothing_else_is_no_reason():
    said = [
        GREETING,
        ("customer", "I'd like to cancel my order."),
        ("agent", "Done. Is there anything else I can do for you?"),
        ("customer", "No, that's all I needed, thanks for your help."),
    ]
    assert len(reasons(*said)) == 1


def test_a_call_of_courtesies_has_no_reason():
    assert (
        reasons(GREETING, ("customer", "Hello, how are you?"), ("agent", "Goodbye."), ("customer", "Bye."))
        == []
    )


def test_a_call_without_speech_has_no_reason():
    assert find_reasons([], CUES) == []


def test_voices_that_nobody_could_tell_apart_need_a_plain_phrase():
    told = ("unknown", "The committee met on Tuesday and discussed the agenda.")
    asked = ("unknown", "I'd like to cancel my order.")
    assert reasons(told) == []
    assert reasons(asked) == ["I'd like to cancel my order."]


def test_in_other_languages_the_place_decides():
    made = [
        replace(one, language="es")
        for one in call(
            ("agent", "Buenos días."),
            ("customer", "Hola."),
            ("customer", "La impresora no funciona desde el lunes por la mañana."),
        )
    ]
    assert [one.segment for one in find_reasons(made, CUES)] == [1]


def test_times_are_those_of_the_words():
    found = find_reasons(call(GREETING, ("customer", "Hello there. I'd like to cancel my order.")), CUES)[0]
    assert found.segment == found.last_segment == 1
    assert 5.0 < found.start < found.end == 9.0


def test_a_sentence_may_reach_over_segments():
    made = call(GREETING, ("customer", "I'd like to cancel"), ("customer", "the order of last week."))
    found = find_reasons(made, CUES)[0]
    assert (found.segment, found.last_segment) == (1, 2)
    assert found.text == "I'd like to cancel the order of last week."


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["agent", "customer", "unknown"]),
            st.lists(
                st.sampled_from(
                    "Hi. I need another thing? invoice wrong thanks bye calling about my 7 Dr.".split()
                ),
                max_size=80,
            ).map(" ".join),
        ),
        max_size=10,
    )
)
def test_a_reason_is_in_the_call_and_not_too_long(said):
    made = call(*said)
    for found in find_reasons(made, CUES):
        held = " ".join(one.text for one in made if found.segment <= one.n <= found.last_segment)
        assert all(word in held for word in found.text.split())
        assert len(found.text.split()) <= MOST_WORDS
        assert found.start <= found.end
