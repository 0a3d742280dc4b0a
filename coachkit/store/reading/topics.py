"""Topics of the newest epoch: how many calls each has, how they went, and what was said."""

from dataclasses import dataclass

from coachkit.models import TopicMoveKind
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading.topic_titles import topic_titles

# who took the calls is joined as a whole: to ask the view for each topic takes minutes for ten thousand calls
_TOPICS = """
    with filed as materialized (select distinct topic_id, call_id from topic_passages where is_main),
    judged as materialized (
        select f.topic_id, count(*) as calls, sum(l.label = 'good') as good, sum(l.label = 'bad') as bad
        from filed f left join labels l on l.call_id = f.call_id group by 1),
    people as materialized (select distinct call_id, agent from v_call_agents),
    taken as materialized (
        select f.topic_id, p.agent, count(*) as calls from filed f join people p on p.call_id = f.call_id
        where :topic is null or f.topic_id = :topic group by 1, 2)
    select v.topic_id, v.title, v.phrases, coalesce(j.calls, 0),
        coalesce(j.calls, 0) * 1.0 / max(1, (select count(distinct call_id) from topic_passages)),
        v.passages, v.cohesion,
        (select group_concat(agent, ', ') from
            (select agent from taken where topic_id = v.topic_id order by calls desc, agent)),
        v.is_pinned, coalesce(j.good, 0), coalesce(j.bad, 0), v.example_call_id, v.example_start, v.example
    from v_topics v left join judged j on j.topic_id = v.topic_id
    where :topic is null or v.topic_id = :topic
    order by coalesce(j.calls, 0) desc, v.passages desc, v.topic_id
"""
_PASSAGES = """
    select t.call_id, c.path, c.started_at,
        (select json_group_array(agent) from
            (select agent from v_call_agents where call_id = t.call_id group by agent order by min(n))),
        p.start, p.end, p.text, t.similarity, t.is_main
    from topic_passages t
    join passages p on p.call_id = t.call_id and p.n = t.n
    join calls c on c.id = t.call_id
    where {} order by t.similarity desc, t.call_id, t.n
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSummary:
    """One line of the list of topics; `calls` are those mainly about it, good and bad among them."""

    id: str
    title: str
    phrases: tuple[str, ...]
    calls: int
    share: float
    """Of the calls that are about anything, those mainly about this: 0 to 1."""
    passages: int
    cohesion: float | None
    """Mean cosine of its passages to its centre; None where it has none."""
    agents: str | None
    """Who took these calls, most of them first."""
    is_pinned: bool
    good: int
    bad: int
    example_call_id: str | None
    example_start: float | None
    example: str | None
    """Text of the most typical passage; None where the topic has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageHit:
    """A passage of a topic, with its call."""

    call_id: str
    path: str
    started_at: str | None
    agents: tuple[str, ...]
    start: float
    end: float
    text: str
    similarity: float
    is_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """A topic and its passages, the most typical first."""

    summary: TopicSummary
    passages: tuple[PassageHit, ...]

    def examples(self, count: int) -> list[PassageHit]:
        """Return the most typical passages, one a call; calls that are mainly about the topic come first."""
        firsts: dict[str, PassageHit] = {}
        for passage in sorted(self.passages, key=lambda one: not one.is_main):
            firsts.setdefault(passage.call_id, passage)
        return [*firsts.values()][:count]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayTopic:
    """A topic of which people said that it is none."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMoveLine:
    """What an epoch changed about a topic, with the names of the topics."""

    epoch: int
    topic_id: str
    title: str
    kind: TopicMoveKind
    passages_before: int
    passages_after: int
    stayed: float | None
    """Share of its earlier passages that are still with it."""
    other_title: str | None
    """Where most of a new topic's passages came from, or most of a gone one's went to."""
    other_share: float | None
    was_away: bool
    """Whether people had said before that it is no topic."""
    is_away: bool
    """Whether they have now."""


def list_topics(library: Library) -> list[TopicSummary]:
    """Return the topics of the newest epoch, those with most calls first."""
    return library.find(TopicSummary, _TOPICS, {"topic": None})


def topic_named(library: Library, wanted: str) -> str:
    """Return the id of the topic with this id or title, or with one that begins so.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    forms = [
        (form, topic_id) for topic_id, title in topic_titles(library).items() for form in (title, topic_id)
    ]
    return pick(wanted, forms, what="topic")


def show_topic(library: Library, wanted: str) -> TopicPage:
    """Return the page of a topic, named by its id or title.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    topic = {"topic": topic_named(library, wanted)}
    [summary] = library.find(TopicSummary, _TOPICS, topic)
    passages = library.find(PassageHit, _PASSAGES.format("t.topic_id = :topic"), topic)
    return TopicPage(summary=summary, passages=tuple(passages))


def list_unsorted(library: Library) -> list[PassageHit]:
    """Return the passages that are near no topic, those nearest to one first."""
    return library.find(PassageHit, _PASSAGES.format("t.topic_id is null"))


def pinned_topics(library: Library) -> frozenset[str]:
    """Return the ids of the topics that stay as they are in every refit."""
    rows = library.values(
        """
        select topic_id from topic_edits e where kind = 'pin' and n = (
            select max(n) from topic_edits where topic_id = e.topic_id and kind in ('pin', 'unpin'))
        """
    )
    return frozenset(str(topic_id) for (topic_id,) in rows)


def list_away(library: Library) -> list[AwayTopic]:
    """Return the topics of the newest epoch that people said are none."""
    return library.find(
        AwayTopic,
        """
        select id, coalesce((select value from topic_edits
            where kind = 'rename' and topic_id = id order by n desc limit 1), title)
        from topics where epoch = (select max(epoch) from topics) and is_hidden order by n
        """,
    )


def list_moves(library: Library) -> list[TopicMoveLine]:
    """Return what each epoch changed about topics, the newest first; nothing of the first epoch."""
    return library.find(
        TopicMoveLine,
        """
        with named as (
            select id, coalesce((select value from topic_edits
                where kind = 'rename' and topic_id = id order by n desc limit 1), title) as title, max(epoch)
            from topics group by id)
        select m.epoch, m.topic_id, (select title from named where id = m.topic_id), m.kind,
            m.passages_before, m.passages_after, m.stayed,
            (select title from named where id = m.other_id), m.other_share,
            exists (select 1 from topics where id = m.topic_id and epoch = m.epoch - 1 and is_hidden),
            exists (select 1 from topics where id = m.topic_id and epoch = m.epoch and is_hidden)
        from topic_moves m order by m.epoch desc, m.n
        """,
    )
