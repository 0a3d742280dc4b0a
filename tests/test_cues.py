import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.cues import built_in_cues, compile_cues
from coachkit.errors import SettingsError


def finds(phrase, text):
    return compile_cues("test", [phrase]).found_in(text)


def test_a_phrase_is_found_whatever_the_case_and_punctuation():
    assert finds("that works", "Oh! That works, thanks.") == ["that works"]


def test_alternatives_and_gaps():
    assert finds("(i'll|i will) * (send|call)", "I'll definitely send it") == ["i'll definitely send"]
    assert finds("(i'll|i will) * (send|call)", "I will call") == ["i will call"]
    assert finds("i'll * send", "I'll see what else we can send") == []


def test_a_phrase_is_found_at_its_words():
    cues = compile_cues("test", ["thank you * much", "bye"])
    assert cues.places_in("Well, thank you very much. Bye!") == [(1, 5), (5, 6)]


def test_a_phrase_is_not_found_inside_longer_words():
    assert finds("is it", "this item") == []


@pytest.mark.parametrize("phrase", ["", "(a|b", "*", "()", "a)(b"])
def test_a_phrase_without_words_or_with_open_brackets_is_refused(phrase):
    with pytest.raises(SettingsError):
        compile_cues("test", [phrase])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("customer_accepts", "That's great, thank you so much"),
        ("customer_rejects", "It still doesn't work"),
        ("customer_rejects", "I want to speak to your manager"),
        ("agent_commits", "I'll make sure to send you an email by Friday"),
        ("agent_deflects", "There's nothing I can do about it"),
        ("agent_cares", "I'm so sorry about that"),
    ],
)
def test_built_in_cues_find_what_people_say(name, text):
    assert built_in_cues()[name].found_in(text)


@given(st.text())
def test_any_text_can_be_searched(text):
    for cues in built_in_cues().values():
        cues.found_in(text)
