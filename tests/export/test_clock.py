import pytest

from coachkit.export.clock import format_clock, format_day, format_minutes


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (65.9, "1:05"), (3725, "1:02:05")])
def test_times_read_as_on_a_player(seconds: float, text: str) -> None:
    assert format_clock(seconds) == text


@pytest.mark.parametrize(("seconds", "text"), [(40, "40 s"), (1380, "23 min"), (3900, "1 h 05 min")])
def test_lengths_read_as_people_say_them(seconds: float, text: str) -> None:
    assert format_minutes(seconds) == text


@pytest.mark.parametrize("moment", ["2026-11-06", "2026-11-06T09:15:00", "2026-11-06T09:15:00+01:00"])
def test_days_are_written_out(moment: str) -> None:
    assert format_day(moment) == "6 Nov 2026"
