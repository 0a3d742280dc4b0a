"""Dates and times as people write them, with the day or the month first."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

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


def on_one_clock(moments: Iterable[datetime]) -> list[datetime]:
    """Return moments without offset, so that they can be compared.

    Where all have an offset it is UTC. Where one has none, it is what the clock on the wall showed: a time
    without offset is the local time of whoever wrote it down.
    """
    given = list(moments)
    if all(moment.tzinfo for moment in given):
        return [moment.astimezone(UTC).replace(tzinfo=None) for moment in given]
    return [moment.replace(tzinfo=None) for moment in given]
