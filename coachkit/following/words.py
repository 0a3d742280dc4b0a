"""Assignments in words, the same in every command and page that shows them."""

from datetime import date

from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day
from coachkit.following.standing import Standing


def heard_words(standing: Standing) -> str:
    """Return how far it is: `3 of 7`, or `7 of 7, 2 new since`."""
    progress = standing.progress
    if not progress.of:
        return "–"
    new = f", {progress.new_since} new since" if progress.new_since else ""
    return f"{progress.heard} of {progress.of}{new}"


def due_words(standing: Standing, *, today: date) -> str:
    """Return until when: `27 Nov 2026`, and how many days it is over."""
    progress = standing.progress
    if progress.due is None:
        return "–"
    day = format_day(progress.due.isoformat())
    if progress.state != "overdue":
        return day
    return f"{day}, {format_count((today - progress.due).days, 'day')} ago"


def state_words(standing: Standing) -> str:
    """Return the state, and why there is nothing to hear."""
    state = standing.progress.state
    if state == "nothing to hear":
        return "the list was dropped" if standing.playlist.is_gone else "no clips now"
    return state


def next_words(standing: Standing) -> str:
    """Return the clip to go on with: `clip 3, from 0:35`; empty where there is none."""
    progress = standing.progress
    if progress.next_place is None:
        return ""
    second = int(progress.next_second)
    return f"clip {progress.next_place + 1}" + (f", from {format_clock(second)}" if second else "")


def day_words(moment: str | None) -> str:
    """Return the day of a moment, or a dash."""
    return format_day(moment) if moment else "–"
