from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import TalkPrepared
from coachkit.preparing.last_time import days_to_look_at, page_before

NEWEST = date(2026, 11, 20)
DAYS = st.integers(0, 400).map(lambda ago: NEWEST - timedelta(days=ago))


def a_talk(since: date, until: date) -> TalkPrepared:
    return TalkPrepared(
        n=1, agent="Ann", since=since, until=until, calls=1, focus="Nothing stands out", focus_on="",
        strengths=(), figures="{}", author="jo", made_at="2026-11-01T08:00:00+00:00",
    )  # fmt: skip


def test_the_first_page_is_about_the_four_weeks_up_to_the_newest_call() -> None:
    assert days_to_look_at([date(2025, 1, 3), NEWEST], [], None, None) == (date(2026, 10, 24), NEWEST)


def test_without_any_day_there_is_no_period() -> None:
    assert days_to_look_at([], [], None, None) is None


def test_days_that_are_asked_for_are_taken() -> None:
    since, until = date(2026, 1, 1), date(2026, 1, 31)
    talks = [a_talk(date(2026, 11, 1), date(2026, 11, 10))]
    assert days_to_look_at([NEWEST], talks, since, until) == (since, until)
    assert days_to_look_at([NEWEST], talks, since, None) == (since, NEWEST)
    assert days_to_look_at([NEWEST], talks, None, until) == (date(2026, 1, 4), until)
    assert days_to_look_at([], talks, since, None) == (since, since)


def test_without_newer_calls_it_is_the_last_page_again() -> None:
    talk = a_talk(date(2026, 11, 1), NEWEST)
    assert days_to_look_at([NEWEST], [talk], None, None) == (date(2026, 11, 1), NEWEST)


@given(st.lists(DAYS, min_size=1), DAYS, st.integers(0, 60))
def test_a_page_never_begins_after_it_ends_and_overlaps_none_that_it_is_compared_with(
    called: list[date], until: date, length: int
) -> None:
    talk = a_talk(until - timedelta(days=length), until)
    days = days_to_look_at(called, [talk], None, None)
    assert days is not None
    assert days[0] <= days[1]
    before = page_before([talk], days[0])
    assert before is None or (before.until is not None and before.until < days[0])
    assert any(days[0] <= day <= days[1] for day in called)
