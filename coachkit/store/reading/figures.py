"""Figures of many calls at once: values, why there is none, and whose calls they are."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coachkit.models import RangeVerdict
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads


class StoredFigure(NamedTuple):
    """One figure of one call."""

    call_id: str
    name: str
    value: float | None
    reason: str | None
    """Why there is no value."""
    verdict: RangeVerdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMedian:
    """What is usual in a team."""

    value: float
    calls: int
    team: str | None
    """None: of all calls, as the call's agents are in no team."""


def heads_of_all(library: Library) -> list[CallHead]:
    """Return the headlines of all calls, by id: far less than lists of calls show of each."""
    ids = [str(call_id) for (call_id,) in library.values("select id from calls order by id")]
    heads = call_heads(library, ids)
    return [heads[call_id] for call_id in ids]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualRange:
    """What is usual of a figure, as its calls were held against it."""

    name: str
    low: float | None
    """None: open on that side."""
    high: float | None
    source: str | None
    calls: int


def usual_ranges(library: Library, names: Sequence[str]) -> list[UsualRange]:
    """Return the ranges of these figures, by name; of one with several, that of most calls first."""
    return library.find(
        UsualRange,
        """
        select name, good_low, good_high, range_source, count(*) as calls from metrics
        where name in (select value from json_each(:names)) and verdict is not null
        group by name, good_low, good_high, range_source order by name, calls desc
        """,
        {"names": json.dumps([*names])},
    )


def stored_figures(library: Library, names: Sequence[str], calls: Collection[str]) -> list[StoredFigure]:
    """Return these figures of these calls, by call and name."""
    rows = library.values(
        "select call_id, name, value, reason, verdict from metrics"
        " where name in (select value from json_each(:names)) order by call_id, name",
        {"names": json.dumps([*names])},
    )
    return [StoredFigure(*row) for row in rows if row[0] in calls]  # type: ignore[arg-type]  # as the schema has it


def team_median(library: Library, name: str, call_id: str) -> TeamMedian | None:
    """Return the median of a figure over the calls of the team that took a call; None where none has it."""
    teams = library.values(
        "select distinct a.team from v_call_agents o join agents a on a.name = o.agent"
        " where o.call_id = :call and a.team is not null",
        {"call": call_id},
    )
    team = str(teams[0][0]) if len(teams) == 1 else None
    rows = library.values(
        "select value from metrics where name = :name and value is not null and (:team is null or call_id in"
        " (select o.call_id from v_call_agents o join agents a on a.name = o.agent where a.team = :team))",
        {"name": name, "team": team},
    )
    if not rows:
        return None
    from statistics import median

    values = [float(row[0]) for row in rows]  # type: ignore[arg-type]  # a real, never null
    return TeamMedian(value=median(values), calls=len(values), team=team)
