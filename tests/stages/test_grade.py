from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import CallSpeaker, ChannelSound, SoundSpan
from coachkit.stages.grade import LETTERS, Heard, grade_call
from tests.talk import CALL_ID, a_call, segments, words_of_segments

TALK = segments(
    [
        ("agent", 0.0, 20.0, "hello this is Fernway how can I help"),
        ("customer", 21.0, 50.0, "the export is empty and nobody answers my mails"),
        ("agent", 51.0, 80.0, "let me look into that for you right away"),
        ("customer", 81.0, 110.0, "oh that works now thank you so much"),
    ]
)


def a_channel(n=0, **changes):
    base = ChannelSound(call_id=CALL_ID, n=n, speech=50.0, unheard=0.0, level=-18.0, clipped=0.0)
    return replace(base, **changes)


def heard(talk=TALK, **changes):
    base = Heard(
        call=a_call(), channels=(a_channel(0), a_channel(1)), words=words_of_segments(talk), segments=talk
    )
    return replace(base, **changes)


def a_speaker(**changes):
    base = CallSpeaker(
        call_id=CALL_ID,
        n=0,
        channel=0,
        voice=None,
        role="agent",
        name="Agent",
        confidence=0.95,
        reason="greets with the company's name",
    )
    return replace(base, **changes)


def only_reason(given):
    [reason] = grade_call(given).reasons
    return reason


def test_a_clear_call_has_an_a_and_nothing_to_excuse():
    grade = grade_call(heard())
    assert (grade.grade, grade.reasons) == ("A", ())
    assert (grade.coverage, grade.clipped, grade.level, grade.roles) == (1.0, 0.0, -18.0, 1.0)
    assert grade.confidence == pytest.approx(0.9)
    assert grade.speech_share == pytest.approx(107 / 120, abs=1e-4)


def test_speech_without_words_is_told_with_whose_it_is():
    call = heard(channels=(a_channel(0), a_channel(1, unheard=10.0)))
    assert grade_call(call).grade == "B"
    assert only_reason(call) == "A fifth of what the customer says has no words."


def test_of_a_single_channel_it_is_not_said_whose_words_are_missing():
    talk = [replace(s, channel=0) for s in TALK]
    call = heard(talk, channels=(a_channel(unheard=17.0),))
    assert only_reason(call) == "A third of what is said has no words."


def test_doubtful_words_are_told_in_percent():
    call = heard(words=[replace(w, probability=0.6) for w in words_of_segments(TALK)])
    assert only_reason(call) == "The words are guessed more than heard: on average they are 60% certain."


def test_words_on_hold_neither_help_nor_harm():
    hold = replace(TALK[0], n=9, part="hold", start=111.0, end=119.0, first_word=100, word_count=3)
    words = words_of_segments(TALK)
    sung = [replace(w, n=w.n + 100, probability=0.1) for w in words[:3]]
    assert grade_call(heard([*TALK, hold], words=[*words, *sung])).confidence == pytest.approx(0.9)


def test_a_soft_side_is_named_with_its_loudness():
    call = heard(channels=(a_channel(0), a_channel(1, level=-48.2)))
    assert grade_call(call).grade == "C"
    assert only_reason(call) == "The customer's side is very soft (-48 dB)."


def test_distortion_counts_in_the_time_that_somebody_speaks():
    assert grade_call(heard(channels=(a_channel(0, clipped=0.005, speech=100.0), a_channel(1)))).grade == "B"
    call = heard(channels=(a_channel(0, clipped=0.005, speech=10.0), a_channel(1)))
    assert grade_call(call).grade == "C"
    assert only_reason(call) == (
        "The agent's side is too loud for the recording and distorted (6.0% is cut off)."
    )


def test_a_copy_of_a_channel_is_not_counted_twice():
    copy = a_channel(1, speech=0.0, unheard=0.0, level=-60.0, same_as=0)
    assert grade_call(heard(channels=(a_channel(0), copy))).grade == "A"


def test_a_silent_side_is_the_worst_grade_and_named():
    agent_only = [s for s in TALK if s.role == "agent"]
    call = heard(agent_only, channels=(a_channel(0), a_channel(1, speech=0.0, level=None)))
    assert grade_call(call).grade == "D"
    assert only_reason(call) == "The customer's side is silent: only one side of the call was recorded."


def test_silence_of_people_counts_and_hold_music_does_not():
    long = a_call(duration=1000.0)
    assert only_reason(heard(call=long)) == "In only 11% of the call somebody is heard to speak."
    music = SoundSpan(call_id=CALL_ID, n=0, channel=1, kind="music", start=110.0, end=990.0)
    assert grade_call(heard(call=long, sounds=(music,))).grade == "A"


def test_roles_that_are_unknown_cost_two_grades_and_no_more():
    talk = [replace(s, role="unknown", speaker="Speaker", channel=0) for s in TALK]
    call = heard(talk, channels=(a_channel(),))
    assert grade_call(call).grade == "C"
    assert only_reason(call) == "Agent and customer could not be told apart."


def test_guessed_roles_count_with_their_certainty():
    sure = a_speaker(channel=1, role="customer", name="Customer")
    call = heard(speakers=(a_speaker(confidence=0.6), sure))
    assert grade_call(call).roles == pytest.approx((49 * 0.6 + 58 * 0.95) / 107, abs=1e-3)
    assert only_reason(call) == "Who is the agent and who the customer is only 79% certain."


def test_what_speaks_against_a_role_is_told():
    call = heard(speakers=(a_speaker(doubt="the customer's channel greets with the company's name"),))
    assert grade_call(call).grade == "C"
    assert only_reason(call) == (
        "Who is the agent is doubtful: the customer's channel greets with the company's name."
    )


def test_a_voicemail_is_not_blamed_for_being_no_conversation():
    voicemail = [replace(s, part="voicemail") for s in TALK[:1]]
    grade = grade_call(heard(voicemail, channels=(a_channel(0), a_channel(1, speech=0.0, level=None))))
    assert (grade.grade, grade.speech_share, grade.roles) == ("A", 0.0, 1.0)


def test_a_recording_without_a_word_is_a_d():
    silent = [a_channel(n, speech=0.0, level=None) for n in (0, 1)]
    grade = grade_call(heard([], channels=silent, words=()))
    assert grade.grade == "D"
    assert "Nobody is heard to speak." in grade.reasons


def test_reasons_come_worst_first():
    call = heard(channels=(a_channel(0, unheard=30.0), a_channel(1, level=-40.0)))
    assert grade_call(call).reasons == (
        "Two thirds of what the agent says has no words.",
        "The customer's side is soft (-40 dB).",
    )


@given(unheard=st.floats(0, 50), more=st.floats(0, 50), level=st.floats(-70, -5), clipped=st.floats(0, 0.2))
def test_less_coverage_never_makes_a_better_grade(unheard, more, level, clipped):
    def graded(seconds):
        worse = a_channel(1, unheard=min(seconds, 50.0), level=level, clipped=clipped)
        return LETTERS.index(grade_call(heard(channels=(a_channel(0), worse))).grade)

    assert graded(unheard) <= graded(unheard + more)
