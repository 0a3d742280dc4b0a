from dataclasses import replace

import pytest

from coachkit.models import Feeling, SoundSpan
from coachkit.stages.measure import measure_call
from tests.talk import CALL_ID, a_call, segments


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


def music(start, end, *, kind="music"):
    return SoundSpan(call_id=CALL_ID, n=0, channel=0, kind=kind, start=start, end=end)


HOLD = [
    ("customer", 0, 10, "the export is empty since today"),
    ("agent", 11, 20, "let me put you on hold"),
    ("agent", 60, 90, "thank you for waiting it works"),
    ("customer", 91, 120, "that is wonderful to hear thanks"),
]


def test_hold_music_is_neither_dead_air_nor_silence():
    found = {m.name: m for m in measure_call(a_call(), segments(HOLD), [], [music(22, 58)])}
    assert found["dead_air_count"].value == 0
    assert found["longest_silence"].value == 2
    assert found["silence_share"].value == pytest.approx(1 - 78 / 84, abs=1e-4)
    assert found["talk_ratio_of_conversation"].value == pytest.approx(39 / 84, abs=1e-4)
    assert found["talk_ratio_of_call"].value == pytest.approx(39 / 120, abs=1e-4)


def test_silence_on_hold_without_music_stays_dead_air():
    found = {m.name: m for m in measure_call(a_call(), segments(HOLD), [])}
    assert (found["dead_air_count"].value, found["longest_silence"].value) == (1, 40)


def test_waiting_on_hold_is_not_the_agents_patience():
    lines = [
        ("customer", 0, 10, "the export is empty since today"),
        ("agent", 60, 90, "thank you for waiting it works"),
        ("customer", 91, 100, "oh and one more thing please"),
        ("agent", 102, 110, "of course what is it then"),
    ]
    found = {m.name: m for m in measure_call(a_call(), segments(lines), [], [music(12, 58)])}
    assert found["patience"].value == 2


def test_a_menu_and_the_ringing_before_the_conversation_do_not_count():
    lines = [
        ("other", 1, 20, "for sales press one for support press two"),
        ("agent", 40, 60, "hello this is Priya how can I help"),
        ("customer", 60, 120, "the export is empty since today again"),
    ]
    menu = [replace(s, part="ivr") if s.role == "other" else s for s in segments(lines)]
    found = {m.name: m for m in measure_call(a_call(), menu, [], [music(30, 39, kind="ringing")])}
    assert found["speech_seconds"].value == 80
    assert found["turns"].value == 2
    assert found["dead_air_count"].value == 0
    assert found["talk_ratio_of_conversation"].value == pytest.approx(20 / 81, abs=1e-4)
    assert found["talk_ratio_of_call"].value == pytest.approx(20 / 120, abs=1e-4)


def test_thirds_are_those_of_the_conversation():
    lines = [
        ("other", 1, 58, "for sales press one for support press two"),
        ("customer", 61, 70, "this is awful really awful"),
        ("agent", 71, 100, "I am sorry to hear that indeed"),
        ("customer", 110, 118, "well that is great in the end"),
    ]
    made = [replace(s, part="ivr") if s.role == "other" else s for s in segments(lines)]
    felt = [Feeling(call_id=CALL_ID, n=n, sentiment=v, acceptance=v) for n, v in ((1, -1.0), (3, 1.0))]
    found = {m.name: m for m in measure_call(a_call(), made, felt)}
    assert (found["sentiment_start"].value, found["sentiment_end"].value) == (-1, 1)


def test_a_call_without_conversation_has_no_figures_and_says_why():
    made = [replace(s, part="voicemail") for s in segments([("customer", 5, 20, "please call me back")])]
    metrics = measure_call(a_call(), made, [])
    assert {(m.value, m.reason) for m in metrics} == {
        (None, "nobody talks with the customer: it is all voicemail")
    }


@pytest.mark.parametrize(("by_voice", "source"), [(True, "voice"), (False, "channel")])
def test_a_figure_says_whether_voices_or_channels_told_the_sides_apart(by_voice, source):
    made = segments([("agent", 0, 4, "Good morning."), ("customer", 5, 9, "Good morning.")])
    metrics = measure_call(a_call(), made, [], by_voice=by_voice)
    assert {metric.source for metric in metrics} == {source}


def test_figures_of_unknown_roles_are_empty_though_voices_are_told_apart():
    made = segments([("unknown", 0, 4, "Good morning."), ("unknown", 5, 9, "Good morning.")])
    found = {metric.name: metric for metric in measure_call(a_call(), made, [], by_voice=True)}
    assert (found["talk_ratio_of_speech"].value, found["talk_ratio_of_speech"].source) == (None, "none")
    assert found["speech_seconds"].value == 8


TALK = [
    ("agent", 0, 9, "good morning"),
    ("customer", 10, 19, "the export is empty, why?"),
    ("agent", 21, 29, "I will look into it"),
    ("customer", 30, 39, "please do"),
]


def given_figures(*times_from):
    made = [replace(s, times_from=t) for s, t in zip(segments(TALK), times_from, strict=True)]
    call = a_call(medium="transcript", channels=0, duration=39.0)
    return {metric.name: metric for metric in measure_call(call, made, [])}


def test_a_given_transcript_with_true_times_has_the_figures_of_a_recording():
    found = given_figures(*["transcript"] * 4)
    assert (found["patience"].value, found["patience"].source) == (2, "given")
    assert found["talk_ratio_of_speech"].value == pytest.approx(17 / 35, abs=0.0001)


def test_what_is_measured_in_seconds_is_not_known_where_times_are_estimated():
    found = given_figures("transcript", "estimate", "transcript", "estimate")
    for name in ("patience", "dead_air_count", "overtalk_seconds", "pace", "talk_ratio_of_speech"):
        assert (found[name].value, found[name].start) == (None, None)
        assert found[name].reason == "the transcript does not say when each line begins and ends"
    assert (found["turns"].value, found["agent_questions"].value) == (4, 0)


def test_one_estimated_time_in_a_long_talk_changes_nothing():
    lines = [("agent" if n % 2 else "customer", 3 * n, 3 * n + 2, "that invoice is wrong") for n in range(20)]
    made = [replace(s, times_from="transcript" if s.n else "estimate") for s in segments(lines)]
    found = {metric.name: metric for metric in measure_call(a_call(medium="transcript"), made, [])}
    assert found["patience"].value == 1
