"""Which stretches of a call are no conversation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.conversation import spans_aside, why_no_talk, why_one_sided
from coachkit.models import SoundSpan
from tests.talk import CALL_ID, segments


def call(*lines):
    """Return segments; each line is (part, start, end)."""
    made = segments([("agent", start, end, "these are words") for _, start, end in lines])
    return [replace(s, part=part) for s, (part, _, _) in zip(made, lines, strict=True)]


def sound(kind, start, end):
    return SoundSpan(call_id=CALL_ID, n=0, channel=0, kind=kind, start=start, end=end)


def aside(lines, *sounds):
    return spans_aside(call(*lines), sounds, duration=100.0)


def test_a_call_that_is_all_talk_has_nothing_aside():
    assert aside([("talk", 0, 40), ("talk", 50, 90)]) == []


def test_a_menu_lasts_from_the_beginning_to_its_last_word():
    assert aside([("ivr", 2, 5), ("ivr", 9, 12), ("talk", 20, 90)]) == [(0, 12)]


def test_a_ringing_after_a_menu_belongs_to_it():
    assert aside([("ivr", 2, 5), ("talk", 20, 90)], sound("ringing", 10, 18)) == [(0, 18)]


def test_music_and_announcements_on_hold_are_one_stretch():
    lines = [("talk", 0, 10), ("hold", 30, 33), ("talk", 60, 90)]
    assert aside(lines, sound("music", 12, 29), sound("music", 34, 58)) == [(12, 58)]


def test_what_comes_after_the_last_word_lasts_to_the_end():
    assert aside([("talk", 0, 40), ("ivr", 45, 60)]) == [(45, 100)]


def test_music_under_a_conversation_takes_nothing_of_the_talk():
    assert aside([("talk", 0, 40), ("talk", 42, 90)], sound("music", 10, 60)) == [(40, 42)]


def test_tones_of_keys_are_no_stretch():
    assert aside([("talk", 0, 40), ("talk", 60, 90)], sound("tones", 45, 50)) == []


def test_a_call_that_is_all_voicemail_is_all_aside():
    assert aside([("voicemail", 3, 20)]) == [(0, 100)]


@given(
    st.lists(st.tuples(st.sampled_from(["talk", "ivr", "hold"]), st.floats(0, 90), st.floats(0.1, 10))),
    st.lists(st.tuples(st.floats(0, 90), st.floats(0.1, 10))),
)
def test_stretches_are_in_order_inside_the_call_and_never_in_talk(lines, sounds):
    made = [(part, start, start + length) for part, start, length in sorted(lines, key=lambda x: x[1])]
    found = aside(made, *(sound("music", start, start + length) for start, length in sounds))
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= 100 for edge in edges)
    for part, start, end in made:
        if part == "talk":
            assert all(b <= start or a >= end for a, b in found)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], None),
        (["ivr", "talk"], None),
        (["ivr", "ivr"], "nobody talks with the customer: it is all menu"),
        (["voicemail", "ivr"], "nobody talks with the customer: it is all menu and voicemail"),
    ],
)
def test_why_there_is_nothing_to_judge_is_said(parts, reason):
    assert why_no_talk(call(*((part, i, i + 1) for i, part in enumerate(parts)))) == reason


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ([], None),
        (["agent", "customer"], None),
        (["agent", "unknown"], None),
        (["agent", "agent"], "the customer says nothing"),
        (["customer"], "the agent says nothing"),
        (["unknown", "other"], "it is not known who is the agent and who the customer"),
    ],
)
def test_why_a_score_cannot_judge_one_side_alone_is_said(roles, reason):
    said = segments([(role, n, n + 1, "these are words") for n, role in enumerate(roles)])
    menu = replace(segments([("customer", 90, 91, "press one")])[0], part="ivr")
    assert why_one_sided([*said, menu]) == reason
