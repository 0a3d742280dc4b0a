from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.trends.periods import first_day, period_of, periods_between
from coachkit.trends.question import Question

DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))
KINDS: st.SearchStrategy[Literal["week", "month"]] = st.sampled_from(["week", "month"])
OVER = date(2026, 11, 24)


def test_the_first_days_of_a_year_may_be_in_the_last_week_of_the_one_before() -> None:
    assert period_of(date(2027, 1, 1), "week", over=OVER).name == "2026-W53"
    assert period_of(date(2027, 1, 1), "month", over=OVER).name == "2027-01"


def test_a_week_is_complete_when_its_sunday_is_over() -> None:
    sunday = date(2026, 11, 22)

    assert period_of(sunday, "week", over=sunday).is_complete
    assert not period_of(sunday, "week", over=sunday - timedelta(days=1)).is_complete


def test_february_ends_on_its_last_day() -> None:
    assert period_of(date(2028, 2, 3), "month", over=OVER).last == date(2028, 2, 29)
    assert period_of(date(2026, 12, 3), "month", over=OVER).last == date(2026, 12, 31)


@given(DAYS, KINDS)
def test_a_day_is_in_its_period(day: date, by: Literal["week", "month"]) -> None:
    period = period_of(day, by, over=OVER)

    assert period.first <= day <= period.last
    assert period_of(period.last + timedelta(days=1), by, over=OVER).first == period.last + timedelta(days=1)


@given(DAYS, st.integers(0, 400), KINDS)
def test_no_period_between_two_days_is_left_out(day: date, more: int, by: Literal["week", "month"]) -> None:
    last = day + timedelta(days=more)
    found = periods_between(day, last, by, over=OVER)

    assert found[0].first <= day
    assert found[-1].first <= last <= found[-1].last
    assert all(b.first == a.last + timedelta(days=1) for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("question", "newest", "first"),
    [
        (Question(), date(2026, 11, 20), date(2026, 8, 24)),
        (Question(), date(2026, 11, 24), date(2026, 8, 24)),
        (Question(weeks=2), date(2026, 11, 20), date(2026, 11, 9)),
        (Question(weeks=2, by="agent"), date(2026, 11, 20), date(2026, 11, 9)),
        (Question(by="month"), date(2026, 10, 31), date(2025, 11, 1)),
        (Question(by="month"), date(2026, 11, 3), date(2025, 11, 1)),
        (Question(since=date(2026, 3, 4)), date(2026, 11, 3), date(2026, 3, 4)),
    ],
)
def test_calls_are_counted_from(question: Question, newest: date, first: date) -> None:
    assert first_day(question, newest, over=OVER) == first
