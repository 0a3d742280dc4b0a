"""What is known of all calls at once for comparing topics and people: one plain row a call and agent."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from coachkit.models import TopicCentre, Verdict
from coachkit.store import coding
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.query.to_sql import Sql

_CALLS = """
    select c.id, c.started_at, c.duration, c.language,
        coalesce(c.customer, (select name from speakers where call_id = c.id and role = 'customer'
            and name != 'Customer' order by n limit 1)),
        l.label, l.source like 'outcome:%',
        (select value from scores where call_id = c.id and is_main),
        m.value, t.main_topic, coalesce(t.topics, 0)
    from calls c
    left join labels l on l.call_id = c.id
    left join metrics m on m.call_id = c.id and m.name = 'sentiment_start'
    left join (select call_id, min(case when is_main then topic_id end) as main_topic,
            count(distinct topic_id) as topics
        from topic_passages where topic_id in (select topic_id from v_topic_titles)
        group by call_id) t on t.call_id = c.id
    where {where} order by c.id
"""
_HANDLINGS = """
    select o.call_id, o.agent, min(o.start), max(o."end"), sum(o."end" - o.start),
        (select avg(s.value) from legs g join leg_scores s on s.call_id = g.call_id and s.n = g.n
            where g.call_id = o.call_id and g.agent = o.agent)
    from v_call_agents o group by o.call_id, o.agent order by o.call_id, o.agent
"""
_SAID = """
    with matter as materialized (
        select p.call_id, p.start, p."end", p.first_segment, p.last_segment
        from topic_passages t join passages p on p.call_id = t.call_id and p.n = t.n
        where (:topic is null or t.topic_id = :topic) and p.call_id in (select value from json_each(:ids))
            and (:places is null or p.call_id || ' ' || p.n in (select value from json_each(:places)))),
    said as (
        select call_id, start, "end", quote, 'exchange' as what, strength as weight from exchanges
        where verdict = 'good' and quote != '' and call_id in (select value from json_each(:ids))
        union all
        select call_id, start, "end", quote, 'point', points from score_points p
        where verdict = 'met' and is_found and quote != '' and call_id in (select value from json_each(:ids))
            and card in (select card from scores where call_id = p.call_id and is_main)
            and exists (select 1 from segments s where s.call_id = p.call_id and s.role = 'agent'
                and s.start <= p.start and s."end" >= p."end"))
    select call_id, start, "end", quote, what, weight, exists (select 1 from matter m
        where m.call_id = said.call_id and m.start < said."end" and said.start < m."end")
    from said
    union all
    select m.call_id, m.start, m."end", s.text, 'line', length(s.text), 1
    from matter m join segments s on s.call_id = m.call_id and s.n between m.first_segment and m.last_segment
    where s.role = 'agent' and s.part = 'talk'
    order by 1, 2, 3, 5, 6 desc
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCall:
    """What is known of a call that has to do with how it went and how hard it was."""

    id: str
    started_at: str | None
    duration: float
    language: str | None
    customer: str | None
    label: Verdict | None
    is_by_outcome: bool
    """True where somebody outside the call said how it ended; else the label is the score's."""
    score: float | None
    mood: float | None
    """How the customer sounds in the first third, -1 to 1."""
    topic_id: str | None
    """What it is mainly about; None where that is no topic."""
    topics: int
    """How many topics come up in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of a call that one agent took."""

    call_id: str
    agent: str
    start: float
    end: float
    seconds: float
    """How long the agent was on the line, which may have been more than once."""
    score: float | None
    """Of this agent's own part."""


class ReasonVector(NamedTuple):
    """Why a customer called, in numbers: little-endian float32, unit length."""

    call_id: str
    passage: int
    model: str
    embedding: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of a call that show how something was handled, and the stretch to listen to."""

    call_id: str
    start: float
    end: float
    quote: str
    what: Literal["exchange", "point", "line"]
    """A reply that was taken well; a point earned by the agent's words; a line of the agent's."""
    weight: float
    """Strength, points, or length: comparable among the same kind only."""
    is_on_topic: bool


def known_calls(library: Library, where: Sql | None = None) -> list[KnownCall]:
    """Return the calls for which a condition over `calls c` is true (None: all), ordered by id."""
    sql = _CALLS.replace("{where}", where.text if where else "true")
    return [
        KnownCall(
            id=row[0],  # type: ignore[arg-type]  # as the schema has it; `find` is slow for ten thousand rows
            started_at=row[1],  # type: ignore[arg-type]
            duration=row[2],  # type: ignore[arg-type]
            language=row[3],  # type: ignore[arg-type]
            customer=row[4],  # type: ignore[arg-type]
            label=row[5],  # type: ignore[arg-type]
            is_by_outcome=bool(row[6]),
            score=row[7],  # type: ignore[arg-type]
            mood=row[8],  # type: ignore[arg-type]
            topic_id=row[9],  # type: ignore[arg-type]
            topics=row[10],  # type: ignore[arg-type]
        )
        for row in library.values(sql, where.parameters if where else None)
    ]


def parts_of_agents(library: Library) -> list[Part]:
    """Return who took which part of which call, ordered by call and agent."""
    return library.find(Part, _HANDLINGS)


def reason_vectors(library: Library) -> list[ReasonVector]:
    """Return why customers called, as vectors, ordered by call."""
    rows = library.values("select call_id, passage, model, embedding from reasons order by call_id, n")
    return [ReasonVector(*row) for row in rows]  # type: ignore[arg-type]  # as the schema has it


def topic_centres(library: Library) -> list[TopicCentre]:
    """Return the centres of the newest epoch, in order."""
    names = ", ".join(f'"{column.name}"' for column in coding.columns_of(TopicCentre))
    sql = f"""
        select {names} from topic_centres where epoch = (select max(epoch) from topics) order by n
    """  # noqa: S608 - a noun's columns
    return library.find(TopicCentre, sql)


def words_said(
    library: Library,
    call_ids: Collection[str],
    *,
    topic_id: str | None = None,
    passages: Collection[tuple[str, int]] | None = None,
) -> list[Said]:
    """Return what can be quoted of these calls, ordered by call and time.

    `is_on_topic`: said in a passage on the topic (None: on any matter), and among `passages`, which are call
    ids with `Passage.n` (None: all); lines are only taken from those.
    """
    places = None if passages is None else json.dumps(sorted(f"{call_id} {n}" for call_id, n in passages))
    given = {"ids": json.dumps(sorted(call_ids)), "topic": topic_id, "places": places}
    return library.find(Said, _SAID, given)
