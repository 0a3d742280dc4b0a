"""Before and after in words: what changed, how sure that is, and what cannot be said."""

from coachkit.counts import format_count
from coachkit.following.changes import FEWEST, Change
from coachkit.following.course import Course
from coachkit.following.effect import Effect
from coachkit.following.trained import Trained
from coachkit.measuring.showing import format_number, format_value
from coachkit.statistics.averages import Estimate
from coachkit.statistics.differences import Difference

NO_CAUSE = (
    "What changed in these weeks besides the list is not known here, so this does not say why. Whoever is "
    "picked for a bad month mostly has a better one next, with or without a list."
)


def change_sentence(change: Change, unit: str) -> str:
    """Return what changed for those who were asked, and how sure that is."""
    before, after = change.before, change.after
    if change.difference is None or before.mean is None or after.mean is None:
        return _few(change)
    by = f"{format_change(change.difference.by.value, unit)} ({interval(change.difference.by, unit)})"
    from_to = (
        f"{format_value(before.mean, unit)} in {format_count(before.calls, 'call')} before, "
        f"{format_value(after.mean, unit)} in {format_count(after.calls, 'call')} after: {by}"
    )
    if is_claimed(change.difference):
        return f"{from_to}. That is more than chance alone makes of so many calls."
    return f"{from_to}. That may be chance."


def others_sentence(effect: Effect, unit: str) -> str:
    """Return what changed for those who were not asked, and what is beyond it."""
    others = effect.others
    if not others.before.calls and not others.after.calls:
        return "There is nobody to compare with: everybody was asked, or the others have no such calls."
    told = f"Agents who were not asked, in the same days: {change_sentence(others, unit)}"
    if effect.beyond is None:
        return told
    more = f"{format_change(effect.beyond.by.value, unit)} ({interval(effect.beyond.by, unit)})"
    if is_claimed(effect.beyond):
        return f"{told} Beyond theirs: {more}. So the weeks alone do not explain it."
    return f"{told} Beyond theirs: {more}. So the weeks alone may explain all of it."


def since_words(course: Course) -> str:
    """Return what the days after are counted from: `since 20 Nov 2026, heard to the end`.

    With it stands how many of the days have come, where not all have.
    """
    day = f"{course.since.day} {course.since:%b %Y}"
    open_ = "" if course.since_what == "heard to the end" else " (not all is heard)"
    so_far = f", {course.days_after} of {course.days} days so far" if course.days_after < course.days else ""
    return f"since {day}, {course.since_what}{open_}{so_far}"


def heading(trained: Trained) -> str:
    """Return what is compared, with a capital."""
    return trained.title[:1].upper() + trained.title[1:]


def is_claimed(difference: Difference) -> bool:
    """Say whether it is more than chance makes: no change lies outside the interval."""
    return not difference.by.low <= 0 <= difference.by.high


def format_change(value: float, unit: str) -> str:
    """Return a difference with its sign: `+24 points`, `−0.3 s`."""
    return f"{_signed(value, unit)}{_UNITS.get(unit, f' {unit}')}"


def interval(estimate: Estimate, unit: str) -> str:
    """Return between which differences the true one lies 95 times of 100: `−12 to +60`."""
    return f"{_signed(estimate.low, unit)} to {_signed(estimate.high, unit)}"


_UNITS = {"share": " points", "count": "", "-1 to 1": "", "-2 to 2": "", "words per minute": " words/min"}


def _signed(value: float, unit: str) -> str:
    number = format_number(abs(value), unit).lstrip("+")
    if not number.strip("0.:"):
        return "0"
    return f"{'−' if value < 0 else '+'}{number}"


def _few(change: Change) -> str:
    before, after = change.before.calls, change.after.calls
    if not before and not after:
        return "there is no call with it, neither before nor after, so nothing can be concluded."
    if not before or not after:
        there = format_count(after or before, "call")
        sides = "after and none before" if after else "before and none after"
        return f"{there} with it {sides}, so nothing can be concluded."
    return (
        f"from {format_count(before, 'call')} before and {after} after nothing can be concluded; it takes "
        f"{FEWEST} on each side."
    )
