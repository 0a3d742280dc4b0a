"""The moments of calls, and how many there are of each kind."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from coachkit.models import MomentKind, MomentMethod, Role, Verdict
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentHit:
    """A moment with its call."""

    call_id: str
    n: int
    kind: MomentKind
    name: str | None
    role: Role
    speaker: str | None
    """None where nobody speaks."""
    quote: str
    start: float
    end: float
    strength: float
    method: MomentMethod
    detail: str
    agents: tuple[str, ...]
    customer: str | None
    started_at: str | None
    path: str
    label: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many moments of a kind there are, in how many calls, and how those calls went."""

    kind: MomentKind
    moments: int
    calls: int
    good: int
    bad: int


def list_moments(
    library: Library,
    *,
    kind: MomentKind | None = None,
    role: Role | None = None,
    call_ids: Collection[str] | None = None,
) -> list[MomentHit]:
    """Return moments, the latest call first, in time order within a call; `call_ids`: only of these calls."""
    return library.find(
        MomentHit,
        """
        select m.call_id, m.n, m.kind, m.name, m.role, s.speaker, m.quote, m.start, m.end, m.strength,
            m.method, m.detail,
            (select json_group_array(agent) from
                (select agent from v_call_agents where call_id = m.call_id group by agent order by min(n))),
            (select customer from v_call_customers where call_id = c.id), c.started_at, c.path, l.label
        from moments m join calls c on c.id = m.call_id
        left join segments s on s.call_id = m.call_id and s.n = m.segment
        left join labels l on l.call_id = m.call_id
        where (:kind is null or m.kind = :kind) and (:role is null or m.role = :role)
        and (:calls is null or m.call_id in (select value from json_each(:calls)))
        order by c.started_at desc, c.path, m.start, m.n
        """,
        {"kind": kind, "role": role, "calls": _listed(call_ids)},
    )


def count_moments(library: Library, *, call_ids: Collection[str] | None = None) -> list[KindCount]:
    """Return the kinds that there are, most moments first; `call_ids`: only of these calls."""
    return library.find(
        KindCount,
        """
        select m.kind, count(*), count(distinct m.call_id),
            count(distinct case when l.label = 'good' then m.call_id end),
            count(distinct case when l.label = 'bad' then m.call_id end)
        from moments m left join labels l on l.call_id = m.call_id
        where :calls is null or m.call_id in (select value from json_each(:calls))
        group by m.kind order by 2 desc, m.kind
        """,
        {"calls": _listed(call_ids)},
    )


def _listed(call_ids: Collection[str] | None) -> str | None:
    return None if call_ids is None else json.dumps(sorted(call_ids))
