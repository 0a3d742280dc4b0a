"""What is shown of the calls that hits are in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from coachkit.models import Call, Medium, Recording, Verdict
from coachkit.store import coding
from coachkit.store.library import Library

AGENTS_ON = """(select json_group_array(agent) from (select agent from (
    select agent, n from call_agents where call_id = {0}
    union all
    select agent, n from legs where call_id = {0} and agent is not null
        and not exists (select 1 from call_agents where call_id = {0})
    ) group by agent order by min(n)))"""
"""Who took a call, in order. `v_call_agents` says the same, but SQLite would go through all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHead:
    """The headline of a call."""

    id: str
    path: str
    medium: Medium
    started_at: str | None
    customer: str | None
    agents: tuple[str, ...]
    label: Verdict | None


def stored_call(library: Library, call_id: str) -> Call:
    """Return the call with this id, which must exist; `Library.rows` would read all calls."""
    [found] = library.find(Call, coding.select_sql(Call, where="id = :call"), {"call": call_id})
    return found


def stored_calls(library: Library, call_ids: Iterable[str]) -> list[Call]:
    """Return those of these calls that are in the library."""
    sql = coding.select_sql(Call, where="id in (select value from json_each(:calls))")
    return library.find(Call, sql, {"calls": json.dumps(sorted(call_ids))})


def recordings_of(library: Library, call_id: str) -> list[Recording]:
    """Return the files of a call; `Library.rows` would import every noun, which takes longer than reading."""
    names = ", ".join(f'"{column.name}"' for column in coding.columns_of(Recording))
    sql = f"select {names} from recordings where call_id = :call order by path"  # noqa: S608 - a noun's columns
    return library.find(Recording, sql, {"call": call_id})


def call_heads(library: Library, call_ids: Iterable[str]) -> dict[str, CallHead]:
    """Return the headlines of these calls by id."""
    sql = f"""
        select c.id, c.path, c.medium, c.started_at,
            (select customer from v_call_customers where call_id = c.id), {AGENTS_ON.format("c.id")},
            (select label from labels where call_id = c.id)
        from calls c where c.id in (select value from json_each(:ids))
    """  # noqa: S608 - a constant
    found = library.find(CallHead, sql, {"ids": json.dumps(sorted(set(call_ids)))})
    return {one.id: one for one in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class _AgentCall:
    agent: str
    call_id: str


def calls_by_agent(library: Library) -> list[tuple[str, str]]:
    """Return (agent, call id) of every agent and call that belong together, each once, in order."""
    sql = "select distinct agent, call_id from v_call_agents where agent is not null order by agent, call_id"
    return [(one.agent, one.call_id) for one in library.find(_AgentCall, sql)]
