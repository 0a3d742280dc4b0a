"""Words that sound alike have the same phones, or nearly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.naming.sounds import phones, skeleton, spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [("gaap", "gap"), ("monro", "monroe"), ("phillips", "filips"), ("kohls", "coles"), ("enagás", "enagas")],
)
def test_words_that_sound_alike_have_the_same_phones(one, other):
    assert phones(one) == phones(other)


@pytest.mark.parametrize(("one", "other"), [("zenlane", "senlane"), ("covid", "kofit"), ("mems", "nems")])
def test_sounds_that_are_easily_taken_for_each_other_leave_the_same_skeleton(one, other):
    assert phones(one) != phones(other)
    assert skeleton(phones(one)) == skeleton(phones(other))


def test_initials_are_said_letter_by_letter():
    assert spelled("fpl") == phones("ef") + phones("pee") + phones("el")


@given(st.text(max_size=30))
def test_any_word_has_a_sound(word):
    heard = phones(word.casefold())
    assert len(skeleton(heard)) <= len(heard) + 1
    assert len(heard) <= 2 * len(word.casefold()) * 18
