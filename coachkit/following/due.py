"""Until when a list is to be heard, as people say it: `friday`, `in 2 weeks`, `2026-12-01`, `1 December`.

Today is passed in: nothing here looks at a clock.
"""

import calendar
import re
from datetime import date, timedelta

from coachkit.errors import InputError

HOW = "write a day such as 2026-12-01, friday, tomorrow or in 2 weeks"
_WEEKDAYS = [name.casefold() for name in calendar.day_name]
_MONTHS = [name.casefold() for name in calendar.month_name]
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_FIXED = {"yesterday": -1, "today": 0, "tomorrow": 1, "next week": 7}
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_IN = re.compile(rf"(?:in )?(\d{{1,3}}|{'|'.join(_COUNTS)}) (day|week|month)s?")
_WEEKDAY = re.compile(r"(?:(?:by|on|next|this) )?([a-z]{3,9})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3,9})\.?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")


def due_day(text: str, *, today: date) -> date:
    """Return the day that `text` names: today or one to come.

    A weekday is the next one that is not today; a date without a year is the next such day.

    Raises:
        InputError: It names no day, or one that is over.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    try:
        found = _named(words, today)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise InputError(f"“{text}” is no day; {HOW}")
    if found < today:
        raise InputError(f"{found:%Y-%m-%d} is over (today is {today:%Y-%m-%d}); {HOW}")
    return found


def _named(words: str, today: date) -> date | None:
    if words in _FIXED:
        return today + timedelta(days=_FIXED[words])
    if _ISO.fullmatch(words):
        year, month, day = map(int, words.split("-"))
        return date(year, month, day)
    if found := _IN.fullmatch(words):
        return _later(today, _COUNTS.get(found[1]) or int(found[1]), found[2])
    if found := _DAY_MONTH.fullmatch(words):
        return _dated(found[2], int(found[1]), found[3], today)
    if found := _MONTH_DAY.fullmatch(words):
        return _dated(found[1], int(found[2]), found[3], today)
    if found := _WEEKDAY.fullmatch(words):
        place = _place(found[1], _WEEKDAYS)
        if place is not None:
            return today + timedelta(days=(place - today.weekday() - 1) % 7 + 1)
    return None


def _dated(name: str, day: int, year: str | None, today: date) -> date | None:
    month = _place(name, _MONTHS)
    if not month:
        return None
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _place(name: str, names: list[str]) -> int | None:
    """Return which of the names it is, in full or its first three letters."""
    return next((n for n, one in enumerate(names) if one and name in (one, one[:3])), None)


def _later(day: date, count: int, unit: str) -> date:
    if unit != "month":
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    years, month = divmod(day.month - 1 + count, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
