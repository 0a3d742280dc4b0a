import pytest

from coachkit.models import Feeling
from coachkit.stages.measure import measure_call
from tests.talk import a_call, segments


def figures(lines, *, duration=120.0, feeling=lambda _: 0.0):
    made = segments(lines)
    feelings = [
        Feeling(call_id=s.call_id, n=s.n, sentiment=feeling(s.text), acceptance=feeling(s.text))
        for s in made
        if s.role == "customer"
    ]
    metrics = measure_call(a_call(duration=duration), made, feelings)
    return {metric.name: metric for metric in metrics}


def test_talk_ratio_follows_the_published_test_vector():
    """A 32-minute call with 28 minutes of speech, 19 of them the agent's: 67.9 % and 59.4 %."""
    found = figures(
        [("agent", 0, 1140, "well here is a long story"), ("customer", 1200, 1740, "and here is mine")],
        duration=1920,
    )
    assert found["talk_ratio_of_speech"].value == pytest.approx(0.679, abs=0.0005)
    assert found["talk_ratio_of_call"].value == pytest.approx(0.594, abs=0.0005)


def test_a_back_channel_does_not_end_a_monologue():
    found = figures(
        [
            ("agent", 0, 40, "our product does this"),
            ("customer", 40.1, 40.6, "mm-hm"),
            ("agent", 41, 90, "and it does that too"),
            ("customer", 91, 95, "how much does it cost"),
        ]
    )
    assert found["longest_monologue"].value == 90
    assert (found["longest_monologue"].start, found["longest_monologue"].end) == (0, 90)


def test_patience_is_the_median_gap_before_the_agent_speaks_and_an_overlap_counts_as_none():
    found = figures(
        [
            ("customer", 0, 10, "I have a problem here"),
            ("agent", 11, 15, "tell me more about it"),
            ("customer", 16, 20, "it does not load"),
            ("agent", 19, 25, "have you tried again"),
            ("customer", 26, 30, "yes I have tried"),
            ("agent", 33, 36, "let me look then"),
        ]
    )
    assert found["patience"].value == 1.0
    assert found["overtalk_seconds"].value == 1.0


def test_silence_of_five_seconds_is_dead_air_and_says_where():
    found = figures([("agent", 0, 10, "please wait a moment"), ("agent", 30, 118, "here I am again")])
    assert found["dead_air_count"].value == 1
    assert (found["longest_silence"].start, found["longest_silence"].end) == (10, 30)


def test_figures_that_need_roles_are_null_with_a_reason_on_a_mono_call():
    found = figures([("unknown", 0, 10, "hello how are you")])
    assert found["talk_ratio_of_speech"].value is None
    assert found["talk_ratio_of_speech"].reason == "it is not known which speaker is the agent"
    assert found["speech_seconds"].value == 10


def test_sentiment_is_the_customers_alone_by_thirds():
    def feeling(text: str) -> float:
        return 1.0 if "great" in text else -1.0 if "awful" in text else 0.0

    found = figures(
        [
            ("customer", 0, 10, "this is awful really"),
            ("agent", 50, 60, "that is great great great"),
            ("customer", 100, 110, "that is great thanks"),
        ],
        feeling=feeling,
    )
    assert found["sentiment_start"].value == -1
    assert found["sentiment_end"].value == 1
    assert found["sentiment_change"].value == 2
    assert found["sentiment_lowest"].start == 0


def test_a_call_without_speech_has_figures_and_no_crash():
    assert figures([])["speech_seconds"].value == 0
