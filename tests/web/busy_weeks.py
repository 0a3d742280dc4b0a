"""A library of quiet weeks and a last one in which a competitor, a phrase and a topic came up far more."""

from datetime import date, timedelta
from pathlib import Path

from coachkit.store.library import Library
from tests.trends.made_library import Told, tell

WEEKS, CALLS = 8, 25
RIVAL = "<b>Zenlane & Co</b>"
"""Said far more often in the last week; a name that must be escaped."""


def build_busy_weeks(path: Path) -> Path:
    """Write the library to `path`: so many weeks that are over, up to last Sunday."""
    monday = date.today() - timedelta(days=date.today().weekday())
    calls = []
    for week in range(WEEKS):
        rises = 18 if week == WEEKS - 1 else 1
        for n in range(CALLS):
            is_in = n < rises
            calls.append(
                Told(
                    id=f"w{week}c{n:02}",
                    day=(monday - timedelta(days=7 * (WEEKS - week) - n % 7)).isoformat(),
                    agents=("Ann",) if n % 2 else ("Ben",),
                    topic="Refunds" if is_in else "Opening hours",
                    competitors=(RIVAL,) if is_in else (),
                    trackers=("churn risk",) if is_in else (),
                    features=("export",) if n % 5 == 0 else (),
                )
            )
    with Library.open(path, create=True) as library:
        tell(
            library,
            calls,
            topics=("Refunds", "Opening hours"),
            teams={"Ann": "Support", "Ben": "Sales"},
        )
    return path
