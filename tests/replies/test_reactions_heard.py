"""How many reactions of many people are read as they are meant, from their words alone."""

import tomllib
from pathlib import Path

import pytest

from coachkit.replies.reactions import CLEAR
from tests.replies.test_reactions import said

HEARD = tomllib.loads(Path(__file__).with_name("reactions_heard.toml").read_text(encoding="utf-8"))


def read(text: str) -> str:
    found = said(text, after="What I can do is put you on the yearly plan from the first of the month.")
    balance = found.balance if found else 0.0
    return "good" if balance >= CLEAR else "bad" if balance <= -CLEAR else "neither"


@pytest.mark.parametrize("meant", ["good", "bad", "neither"])
def test_nine_in_ten_of_the_reactions_that_were_looked_at_are_read_as_meant(meant):
    lines = HEARD[meant][::2]
    assert sum(read(line) == meant for line in lines) >= 0.9 * len(lines)


@pytest.mark.parametrize(("meant", "opposite"), [("good", "bad"), ("bad", "good")])
def test_one_in_twenty_at_most_is_read_as_the_opposite(meant, opposite):
    lines = HEARD[meant][::2]
    assert sum(read(line) == opposite for line in lines) <= 0.05 * len(lines)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("that's not bad at all", "good"),
        ("I'm not unhappy with that", "good"),
        ("I can't complain", "good"),
        ("I thought you were going to say no", "good"),
        ("I shouldn't have to do that", "bad"),
        ("that's a deal breaker", "bad"),
        ("that's a deal", "good"),
        ("that's just great, why can't you people do it right", "bad"),
        ("if that doesn't work, what should I try next?", "neither"),
        ("is that a good deal for a small team?", "neither"),
        ("my boss said it makes sense to ask you", "neither"),
        ("is there anything that doesn't work with it?", "neither"),
    ],
)
def test_what_is_denied_supposed_asked_or_quoted_is_not_taken_at_its_word(text, meant):
    assert read(text) == meant


def test_the_same_said_again_is_told_as_such_even_in_words_against_the_reply():
    found = said("so that is far too dear for us", repeats=lambda _: True)
    assert found is not None
    assert found.kind == "repeat"
