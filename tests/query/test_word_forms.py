"""The base form of an English word by its ending."""

import pytest

from coachkit.query.word_forms import base_forms


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("cancelling", "cancel"),
        ("cancelled", "cancel"),
        ("planning", "plan"),
        ("using", "use"),
        ("caring", "care"),
        ("calling", "call"),
        ("needed", "need"),
        ("charged", "charge"),
        ("asked", "ask"),
        ("opening", "open"),
        ("companies", "company"),
        ("tried", "try"),
        ("invoices", "invoice"),
        ("boxes", "box"),
        ("exports", "export"),
        ("zenlane's", "zenlane"),
    ],
)
def test_the_base_form_is_among_the_guesses(word: str, base: str) -> None:
    assert base in base_forms(word)


@pytest.mark.parametrize(
    "word", ["thing", "bring", "process", "status", "this", "red", "us", "go", "münchen", ""]
)
def test_a_word_that_has_no_such_ending_is_left_alone(word: str) -> None:
    assert base_forms(word) == ()


def test_a_short_word_is_not_taken_for_one_that_would_double_its_consonant() -> None:
    assert "car" not in base_forms("caring")
