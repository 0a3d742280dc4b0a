"""One call whose every figure was computed by hand, from the definitions in docs/metrics.md."""

import pytest

from coachkit.metric_definitions import metric_definitions
from tests.measuring.calls import figures

MOODS = {
    "My invoice is wrong again.": -0.5,
    "I was charged twice for March": -0.2,
    "and nobody wrote back to me.": -0.8,
    "Since Monday.": 0.1,
    "We pay that in April.": 0.6,
}
LINES = [
    ("agent", 1.0, 5.0, "Hello, this is Priya, how can I help?"),
    ("customer", 6.0, 10.0, "My invoice is wrong again."),
    ("agent", 10.5, 11.0, "Mm-hm."),
    ("customer", 11.5, 17.5, "I was charged twice for March"),
    ("customer", 18.0, 24.0, "and nobody wrote back to me."),
    ("agent", 23.0, 27.0, "Um, what does the second invoice say? Is it from March?"),
    ("customer", 29.0, 31.0, "Since Monday."),
    # nobody speaks from 31 to 37, then music from 37 to 57
    ("agent", 57.0, 87.0, "Thank you for waiting, I have taken the second invoice back."),
    ("customer", 88.0, 92.0, "We pay that in April."),
    ("agent", 92.0, 94.0, "Goodbye."),
]
BY_HAND = {
    # turns: agent 1–5, customer 6–24, agent 23–27, customer 29–31, agent 57–87, customer 88–92, agent 92–94
    "turns": 7,
    "agent_talk_seconds": 4 + 4 + 30 + 2,
    "customer_talk_seconds": 18 + 2 + 4,
    "speech_seconds": 4 + 4 + 0.5 + 6 + 9 + 2 + 30 + 6,  # 18–24 and 23–27 together are 9 s
    "talk_ratio_of_speech": 40 / 64,
    "talk_ratio_of_call": 40 / 100,
    "talk_ratio_of_conversation": 40 / 80,  # without 20 s of music
    "longest_monologue": 30,
    "longest_customer_story": 18,
    "switches_per_hour": 6 * 3600 / 80,
    "pace": (8 + 11 + 11 + 1) / (40 / 60),
    "fillers": 100 * 1 / 31,  # “um”
    "agent_questions": 3,
    "agent_questions_per_30_min": 3 * 1800 / 80,
    "agent_open_questions": 1,  # “what does …”: an offer of help and a yes or no are none
    "agent_open_questions_per_30_min": 1 * 1800 / 80,
    "patience": 0,  # gaps: 0 (overlap), 0 (92 to 92); the wait on hold is left out
    "dead_air_count": 2,  # 31–37 and 94–100
    "dead_air_seconds": 12,
    "dead_air_share": 12 / 100,
    "longest_silence": 6,
    "silence_share": (1 + 1 + 0.5 + 0.5 + 0.5 + 2 + 6 + 1 + 6) / 80,
    "overtalk_count": 1,  # at 23
    "overtalk_share": 1 / 4,
    "overtalk_seconds": 1,
    "overtalk_longest": 1,
    # thirds end at 33.3 and 66.7 s; lines count by words: 5, 6, 6, 2
    "sentiment_start": (5 * -0.5 + 6 * -0.2 + 6 * -0.8 + 2 * 0.1) / 19,
    "sentiment_middle": None,
    "sentiment_end": 0.6,
    "sentiment_change": 0.6 - (5 * -0.5 + 6 * -0.2 + 6 * -0.8 + 2 * 0.1) / 19,
    "sentiment_lowest": -0.8,
    "sentiment_highest": 0.6,
}


@pytest.fixture(scope="module")
def found():
    return figures(LINES, duration=100.0, mood=lambda text: MOODS[text], music=[(37.0, 57.0)])


def test_every_figure_that_is_defined_is_computed_by_hand_here():
    assert set(BY_HAND) == set(metric_definitions())


@pytest.mark.parametrize("name", BY_HAND)
def test_a_figure_is_what_comes_out_by_hand(found, name):
    expected = BY_HAND[name]
    assert found[name].value == (None if expected is None else pytest.approx(expected, abs=6e-5))


def test_a_figure_has_the_unit_of_its_definition_and_a_reason_where_it_has_no_value(found):
    for name, definition in metric_definitions().items():
        assert found[name].unit == definition.unit
        assert (found[name].reason is None) == (found[name].value is not None)
    assert found["sentiment_middle"].reason == "the customer says nothing in the middle"


def test_a_figure_that_stands_for_a_moment_says_where_and_quotes_it(found):
    story, lowest = found["longest_customer_story"], found["sentiment_lowest"]
    assert (story.start, story.end) == (6.0, 24.0)
    assert story.quote == (
        "My invoice is wrong again. I was charged twice for March and nobody wrote back to me."
    )
    assert (lowest.start, lowest.quote) == (18.0, "and nobody wrote back to me.")
    assert found["overtalk_longest"].quote.startswith("Um, what does the second invoice say?")
    assert (found["longest_silence"].start, found["longest_silence"].end) == (31.0, 37.0)
    assert found["longest_silence"].quote is None
