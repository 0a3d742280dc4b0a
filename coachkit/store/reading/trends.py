"""What trends are counted from: calls with their day and customer, whose they are, what comes up on them."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from coachkit.models import SubjectKind
from coachkit.query.call_sql import TRACKER_HITS
from coachkit.query.to_sql import Sql
from coachkit.store.library import Library

_TALKS = "exists (select 1 from segments s where s.call_id = c.id and s.part = 'talk')"
_SAID = "substr(c.started_at, 1, 10)"
_DAY = f"date({_SAID})"
_GROUPS = {
    "agent": "select distinct o.call_id, o.agent from v_call_agents o where {}",
    "team": "select distinct o.call_id, a.team from v_call_agents o join agents a on a.name = o.agent "
    "where a.team is not null and {}",
}
_MAIN_TOPICS = "select distinct p.topic_id, p.call_id from topic_passages p where p.is_main and {}"
_ANY_TOPICS = (
    "select distinct p.topic_id, p.call_id from topic_passages p where p.topic_id is not null and {}"
)
_NAMES = "select distinct m.name, m.call_id from mentions m where m.kind = '{kind}' and {{}}"
# each gives the id of the subject and a call that it comes up on
_FOUND: dict[SubjectKind, str] = {
    "topic": _MAIN_TOPICS,
    # as `tracker:` in a query counts them
    "tracker": " union ".join(
        f"select h.tracker, h.call_id from {table} h where {counts} and {{0}}"  # noqa: S608 - constants
        for table, counts in TRACKER_HITS
    ),
    "competitor": _NAMES.format(kind="competitor"),
    "feature": _NAMES.format(kind="feature"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkedCall:
    """A call in which somebody talks."""

    id: str
    day: date | None
    """By the clock of whoever took the call; None where it is not known."""
    customer: str | None


def talked_calls(
    library: Library,
    asked: Sql | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
) -> list[TalkedCall]:
    """Return the calls in which somebody talks, by id; `asked`: those of whose row `c` it is true.

    Where a first or a last day is given, only calls of these days.
    """
    return library.find(
        TalkedCall,
        f"""
        select c.id, {_DAY}, c.customer from calls c where {_TALKS} and {asked.text if asked else "1"}
        and (:first is null or {_SAID} >= :first) and (:last is null or {_SAID} <= :last) order by c.id
        """,  # noqa: S608 - parameters hold what is asked
        {
            **(asked.parameters if asked else {}),
            "first": first.isoformat() if first else None,
            "last": last.isoformat() if last else None,
        },
    )


def newest_day(library: Library, asked: Sql | None = None, *, last: date) -> date | None:
    """Return the last day with a call in which somebody talks, up to `last`; None where no call has one."""
    found = library.values(
        f"""
        select {_DAY} from calls c where {_TALKS} and {asked.text if asked else "1"}
        and {_DAY} is not null and {_SAID} <= :last order by c.started_at desc limit 1
        """,  # noqa: S608 - parameters hold what is asked
        {**(asked.parameters if asked else {}), "last": last.isoformat()},
    )
    return date.fromisoformat(str(found[0][0])) if found else None


def days_unknown(library: Library, asked: Sql | None = None, *, last: date) -> tuple[int, int]:
    """Return how many calls in which somebody talks have no day, and how many one after `last`."""
    [(undated, later)] = library.values(
        f"""
        select coalesce(sum({_DAY} is null), 0), coalesce(sum({_DAY} > :last), 0) from calls c
        where ({_DAY} is null or {_DAY} > :last) and {_TALKS} and {asked.text if asked else "1"}
        """,  # noqa: S608 - parameters hold what is asked
        {**(asked.parameters if asked else {}), "last": last.isoformat()},
    )
    return int(undated or 0), int(later or 0)


def groups_of_calls(
    library: Library, by: Literal["team", "agent"], call_ids: Collection[str] | None = None
) -> list[tuple[str, str]]:
    """Return (call, team or agent) for everybody who took a call; `call_ids`: only of these."""
    return _pairs(library, _GROUPS[by], "o.call_id", call_ids)


def subjects_found(
    library: Library,
    kind: SubjectKind,
    call_ids: Collection[str] | None = None,
    *,
    touched: bool = False,
) -> list[tuple[str, str]]:
    """Return (subject, call) for everything of a kind that comes up; `call_ids`: only on these.

    A topic comes up on the calls that are filed under it; `touched`: on those with any passage about it.
    It is given by its id, everything else by its name.
    """
    select = _ANY_TOPICS if kind == "topic" and touched else _FOUND[kind]
    return _pairs(library, select, "call_id", call_ids)


def _pairs(
    library: Library, select: str, column: str, call_ids: Iterable[str] | None
) -> list[tuple[str, str]]:
    only = "1" if call_ids is None else f"{column} in (select value from json_each(:calls))"  # noqa: S608 - a constant
    calls = None if call_ids is None else json.dumps(sorted(call_ids))
    return cast(list[tuple[str, str]], library.values(select.format(only), {"calls": calls}))
