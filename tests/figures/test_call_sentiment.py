from pathlib import Path

import pytest

from coachkit.figures.call_sentiment import CallSentiment, call_sentiment, picture
from coachkit.models import Call
from coachkit.store.library import Library
from tests.figures.made_library import MadeCall, make_library

LINES = [
    ("customer", 0.0, 8.0, "the page stays white today"),
    ("agent", 9.0, 20.0, "we see what that is"),
    ("customer", 25.0, 32.0, "the second page as well"),
    ("agent", 33.0, 44.0, "then we turn it on here"),
    ("customer", 50.0, 58.0, "so there it stands again"),
]


@pytest.fixture
def read(tmp_path: Path):
    def sentiment(made: MadeCall) -> CallSentiment:
        with Library.open(make_library(tmp_path / "made.db", [made], {})) as library:
            [call] = library.rows(Call)
            return call_sentiment(library, call)

    return sentiment


def test_a_call_that_ends_in_a_better_mood_is_improving_with_both_points_quoted(read):
    found = read(MadeCall(id="c1", lines=LINES, moods=[-0.5, 0.0, 0.4]))
    assert (found.start, found.middle, found.end, found.change) == (-0.5, 0.0, 0.4, 0.9)
    assert found.trend == "improving"
    assert found.lowest
    assert found.highest
    assert (found.lowest.quote, found.lowest.start) == ("the page stays white today", 0.0)
    assert (found.highest.quote, found.highest.start) == ("so there it stands again", 50.0)
    assert [turn.mood for turn in found.turns] == [-0.5, 0.0, 0.4]


def test_without_a_beginning_there_is_no_trend_and_it_says_why(read):
    found = read(MadeCall(id="c1", lines=LINES[1:], moods=[0.0, 0.4]))
    assert (found.trend, found.reason) == (None, "the customer says nothing at the start")


def test_a_call_without_words_has_no_turns(read):
    found = read(MadeCall(id="c1", lines=[]))
    assert (found.turns, found.lowest, found.reason) == ((), None, "nobody says anything")


def test_a_picture_has_a_bar_a_turn_and_never_more_than_fit():
    assert picture([-1.0, 0.0, 1.0, 0.6]) == "▁▅██"
    assert picture([]) == ""
    assert len(picture([0.1] * 61)) == 60
    assert picture([-1.0] * 100 + [1.0] * 100) == "▁" * 30 + "█" * 30
