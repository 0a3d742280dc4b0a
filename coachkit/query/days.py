"""Days as people say them: `2026-11`, `yesterday`, `last-week`, `3 days ago`, `monday`, `16 Nov 2026`.

Each stands for a stretch of days, from its first to its last. A week begins on Monday. Today is passed in:
nothing here looks at a clock.
"""

import calendar
import re
from datetime import date, timedelta

Days = tuple[date, date]
"""The first day and the last, which counts."""

_WEEKDAYS = [name.lower() for name in calendar.day_name]
_MONTHS = [name.lower() for name in calendar.month_name]
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_N = rf"(\d{{1,4}}|{'|'.join(_COUNTS)})"
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_ISO_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})")
_AGO = re.compile(rf"{_N} (day|week|month|year)s? ago")
_PAST = re.compile(rf"(?:last|past) {_N} (day|week|month|year)s?")
_NAMED = re.compile(r"(this|last|previous) (week|month|quarter|year)")
_WEEKDAY = re.compile(rf"(?:(last|this) )?({'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _WEEKDAYS)})")
HOW = "write a day like 2026-11-16, a month like 2026-11, or today, yesterday, last-week, 3-days-ago"


def days_of(text: str, today: date) -> Days:
    """Return the days that `text` names, counted from `today`.

    Raises:
        ValueError: It names no day; the message says what can be written.
    """
    said = " ".join(text.casefold().replace("_", " ").split())
    words = said if re.match(r"\d{4}", said) else said.replace("-", " ")
    try:
        found = _iso(words) or _relative(words, today) or _written(words, today)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise ValueError(f"“{text}” is no day; {HOW}")
    return found


def _iso(text: str) -> Days | None:
    week = _ISO_WEEK.fullmatch(text)
    if week:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(days=6)
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    return _month(year, int(month)) if day is None else (date(year, int(month), int(day)),) * 2


def _relative(text: str, today: date) -> Days | None:
    fixed = {"today": 0, "now": 0, "yesterday": 1, "day before yesterday": 2}
    if text in fixed:
        return (today - timedelta(days=fixed[text]),) * 2
    if ago := _AGO.fullmatch(text):
        return (_back(today, _count(ago[1]), ago[2]),) * 2
    if past := _PAST.fullmatch(text):
        return _back(today, _count(past[1]), past[2]) + timedelta(days=1), today
    if named := _NAMED.fullmatch(text):
        return _period(named[2], today, before=named[1] != "this")
    if weekday := _WEEKDAY.fullmatch(text):
        wanted = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(weekday[2][:3]))
        back = (today.weekday() - wanted) % 7
        return (today - timedelta(days=back or (7 if weekday[1] == "last" else 0)),) * 2
    return None


def _period(unit: str, today: date, *, before: bool) -> Days:
    """Return the week, month, quarter or year that today is in, or the one before it."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (7 if before else 0))
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(today.year - before, 1, 1), date(today.year - before, 12, 31)
    months = 3 if unit == "quarter" else 1
    first = (today.month - 1) // months * months + 1
    start = _back(date(today.year, first, 1), months if before else 0, "month")
    return start, _month(*_month_in(start.year, start.month + months - 1))[1]


def _month_in(year: int, month: int) -> tuple[int, int]:
    """Return the year and month (1 to 12) of a month counted on past its year: (2026, 0) is December 2025."""
    years, rest = divmod(month - 1, 12)
    return year + years, rest + 1


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _back(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    year, month = _month_in(day.year, day.month - count * (12 if unit == "year" else 1))
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _count(text: str) -> int:
    return _COUNTS.get(text) or int(text)


def _written(text: str, today: date) -> Days | None:
    """Read a date with the month as a word: `16 nov 2026`, `november 16`, `nov 2026`, `november`.

    A year that is left out is the latest in which the day is not to come.
    """
    parts = text.replace(",", " ").replace(".", " ").split()
    months = [n for part in parts for n, name in enumerate(_MONTHS) if _is_month(part, name)]
    figures = [re.sub(r"(?<=\d)(st|nd|rd|th)$", "", part) for part in parts if part[0].isdigit()]
    if len(months) != 1 or len(parts) != 1 + len(figures) or not all(one.isdigit() for one in figures):
        return None
    years = [int(one) for one in figures if len(one) == 4]
    days = [int(one) for one in figures if len(one) <= 2]
    if len(years) > 1 or len(days) > 1 or len(years) + len(days) != len(figures):
        return None
    year = years[0] if years else today.year
    found = (date(year, months[0], days[0]),) * 2 if days else _month(year, months[0])
    if years or found[0] <= today:
        return found
    return (date(year - 1, months[0], days[0]),) * 2 if days else _month(year - 1, months[0])


def _is_month(part: str, name: str) -> bool:
    return bool(name) and (part in (name, name[:3]) or (part == "sept" and name == "september"))
