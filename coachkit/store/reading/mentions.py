"""Where competitors, features and unknown names are said, and how often."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from coachkit.models import MentionKind, Modality, Role, Stance, Verdict
from coachkit.near import pick
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionHit:
    """A mention with the sentence it stands in."""

    call_id: str
    n: int
    kind: MentionKind
    name: str
    text: str
    quote: str
    """The segment's text; `start_char` and `end_char` are places in it."""
    start_char: int
    end_char: int
    role: Role
    speaker: str
    start: float
    end: float
    method: str
    confidence: float
    agents: tuple[str, ...]
    customer: str | None
    started_at: str | None
    path: str
    label: Verdict | None
    modality: Modality
    stance: Stance | None
    """What the customer thinks of it; None where nothing is said for or against."""
    stance_quote: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCount:
    """How often a name is said, in how many calls, and how those calls went."""

    kind: MentionKind
    name: str
    mentions: int
    calls: int
    good: int
    bad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    name: str


def list_mentions(
    library: Library,
    *,
    kind: MentionKind | None = None,
    name: str | None = None,
    call_id: str | None = None,
) -> list[MentionHit]:
    """Return mentions, the latest call first, in time order within a call.

    Raises:
        NotFoundError: No such name is mentioned; says which come near.
    """
    return library.find(
        MentionHit,
        """
        select m.call_id, m.n, m.kind, m.name, m.text, coalesce(s.text, m.text), m.start_char, m.end_char,
            m.role, coalesce(s.speaker, m.role), m.start, m.end, m.method, m.confidence,
            (select json_group_array(agent) from
                (select agent from v_call_agents where call_id = m.call_id group by agent order by min(n))),
            (select customer from v_call_customers where call_id = c.id) as customer,
            c.started_at, c.path, l.label, m.modality, m.stance, m.stance_quote
        from mentions m join calls c on c.id = m.call_id
        left join segments s on s.call_id = m.call_id and s.n = m.segment
        left join labels l on l.call_id = m.call_id
        where (:kind is null or m.kind = :kind) and (:name is null or m.name = :name)
        and (:call is null or m.call_id = :call)
        order by c.started_at desc, c.path, m.start, m.n
        """,
        {"kind": kind, "name": _name_like(library, name, kind) if name else None, "call": call_id},
    )


def count_names(
    library: Library, kind: MentionKind | None = None, *, call_ids: Collection[str] | None = None
) -> list[NameCount]:
    """Return the names that are said, most calls first; `call_ids`: only in these calls."""
    return library.find(
        NameCount,
        """
        select m.kind, m.name, count(*), count(distinct m.call_id),
            count(distinct case when l.label = 'good' then m.call_id end),
            count(distinct case when l.label = 'bad' then m.call_id end)
        from mentions m left join labels l on l.call_id = m.call_id
        where (:kind is null or m.kind = :kind)
        and (:calls is null or m.call_id in (select value from json_each(:calls)))
        group by m.kind, m.name order by 4 desc, 3 desc, m.name
        """,
        {"kind": kind, "calls": None if call_ids is None else json.dumps(sorted(call_ids))},
    )


def _name_like(library: Library, wanted: str, kind: MentionKind | None) -> str:
    names = library.find(
        _Name,
        "select distinct name from mentions where :kind is null or kind = :kind order by name",
        {"kind": kind},
    )
    return pick(wanted, [(row.name, row.name) for row in names], what=kind or "mention of")
