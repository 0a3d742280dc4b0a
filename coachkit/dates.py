"""Dates and times as people write them, with the day or the month first."""

import re
from datetime import datetime

_YEAR_FIRST = re.compile(r"\s*\d{4}\D")


def parse_moment(text: str, *, day_first: bool) -> datetime | None:
    """Return the moment that `text` names, None where it names none; the offset stays if there is one.

    2026-03-04 is the fourth of March whatever comes first elsewhere. A day without a time is midnight.
    """
    from dateutil import parser

    if not re.search(r"\d", text):
        return None
    is_day_first = day_first and not _YEAR_FIRST.match(text)
    # Anything that the text leaves out shows up as a difference between the two.
    readings = [
        _parsed(parser, text, default, is_day_first)
        for default in (datetime(2001, 1, 1), datetime(2002, 2, 2))
    ]
    first, second = readings
    if first is None or second is None or first != second:
        return None
    return first


def _parsed(parser: object, text: str, default: datetime, day_first: bool) -> datetime | None:
    try:
        found: datetime = parser.parse(text.strip(), dayfirst=day_first, default=default)  # type: ignore[attr-defined]
    except (ValueError, OverflowError):
        return None
    return found
