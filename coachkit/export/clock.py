"""Times and days as people read them, the same in every export and command."""

from datetime import datetime


def format_clock(seconds: float) -> str:
    """Return seconds as people read them on a player: 1:05, or 1:02:05 past an hour."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def format_day(moment: str) -> str:
    """Return an ISO date or date and time as `16 Nov 2026`."""
    day = datetime.fromisoformat(moment)
    return f"{day.day} {day:%b %Y}"


def format_minutes(seconds: float) -> str:
    """Return a length as `23 min`, or `4 h 05 min` past an hour; under a minute, `40 s`."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
