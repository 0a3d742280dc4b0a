import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.transcripts.clock import format_time, has_teams_times, parse_time


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("0", 0.0),
        ("1:05", 65.0),
        ("75:00", 4500.0),
        ("1:02:03.250", 3723.25),
        ("01:02:03,25", 3723.25),
        (" 0:12 ", 12.0),
        ("00:00:01.2345", 1.234),
    ],
)
def test_a_time_is_read_in_every_usual_form(text: str, seconds: float) -> None:
    assert parse_time(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "soon", "-1", "1:60", "1:60:00", "1:2:3:4", "1e5", "nan", "9999:00:00", "12x"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_time(text) is None


def test_teams_writes_milliseconds_as_a_number() -> None:
    assert parse_time("0:0:6.90", is_teams=True) == 6.09
    assert parse_time("0:0:6.500", is_teams=True) == 6.5
    assert parse_time("0:0:6.90") == 6.9


def test_a_fraction_that_teams_cannot_have_written_is_a_decimal() -> None:
    assert parse_time("0:0:4.5", is_teams=True) == 4.5
    assert parse_time("0:0:4.25", is_teams=True) == 4.25


def test_times_without_zeros_are_those_of_teams() -> None:
    assert has_teams_times(["0:10:12.870", "0:0:13.90"])
    assert not has_teams_times(["00:00:13.900", "1:05", "0:12", "12.5", "1:02:03.250"])


@given(st.integers(0, 99 * 3600 * 1000 + 3_599_999), st.sampled_from([".", ","]))
def test_a_time_that_is_written_is_read_again(milliseconds: int, mark: str) -> None:
    seconds = round(milliseconds / 1000, 3)
    assert parse_time(format_time(seconds, mark=mark)) == seconds
