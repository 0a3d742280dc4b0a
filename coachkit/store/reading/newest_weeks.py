"""How the calls of the newest weeks went; weeks are seven days each, counted back from a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.store.library import Library

_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWent:
    """How the calls of seven days went."""

    first: date
    last: date
    good: int = 0
    neutral: int = 0
    bad: int = 0
    unjudged: int = 0

    @property
    def judged(self) -> int:
        """Calls of which it is known how they went."""
        return self.good + self.neutral + self.bad

    @property
    def calls(self) -> int:
        """All calls."""
        return self.judged + self.unjudged


def newest_weeks(library: Library, *, newest: date, weeks: int) -> list[WeekWent]:
    """Return the last so many weeks up to the day `newest`, the oldest first, also those without a call."""
    first = newest - timedelta(days=_DAYS * weeks - 1)
    rows = library.values(
        """
        select cast(julianday(:newest) - julianday(substr(c.started_at, 1, 10)) as integer) / 7,
            coalesce(l.label, 'unjudged'), count(*)
        from calls c left join labels l on l.call_id = c.id
        where c.started_at >= :first and substr(c.started_at, 1, 10) <= :newest group by 1, 2
        """,
        {"first": first.isoformat(), "newest": newest.isoformat()},
    )
    counts: list[dict[str, int]] = [{} for _ in range(weeks)]
    for back, label, count in rows:
        counts[weeks - 1 - int(back or 0)][str(label)] = int(count or 0)
    found = []
    for n, own in enumerate(counts):
        begin = first + timedelta(days=_DAYS * n)
        found.append(WeekWent(first=begin, last=begin + timedelta(days=_DAYS - 1), **own))
    return found
