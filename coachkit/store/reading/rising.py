"""On how many calls of each week key phrases are said."""

import json
from datetime import date

from coachkit.store.library import Library

_WEEK = "cast((julianday(:newest) - julianday(substr(c.started_at, 1, 10))) as integer) / 7"
_WITHIN = (
    "substr(c.started_at, 1, 10) <= :newest "
    "and substr(c.started_at, 1, 10) > date(:newest, '-' || (7 * :weeks) || ' days')"
)


def calls_by_week(library: Library, *, newest: date, weeks: int) -> list[int]:
    """Return how many calls each of the last `weeks` weeks up to a day has, the oldest first."""
    counts = [0] * weeks
    sql = f"select {_WEEK}, count(*) from calls c where {_WITHIN} group by 1"  # noqa: S608 - constants
    for back, count in library.values(sql, {"newest": newest.isoformat(), "weeks": weeks}):
        counts[weeks - 1 - int(back or 0)] = int(count or 0)
    return counts


def phrases_by_week(library: Library, *, newest: date, weeks: int) -> dict[str, list[int]]:
    """Return the same of the calls that each phrase is a key phrase of, for phrases of the newest week."""
    rows = library.values(
        f"""
        with recent as materialized (
            select c.id, {_WEEK} as back from calls c where {_WITHIN}),
        said as materialized (
            select distinct k.phrase, k.call_id, r.back from recent r join keywords k on k.call_id = r.id)
        select phrase, json_group_array(back) from said group by phrase having min(back) = 0
        """,  # noqa: S608 - constants
        {"newest": newest.isoformat(), "weeks": weeks},
    )
    found = {}
    for phrase, backs in rows:
        counts = [0] * weeks
        for back in json.loads(str(backs)):
            counts[weeks - 1 - back] += 1
        found[str(phrase)] = counts
    return found
