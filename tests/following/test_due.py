"""Until when a list is to be heard, as people say it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import InputError
from coachkit.following.due import due_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("today", MONDAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("friday", date(2026, 11, 27)),
        ("by Fri", date(2026, 11, 27)),
        ("monday", date(2026, 11, 30)),
        ("in 2 weeks", date(2026, 12, 7)),
        ("two weeks", date(2026, 12, 7)),
        ("next week", date(2026, 11, 30)),
        ("in a month", date(2026, 12, 23)),
        ("1 December", date(2026, 12, 1)),
        ("Dec 1st", date(2026, 12, 1)),
        ("3 Jan", date(2027, 1, 3)),
        ("3 Jan 2028", date(2028, 1, 3)),
    ],
)
def test_a_day_is_taken_as_people_say_it(said: str, day: date) -> None:
    assert due_day(said, today=MONDAY) == day


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert due_day("in 1 month", today=date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize("said", ["", "soon", "2026-13-01", "31 February", "01/02/2027"])
def test_what_is_no_day_is_told_with_how_to_write_one(said: str) -> None:
    with pytest.raises(InputError, match="is no day; write a day such as 2026-12-01"):
        due_day(said, today=MONDAY)


@pytest.mark.parametrize("said", ["2026-11-22", "1 Nov 2026", "yesterday"])
def test_a_day_that_is_over_is_refused(said: str) -> None:
    with pytest.raises(InputError, match=r"is over \(today is 2026-11-23\)"):
        due_day(said, today=MONDAY)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(0, 999))
def test_so_many_days_on_is_that_day(today: date, days: int) -> None:
    assert due_day(f"in {days} days", today=today) == today + timedelta(days=days)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_a_written_day_is_read_back(today: date, days: int) -> None:
    day = today + timedelta(days=days)
    assert due_day(day.isoformat(), today=today) == day
    assert due_day(f"{day:%d %B %Y}".lstrip("0"), today=today) == day
