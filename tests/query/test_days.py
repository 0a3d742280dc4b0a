"""Days as people say them, counted from a Sunday, 22 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.query.days import days_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2026-11-16", "2026-11-16", "2026-11-16"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("today", "2026-11-22", "2026-11-22"),
        ("Yesterday", "2026-11-21", "2026-11-21"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("last-week", "2026-11-09", "2026-11-15"),
        ("last_month", "2026-10-01", "2026-10-31"),
        ("this-month", "2026-11-01", "2026-11-30"),
        ("this quarter", "2026-10-01", "2026-12-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("3 days ago", "2026-11-19", "2026-11-19"),
        ("2-weeks-ago", "2026-11-08", "2026-11-08"),
        ("a month ago", "2026-10-22", "2026-10-22"),
        ("last 7 days", "2026-11-16", "2026-11-22"),
        ("past two weeks", "2026-11-09", "2026-11-22"),
        ("sunday", "2026-11-22", "2026-11-22"),
        ("last sunday", "2026-11-15", "2026-11-15"),
        ("monday", "2026-11-16", "2026-11-16"),
        ("Fri", "2026-11-20", "2026-11-20"),
        ("november", "2026-11-01", "2026-11-30"),
        ("december", "2025-12-01", "2025-12-31"),
        ("Nov 2025", "2025-11-01", "2025-11-30"),
        ("16 Nov 2026", "2026-11-16", "2026-11-16"),
        ("November 16th, 2026", "2026-11-16", "2026-11-16"),
        ("24 dec", "2025-12-24", "2025-12-24"),
    ],
)
def test_what_people_say_is_a_stretch_of_days(said: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in days_of(said, TODAY)] == [first, last]


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ("a month ago", date(2026, 3, 31), "2026-02-28"),
        ("a year ago", date(2024, 2, 29), "2023-02-28"),
        ("last month", date(2026, 1, 15), "2025-12-01"),
        ("last quarter", date(2026, 2, 1), "2025-10-01"),
    ],
)
def test_months_of_other_lengths_and_years_are_minded(said: str, today: date, day: str) -> None:
    assert days_of(said, today)[0].isoformat() == day


@pytest.mark.parametrize(
    "said",
    ["", "someday", "2026-13", "2026-02-30", "31 feb", "03/04/2026", "16 17 nov", "9999 years ago", "-"],
)
def test_what_is_no_day_or_could_be_two_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=f"“{said}” is no day; write a day like 2026-11-16"):
        days_of(said, TODAY)


@given(st.text(max_size=20), st.dates(min_value=date(1971, 1, 1), max_value=date(2999, 1, 1)))
def test_any_text_is_days_in_order_or_refused(said: str, today: date) -> None:
    try:
        first, last = days_of(said, today)
    except ValueError:
        return
    assert first <= last


@given(st.integers(0, 4000), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_days_ago_are_counted_back(count: int, today: date) -> None:
    first, last = days_of(f"{count} days ago", today)
    assert first == last
    assert (today - first).days == count
