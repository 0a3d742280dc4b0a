"""Times as transcripts write them: seconds, `0:12`, `1:02:03.250`, and Teams' `0:0:6.90`."""

import re
from collections.abc import Iterable
from decimal import Decimal

MOST_HOURS = 1000
"""A later time is taken for a mistake."""

_SECONDS = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?")
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?")
_UNPADDED = re.compile(r"\s*\d+:(?:\d:\d{1,2}|\d\d:\d)(?:[.,]|\s*$)")


def parse_time(text: str, *, is_teams: bool = False) -> float | None:
    """Return a time in seconds, to the millisecond; None where `text` is none.

    Takes seconds (`12.5`, `12,5`), `mm:ss`, `h:mm:ss` and fractions after a point or a comma. With
    `is_teams`, `.90` is 90 ms: see `has_teams_times`.
    """
    text = text.strip()
    if found := _SECONDS.fullmatch(text):
        return _in_seconds(0, 0, int(found[1]), found[2] or "")
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
    if seconds > 59 or (found[1] is not None and minutes > 59):
        return None
    fraction = found[4] or ""
    # Teams writes the milliseconds as a number, in steps of ten: .90 is 90 ms and .900 is 900.
    if is_teams and len(fraction) == 2 and fraction.endswith("0"):
        fraction = f"0{fraction}"
    return _in_seconds(hours, minutes, seconds, fraction)


def has_teams_times(times: Iterable[str]) -> bool:
    """Say whether some of a file's times lack zeros: `0:0:6.90`, where others write `00:00:06.090`."""
    return any(_UNPADDED.match(time) for time in times)


def format_time(seconds: float, *, mark: str = ".") -> str:
    """Return a time as `00:01:02.250`, with `mark` before the milliseconds."""
    minutes, milliseconds = divmod(round(1000 * seconds), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}{mark}{milliseconds % 1000:03}"


def _in_seconds(hours: int, minutes: int, seconds: int, fraction: str) -> float | None:
    exact = 3600 * hours + 60 * minutes + seconds + Decimal(f"0.{fraction or 0}")
    return round(float(exact), 3) if exact < 3600 * MOST_HOURS else None
