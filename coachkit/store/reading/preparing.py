"""What a talk is prepared from: who took which part, highlights of a name, and pages prepared before."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from coachkit.models import BriefLine, CallAgent, Highlight, PromptVector, TalkPrepared
from coachkit.store import coding
from coachkit.store.library import Library

_IN = "in (select value from json_each(:ids))"
_CUSTOMERS = f"""
    select p.criterion from score_points p join scores s
        on s.call_id = p.call_id and s.card = p.card and s.is_main
    left join segments g on g.call_id = p.call_id and p.start is not null
        and g.start <= p.start + 0.05 and g."end" >= p.start + 0.05
    where p.call_id {_IN} and g.role in ('agent', 'customer')
    group by p.criterion having sum(g.role = 'customer') > sum(g.role = 'agent')
"""  # noqa: S608 - a constant
_CALLED = """
    select :agent union all select a.value from agents g, json_each(g.aliases) a
    where g.name = :agent and a.value not in (select name from agents)
"""
"""What an agent is called, and was when something was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A list that the agent was asked to hear, and how much of it was heard."""

    n: int
    playlist_id: str
    title: str | None
    """None where the list is gone."""
    assigned_by: str
    assigned_at: str
    due: date | None
    clips: int
    heard: int
    acknowledged_at: str | None


def agents_of(library: Library, call_ids: Collection[str]) -> list[CallAgent]:
    """Return who took which part of these calls, by call and time."""
    sql = f"""
        select call_id, n, agent, start, "end", '' from v_call_agents
        where agent is not null and call_id {_IN} order by call_id, start, n
    """  # noqa: S608 - a constant
    return library.find(CallAgent, sql, _ids(call_ids))


def lines_of_customers(library: Library, call_ids: Collection[str]) -> set[str]:
    """Return the lines of the main score card that rest, as a rule, on what customers say in these calls."""
    return {str(row[0]) for row in library.values(_CUSTOMERS, _ids(call_ids))}


def without_roles(library: Library, call_ids: Collection[str]) -> set[str]:
    """Return in which of these calls somebody talks, and it is not known who is the agent."""
    sql = f"""
        select call_id from segments where part = 'talk' and call_id {_IN} group by call_id
        having sum(role in ('agent', 'customer')) = 0
    """  # noqa: S608 - a constant
    return {str(row[0]) for row in library.values(sql, _ids(call_ids))}


def highlights_of_calls(library: Library, call_ids: Collection[str]) -> list[Highlight]:
    """Return the highlights of these calls, in order."""
    return library.rows_of(Highlight, sorted(call_ids))


def good_highlights(library: Library, kind: str, name: str, *, most: int = 80) -> list[Highlight]:
    """Return the highlights of a kind and name that went well, the clearest first."""
    names = ", ".join(f'"{column.name}"' for column in coding.columns_of(Highlight))
    sql = f"""
        select {names} from highlights where kind = :kind and name = :name and verdict = 'good'
        order by score desc, call_id, n limit :most
    """  # noqa: S608 - a noun's columns
    return library.find(Highlight, sql, {"kind": kind, "name": name, "most": most})


def prompt_vectors(library: Library, call_ids: Collection[str]) -> dict[tuple[str, int], bytes]:
    """Return what the highlights' prompts of these calls mean, by call and `Highlight.n`."""
    rows = library.rows_of(PromptVector, sorted(call_ids))
    return {(one.call_id, one.n): one.vector for one in rows}


def hard_to_hear(library: Library, call_ids: Collection[str]) -> set[str]:
    """Return which of these calls can hardly be heard: those of the lowest grade."""
    sql = f"select call_id from grades where grade = 'D' and call_id {_IN}"  # noqa: S608 - a constant
    return {str(row[0]) for row in library.values(sql, _ids(call_ids))}


def briefs_of(library: Library, call_ids: Collection[str]) -> dict[str, list[BriefLine]]:
    """Return the briefs of these calls."""
    found: dict[str, list[BriefLine]] = {}
    for line in library.rows_of(BriefLine, sorted(call_ids)):
        found.setdefault(line.call_id, []).append(line)
    return found


def talks_prepared(library: Library, agent: str | None = None) -> list[TalkPrepared]:
    """Return the pages that were prepared, of an agent or of everybody, the oldest first.

    Those of an agent are also the pages under names that are aliases now.
    """
    sql = coding.select_sql(TalkPrepared, where=f":agent is null or agent in ({_CALLED})")
    found = library.find(TalkPrepared, sql, {"agent": agent})
    return [one if agent is None else replace(one, agent=agent) for one in found]


def assigned_to(library: Library, agent: str) -> list[Assigned]:
    """Return the lists that an agent is asked to hear, the latest first; those withdrawn are left out."""
    sql = f"""
        select n, playlist_id, title, assigned_by, assigned_at, due, clips, heard, acknowledged_at
        from v_assignments where agent in ({_CALLED}) and not is_withdrawn order by assigned_at desc, n desc
    """  # noqa: S608 - a constant
    return library.find(Assigned, sql, {"agent": agent})


def first_day(library: Library, agent: str) -> date | None:
    """Return an agent's first day at work, where it is known."""
    rows = library.values("select started from agents where name = :agent", {"agent": agent})
    return date.fromisoformat(str(rows[0][0])) if rows and rows[0][0] else None


def _ids(call_ids: Collection[str]) -> dict[str, object]:
    return {"ids": json.dumps(sorted(call_ids))}
