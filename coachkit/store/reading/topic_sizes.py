"""How many calls each topic has and how they went, who took them, and what customers say.

`store.reading.topics` tells everything of every topic; here is what pages need of many calls,
counted in one pass.
"""

from dataclasses import dataclass

from coachkit.models import Medium, Verdict
from coachkit.store.library import Library

OF_TEAM = """(:team is null or {} in
    (select o.call_id from v_call_agents o join agents a on a.name = o.agent where a.team = :team))"""
"""That a call, named by a column, was taken by somebody of a team; with no team asked for, true."""
_FILED = f"""
    filed as materialized (
        select distinct p.topic_id, p.call_id from topic_passages p
        where p.is_main and p.topic_id in (select topic_id from v_topic_titles)
        and {OF_TEAM.format("p.call_id")})
"""  # noqa: S608 - constants
_AGENTS = """(select json_group_array(agent) from
    (select agent from v_call_agents where call_id = c.id group by agent order by min(n)))"""
_CUSTOMER = "(select customer from v_call_customers where call_id = c.id)"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSize:
    """How many calls are mainly about a topic, and how they went."""

    id: str
    title: str
    calls: int
    good: int
    neutral: int
    bad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOnTopic:
    """What a customer says on a call about a topic, with what is needed to play it."""

    call_id: str
    medium: Medium
    started_at: str | None
    agents: tuple[str, ...]
    customer: str | None
    label: Verdict | None
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsTaken:
    """How many of some calls somebody took, and how they went."""

    name: str
    calls: int
    good: int
    bad: int


def topic_sizes(library: Library, *, team: str | None = None) -> list[TopicSize]:
    """Return the topics of the newest epoch, those with most calls first; `team`: of its calls alone."""
    return library.find(
        TopicSize,
        f"""
        with {_FILED}
        select t.topic_id, t.title, count(f.call_id), coalesce(sum(l.label = 'good'), 0),
            coalesce(sum(l.label = 'neutral'), 0), coalesce(sum(l.label = 'bad'), 0)
        from v_topic_titles t left join filed f on f.topic_id = t.topic_id
        left join labels l on l.call_id = f.call_id
        group by t.topic_id, t.title order by 3 desc, t.title, t.topic_id
        """,  # noqa: S608 - constants
        {"team": team},
    )


def calls_about_something(library: Library, *, team: str | None = None) -> tuple[int, int]:
    """Return how many calls are filed under a topic, and how many fit none yet."""
    [(filed, every)] = library.values(
        f"""
        with {_FILED}
        select (select count(distinct call_id) from filed),
            (select count(distinct call_id) from topic_passages p where {OF_TEAM.format("p.call_id")})
        """,  # noqa: S608 - constants
        {"team": team},
    )
    return int(filed or 0), int(every or 0) - int(filed or 0)


def topic_takers(library: Library, topic_id: str, *, most: int) -> list[CallsTaken]:
    """Return who took most of the calls that are mainly about a topic."""
    return library.find(
        CallsTaken,
        """
        with filed as materialized (
            select distinct call_id from topic_passages where topic_id = :topic and is_main),
        taken as (
            select distinct call_id, agent from v_call_agents where call_id in (select call_id from filed))
        select t.agent, count(*), coalesce(sum(l.label = 'good'), 0), coalesce(sum(l.label = 'bad'), 0)
        from taken t left join labels l on l.call_id = t.call_id
        group by t.agent order by 2 desc, t.agent limit :most
        """,
        {"topic": topic_id, "most": most},
    )


def reasons_on(library: Library, topic_id: str, *, most: int) -> list[SaidOnTopic]:
    """Return why customers called about a topic, in their words: the most typical first, one a call."""
    return library.find(
        SaidOnTopic,
        f"""
        select r.call_id, c.medium, c.started_at, {_AGENTS}, {_CUSTOMER}, l.label, r.start, r."end", r.text
        from (select r.*, min(r.n), max(p.similarity) as near from topic_passages p
            join reasons r on r.call_id = p.call_id and r.passage = p.n
            where p.topic_id = :topic and p.is_main group by r.call_id
            order by near desc, r.call_id limit :most) r
        join calls c on c.id = r.call_id left join labels l on l.call_id = c.id
        order by r.near desc, r.call_id
        """,  # noqa: S608 - constants
        {"topic": topic_id, "most": most},
    )


def typical_passages(library: Library, topic_id: str, *, most: int) -> list[SaidOnTopic]:
    """Return the most typical passages of a topic's calls, one a call."""
    return library.find(
        SaidOnTopic,
        f"""
        select t.call_id, c.medium, c.started_at, {_AGENTS}, {_CUSTOMER}, l.label, p.start, p."end", p.text
        from (select call_id, n, max(similarity) as near from topic_passages
            where topic_id = :topic and is_main group by call_id order by near desc, call_id limit :most) t
        join passages p on p.call_id = t.call_id and p.n = t.n
        join calls c on c.id = t.call_id left join labels l on l.call_id = c.id
        order by t.near desc, t.call_id
        """,  # noqa: S608 - constants
        {"topic": topic_id, "most": most},
    )


def unfiled_calls(library: Library, *, first: int, most: int) -> list[SaidOnTopic]:
    """Return calls that fit no topic yet, the newest first, with why the customer calls."""
    return library.find(
        SaidOnTopic,
        f"""
        with waiting as (
            select c.* from calls c where c.id in (select call_id from topic_passages)
            and not exists (select 1 from topic_passages p where p.call_id = c.id and p.is_main
                and p.topic_id in (select topic_id from v_topic_titles))
            order by c.started_at desc, c.id limit :most offset :first)
        select c.id, c.medium, c.started_at, {_AGENTS}, {_CUSTOMER}, l.label,
            coalesce(r.start, p.start), coalesce(r."end", p."end"), coalesce(r.text, p.text)
        from waiting c left join labels l on l.call_id = c.id
        left join reasons r on r.call_id = c.id and r.n = (select min(n) from reasons where call_id = c.id)
        left join passages p on p.call_id = c.id
            and p.n = (select min(n) from topic_passages where call_id = c.id)
        order by c.started_at desc, c.id
        """,  # noqa: S608 - constants
        {"first": first, "most": most},
    )


def topic_phrases(library: Library, topic_id: str) -> tuple[str, ...]:
    """Return the phrases that tell a topic from the others, the most telling first."""
    rows = library.values(
        """
        select j.value from topics t, json_each(t.phrases) j
        where t.id = :topic and t.epoch = (select max(epoch) from topics) order by j.key
        """,
        {"topic": topic_id},
    )
    return tuple(str(phrase) for (phrase,) in rows)
