"""Key phrases that rise: said on more calls of the newest week than of the weeks before, beyond chance.

Weeks are counted back from the newest call. All phrases that are said often enough are compared, and the
claims are corrected for having looked at so many.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.store.library import Library
from coachkit.store.reading.rising import calls_by_week, phrases_by_week
from coachkit.trends.comparing import LEAST_HELD, compare_newest, judge

WEEKS = 9
"""The newest, and eight to compare it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RisingPhrase:
    """A key phrase that is on the rise, with the days of the newest week."""

    phrase: str
    first: date
    last: date
    says: str
    """In a sentence, with both shares and how many calls they are of."""


def rising_phrases(library: Library, *, newest: date, most: int) -> list[RisingPhrase]:
    """Return at most so many phrases that rise, the surest first; `newest` is the day of the newest call."""
    calls = calls_by_week(library, newest=newest, weeks=WEEKS)
    held = {
        phrase: counts
        for phrase, counts in phrases_by_week(library, newest=newest, weeks=WEEKS).items()
        if sum(counts) >= LEAST_HELD
    }
    phrases = sorted(held)
    judged = judge([compare_newest(held[one], calls) for one in phrases])
    risen = [(one, found) for one, found in zip(phrases, judged, strict=True) if found.verdict == "up"]
    risen.sort(key=lambda one: (one[1].adjusted or 0.0, one[1].of.chance or 0.0, one[0]))
    found = []
    for phrase, one in risen[:most]:
        here, there = one.of.here, one.of.there
        first = newest - timedelta(days=7 * one.of.periods_here - 1)
        says = (
            f"“{phrase}” is a key phrase of {here.held} of {here.calls} calls of the newest days, and was "
            f"one of {there.held} of {there.calls} in the weeks before."
        )
        found.append(RisingPhrase(phrase=phrase, first=first, last=newest, says=says))
    return found
