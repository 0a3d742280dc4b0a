"""Names that the settings do not know, week by week, and which of them rise beyond chance.

Counted and judged as `rising_phrases` does it.
"""

from dataclasses import dataclass
from datetime import date

from coachkit.store.library import Library
from coachkit.store.reading.rising import calls_by_week
from coachkit.store.reading.said_names import names_by_week
from coachkit.trends.comparing import LEAST_HELD, compare_newest, judge
from coachkit.trends.rising_phrases import WEEKS


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWeeks:
    """On how many calls of each of the last weeks a name is said, the oldest first."""

    calls: tuple[int, ...]
    is_rising: bool


def unknown_by_week(library: Library, *, newest: date) -> dict[str, NameWeeks]:
    """Return the unknown names of the last nine weeks; `newest` is the day of the newest call."""
    every = calls_by_week(library, newest=newest, weeks=WEEKS)
    held = names_by_week(library, "candidate", newest=newest, weeks=WEEKS)
    often = sorted(name for name, counts in held.items() if sum(counts) >= LEAST_HELD)
    judged = judge([compare_newest(held[name], every) for name in often])
    rising = {name for name, one in zip(often, judged, strict=True) if one.verdict == "up"}
    return {name: NameWeeks(calls=tuple(counts), is_rising=name in rising) for name, counts in held.items()}
