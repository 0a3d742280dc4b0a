"""Naming a line of a call."""

import pytest

from coachkit.errors import EditError
from coachkit.pipeline.changes.lines import find_line
from tests.talk import segments

TALK = segments(
    [
        ("agent", 0.4, 2.0, "hello there"),
        ("customer", 83.2, 90.0, "a long line about many things that were said and are not to be shown"),
        ("agent", 84.9, 85.1, "mhm"),
        ("customer", 3750.0, 3752.0, "bye"),
        ("agent", 3750.6, 3752.0, "bye bye"),
    ]
)


@pytest.mark.parametrize(
    ("at", "number"),
    [("0:00", 0), ("1:23", 1), ("1:24", 2), ("1:28", 1), ("1:29.5", 1), ("2", 2), ("#3", 3), (" 4 ", 4)],
)
def test_a_line_is_found_by_when_it_begins_or_is_said_or_by_its_number(at, number):
    assert find_line(TALK, at).n == number


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("1:02:30", "several lines are at 1:02:30: 3 (Customer) “bye”; 4 (Agent) “bye bye”. Name one by"),
        ("1:24.95", "several lines are at 1:24.95: 1 (Customer) “a long line about many things that were…”"),
        ("0:10", "nobody speaks at 0:10; the nearest line is 0 (Agent) “hello there”"),
        ("5", "there is no line 5; they are numbered 0 to 4. A time has a colon, as in 1:23"),
        ("-1", "“-1” is neither a time"),
        ("1:99", "“1:99” is neither a time"),
    ],
)
def test_what_names_no_line_or_several_is_told_with_the_lines_that_are_near(at, told):
    with pytest.raises(EditError) as refused:
        find_line(TALK, at)
    assert told in str(refused.value)


def test_a_call_without_a_transcript_has_no_line():
    with pytest.raises(EditError, match="no transcript yet"):
        find_line([], "0:00")
