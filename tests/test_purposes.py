import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.purposes import read_purposes, read_sentence

CUES = read_purposes()


def told(text):
    reading = read_sentence(text, CUES)
    return [text[a:b] for (a, b), tells in zip(reading.spans, reading.telling, strict=True) if tells]


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Good morning, this is Ana Lopes from the Lockfield Clinic.", "greeting"),
        ("How can I help you today?", "greeting"),
        ("How are you doing?", "small_talk"),
        ("For security, could you tell me your date of birth?", "verification"),
        ("My account number is 4 5 7 7 1.", "verification"),
        ("No, that's all, thanks for your help. Bye, Ana!", "goodbye"),
        ("Have a lovely weekend!", "goodbye"),
    ],
)
def test_what_every_call_has_is_told_apart(text, aside):
    asides = [one for one in read_sentence(text, CUES).asides if one]
    assert max(set(asides), key=asides.count, default=None) == aside
    assert told(text) == []


def test_a_matter_beside_a_greeting_is_seen():
    assert told("Hi, this is Julie Williams, I'm calling to check a balance.") == ["check", "balance"]


def test_a_name_is_only_one_where_it_is_written_as_one():
    assert told("It's loading.") == ["loading"]
    assert told("It's Bethany Crowe.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The invoice is wrong.",
        "My account was closed.",
        "I forgot my password.",
        "The weekend schedule is missing.",
    ],
)
def test_a_matter_is_never_aside(text):
    assert len(told(text)) >= 1


@given(st.text())
def test_every_word_is_read_once(text):
    reading = read_sentence(text, CUES)
    assert len(reading.spans) == len(reading.asides) == len(reading.telling)
    assert all(a < b for a, b in reading.spans)
