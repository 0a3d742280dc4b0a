import pytest

from coachkit.behaviours.edges import reads_well


@pytest.mark.parametrize(
    "words",
    [
        "let me check that with you",
        "i will stay on the line",
        "can i check",
        "within two working days",
        "log back in again",
    ],
)
def test_what_one_says_reads_well(words):
    assert reads_well(words.split())


@pytest.mark.parametrize(
    "words",
    [
        "me check that with",  # cut at both ends
        "will stay on the line",  # cut before
        "check that with the",  # cut after
        "you a link",
        "of the account",
        "so that is what it is",  # tells nothing
        "the account",  # a thing, and nothing that is done with it
    ],
)
def test_what_is_cut_from_a_sentence_or_tells_nothing_does_not(words):
    assert not reads_well(words.split())
