from dataclasses import replace

import pytest

from coachkit.measuring.wording import open_questions_in
from coachkit.models import Segment
from coachkit.stages.measure import measure_call
from tests.measuring.calls import figures, values
from tests.talk import a_call, segments

OVERTALK = ("overtalk_count", "overtalk_seconds", "overtalk_longest", "overtalk_share")


def test_each_turn_that_the_agent_begins_over_the_customer_counts_though_none_is_beside_the_other():
    found = figures(
        [
            ("customer", 0, 40, "It began on Monday and then it went on and on"),
            ("agent", 5, 7, "I do see that now"),
            ("agent", 20, 23, "let me say something here"),
        ]
    )
    assert values(found, *OVERTALK) == [2, 5, 3, 1]


def test_an_agent_who_goes_on_when_the_customer_breaks_in_has_not_talked_over_anybody():
    found = figures(
        [
            ("agent", 0, 10, "Our second plan has all of that"),
            ("customer", 9, 14, "But I want the first plan"),
            ("agent", 10.2, 13, "and two things more than that"),
        ]
    )
    assert values(found, *OVERTALK) == [0, 0, 0, 0]


@pytest.mark.parametrize(("overlap", "events"), [(0.5, 1), (0.4, 0)])
def test_an_overlap_counts_from_half_a_second_on(overlap, events):
    found = figures(
        [
            ("customer", 1.1, 4.7, "Where has it gone now"),
            ("agent", 4.7 - overlap, 9.0, "I have it here before me"),
        ]
    )
    assert found["overtalk_count"].value == events


def test_saying_mm_hm_over_the_customer_is_no_overtalk():
    found = figures([("customer", 0, 10, "It fails every day"), ("agent", 5, 6, "Mm-hm, right.")])
    assert found["overtalk_count"].value == 0


def test_who_talks_over_whom_is_not_known_where_both_sides_are_on_one_channel():
    lines = [("agent", 0, 4, "Good morning to you."), ("customer", 5, 9, "Good morning.")]
    found = figures(lines, by_voice=True)
    assert values(found, *OVERTALK) == [None] * 4
    assert "one channel" in (found["overtalk_count"].reason or "")
    assert found["patience"].reason == "the agent never speaks right after the customer"


def test_two_of_one_side_who_speak_at_once_are_counted_once():
    made = segments(
        [("agent", 0, 10, "We see that here"), ("agent", 5, 15, "so do we"), ("customer", 16, 31, "do you")]
    )
    named = [replace(s, speaker="Tom" if s.n else s.speaker) for s in made]
    found = {m.name: m.value for m in measure_call(a_call(duration=31), named, [])}
    assert (found["agent_talk_seconds"], found["talk_ratio_of_speech"]) == (15, 0.5)


def test_music_inside_a_turn_is_not_talked_through():
    lines = [
        ("agent", 0, 10, "One moment, I will look"),
        ("agent", 14, 20, "and here it is"),
        ("customer", 21, 31, "Thank you, that is what I wanted"),
    ]
    found = figures(lines, duration=31, music=[(10, 13)])
    assert values(found, "agent_talk_seconds", "longest_monologue") == [17, 17]


def test_a_change_between_two_agents_is_a_switch_and_a_pause_of_one_speaker_is_none():
    made = segments(
        [
            ("agent", 0, 10, "I will pass you on"),
            ("agent", 11, 20, "Hello, Tom speaking"),
            ("agent", 40, 50, "are you there"),
            ("customer", 50, 60, "yes, hello, I am here"),
        ]
    )
    named = [replace(s, speaker="Tom" if s.n in (1, 2) else s.speaker) for s in made]
    [found] = [m for m in measure_call(a_call(duration=60), named, []) if m.name == "switches_per_hour"]
    assert found.value == 2 * 60


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("What happened then? And why did it stop?", 2),
        ("And so what would you like to see?", 1),
        ("Could you walk me through what you did?", 1),
        ("Can you tell me about your team?", 1),
        ("Before I look, how did it begin?", 1),
        ("Did it work? Is it on?", 0),
        ("How many users are there? How long did it take?", 0),
        ("What's your account number? What is the last name?", 0),
        ("How are you? How can I help? How's your Friday going?", 0),
        ("What's the main worry?", 1),
        ("Do you know what the error says?", 0),
        ("What a day. Tell me more about it.", 0),
        ("", 0),
    ],
)
def test_an_open_question_asks_to_tell_and_not_to_confirm_or_to_name_one_thing(text, count):
    assert open_questions_in(text) == count


def test_questions_are_unknown_where_a_transcript_has_no_punctuation():
    found = figures([("agent", 0, 60, "what happened then " * 20), ("customer", 61, 70, "it broke")])
    assert values(found, "agent_questions", "agent_open_questions_per_30_min") == [None, None]
    assert found["agent_questions"].reason == (
        "the transcript has no punctuation, so questions cannot be told"
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Um, I basically see it", 2),
        ("I would like to see what you know about it", 0),
        ("It is, like, gone, you know, for good", 2),
        ("Like, I mean, really", 2),
    ],
)
def test_words_with_a_meaning_of_their_own_are_fillers_only_between_commas(text, count):
    found = figures([("agent", 0, 10, text)])
    assert found["fillers"].value == pytest.approx(100 * count / len(text.split()), abs=1e-4)


def test_pace_is_unknown_in_a_language_written_without_spaces():
    made = segments([("agent", 0, 10, "您好请问有什么可以帮您"), ("customer", 11, 20, "我的发票有问题")])
    chinese: list[Segment] = [replace(s, language="zh") for s in made]
    [pace] = [m for m in measure_call(a_call(), chinese, []) if m.name == "pace"]
    assert (pace.value, pace.reason) == (None, "Chinese is written without spaces between words")


def test_a_call_of_no_words_says_that_nobody_speaks():
    found = figures([])
    assert found["talk_ratio_of_speech"].reason == "nobody says anything"
    assert values(found, "speech_seconds", "turns", "longest_silence") == [0, 0, 120]


def test_a_call_in_which_only_the_agent_speaks_says_so_of_what_the_customer_does():
    found = figures([("agent", 0, 10, "Hello, is anybody there?")])
    assert found["talk_ratio_of_speech"].value == 1
    assert found["longest_customer_story"].reason == "the customer says nothing"
    assert found["sentiment_start"].reason == "the customer says nothing at the start"
