"""Calls as lists and one call as a page."""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachkit.models import (
    BriefLine,
    Call,
    CallAgent,
    CallSpeaker,
    ChannelSound,
    Dispute,
    DisputeDecision,
    Edit,
    Exchange,
    Grade,
    GradeLetter,
    Hearing,
    Keyword,
    Label,
    Medium,
    Mention,
    Metric,
    Omission,
    Outcome,
    Quarantined,
    Rating,
    Recording,
    Score,
    ScorePoint,
    Segment,
    Verdict,
)
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading.people import agent_named, customer_named, team_named
from coachkit.store.reading.topics import topic_named

if TYPE_CHECKING:
    from coachkit.query.to_sql import Sql

_SUMMARY = """
    select v.call_id, v.path, v.started_at, v.duration,
        (select json_group_array(agent) from
            (select agent from v_call_agents where call_id = v.call_id group by agent order by min(n))),
        (select json_group_array(team) from (select a.team as team from v_call_agents o
            join agents a on a.name = o.agent where o.call_id = v.call_id and a.team is not null
            group by a.team order by min(o.n))),
        v.customer, v.kind, v.medium, v.grade, coalesce(v.unheard, 0.0), v.label, v.label_source, v.score,
        v.topic, v.reason, v.competitor_mentions, v.feature_mentions, v.candidate_mentions
    from v_calls v
    where (:call is null or v.call_id = :call)
    and (:customer is null or v.customer = :customer) and (:kind is null or v.kind = :kind)
    and (:grade is null or v.grade = :grade)
    and (:min_grade is null or v.grade <= :min_grade or v.medium = 'transcript')
    and (:min_unheard is null or v.unheard >= cast(:min_unheard as real))
    and (:label is null or v.label = :label) and (:topic is null or v.topic_id = :topic)
    and (:since is null or v.started_at >= :since) and (:until is null or v.started_at < :until)
    and (:agent is null or exists (select 1 from v_call_agents where call_id = v.call_id and agent = :agent))
    and (:team is null or exists (select 1 from v_call_agents o join agents a on a.name = o.agent
        where o.call_id = v.call_id and a.team = :team))
    and (:new_since is null or exists (select 1 from v_call_agents o join agents a on a.name = o.agent
        where o.call_id = v.call_id and a.started >= :new_since))
"""
_NEWEST_FIRST = "order by v.started_at desc, v.path"
_SUMMARY_PARAMETERS = (
    "call", "customer", "kind", "grade", "min_grade", "min_unheard", "label", "topic", "since", "until",
    "agent", "team", "new_since",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """Which calls to list; what is None does not narrow the list."""

    agent: str | None = None
    """A name or alias, or the beginning of one."""
    team: str | None = None
    """The agent's team, or the beginning of its name."""
    new_since: date | None = None
    """Calls of agents whose first day at work was this day or a later one."""
    customer: str | None = None
    """A name or alias, or the beginning of one."""
    kind: str | None = None
    grade: GradeLetter | None = None
    min_grade: GradeLetter | None = None
    """Calls with this grade or a better one; a transcript is not hard to hear, so it is among them."""
    min_unheard: float | None = None
    """Calls in which at least so many seconds of speech gave no words."""
    label: Verdict | None = None
    topic: str | None = None
    """A topic's id or label, or the beginning of one: calls that are mainly about it."""
    since: date | None = None
    until: date | None = None
    """The last day that counts."""
    text: str | None = None
    """A query of the query language: what is said somewhere in the call, and conditions on the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSummary:
    """One line of a list of calls."""

    id: str
    path: str
    started_at: str | None
    duration: float
    agents: tuple[str, ...]
    teams: tuple[str, ...]
    """Of its agents."""
    customer: str | None
    kind: str | None
    medium: Medium
    grade: GradeLetter | None
    """How well the call can be heard; None before it is graded, and where it came as a transcript."""
    unheard: float
    """Seconds of speech that gave no words."""
    label: Verdict | None
    label_source: str | None
    score: float | None
    topic: str | None
    reason: str | None
    """Why the customer calls, in the words that say so."""
    competitor_mentions: int
    feature_mentions: int
    candidate_mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """All that is known of one call."""

    summary: CallSummary
    call: Call
    recordings: tuple[Recording, ...]
    """The files that hold it: copies, and parts with their place in the call."""
    agents: tuple[CallAgent, ...]
    outcomes: tuple[Outcome, ...]
    hearing: Hearing | None
    channels: tuple[ChannelSound, ...]
    quarantine: tuple[Quarantined, ...]
    """What was taken for invented."""
    grade: Grade | None
    speakers: tuple[CallSpeaker, ...]
    segments: tuple[Segment, ...]
    edits: tuple[Edit, ...]
    """What people changed."""
    mentions: tuple[Mention, ...]
    keywords: tuple[Keyword, ...]
    metrics: tuple[Metric, ...]
    scores: tuple[Score, ...]
    score_points: tuple[ScorePoint, ...]
    label: Label | None
    exchanges: tuple[Exchange, ...]
    brief: tuple[BriefLine, ...]
    """The call in at most 120 words."""
    omissions: tuple[Omission, ...]
    """What was left out as there is no model for the language."""
    ratings: tuple[Rating, ...] = ()
    """All that people said, also what they took back."""
    disputes: tuple[Dispute, ...] = ()
    decisions: tuple[DisputeDecision, ...] = ()
    """On the disputes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    value: str


def list_calls(
    library: Library, filters: CallFilter | None = None, *, today: date | None = None
) -> list[CallSummary]:
    """Return the calls that pass all filters, the latest first, calls without a date last.

    `today` is what `yesterday` in a query is counted from; None: the day on which it is asked.

    Raises:
        NotFoundError: A name in the filters (agent, customer, kind, topic) is not in the library, or the
            text holds no word.
        QueryError: The text cannot be understood as a query.
    """
    chosen = filters or CallFilter()
    return _summaries(
        library,
        _asked(library, chosen.text, today or date.today()) if chosen.text is not None else None,
        agent=agent_named(library, chosen.agent) if chosen.agent else None,
        team=team_named(library, chosen.team) if chosen.team else None,
        new_since=chosen.new_since.isoformat() if chosen.new_since else None,
        customer=customer_named(library, chosen.customer) if chosen.customer else None,
        kind=_kind_named(library, chosen.kind) if chosen.kind else None,
        grade=chosen.grade,
        min_grade=chosen.min_grade,
        min_unheard=chosen.min_unheard,
        label=chosen.label,
        topic=topic_named(library, chosen.topic) if chosen.topic else None,
        since=chosen.since.isoformat() if chosen.since else None,
        until=(chosen.until + timedelta(days=1)).isoformat() if chosen.until else None,
    )


def summarise_call(library: Library, call_id: str) -> CallSummary:
    """Return the line of one call, which must exist."""
    return _summaries(library, None, call=call_id)[0]


def find_call(library: Library, wanted: str) -> str:
    """Return the id of the call that `wanted` names: an id, the beginning of one, or a recording's file.

    Raises:
        NotFoundError: Nothing or several calls fit; says what comes near.
    """
    return pick(wanted, call_forms(library), what="call")


@dataclass(frozen=True, slots=True, kw_only=True)
class _CallFile:
    path: str
    call_id: str


def call_forms(library: Library) -> list[tuple[str, str]]:
    """Return what every call goes by, with its id: the id itself, and the names of its files."""
    # names alone: ten thousand calls with all that is known of them take half a second to read
    calls = library.find(_CallFile, "select id, id from calls order by id")
    forms = [(call.call_id, call.call_id) for call in calls]
    for file in library.find(_CallFile, "select path, call_id from recordings order by path"):
        name = os.path.basename(file.path)  # noqa: PTH119 - a Path of each would take longer than all else
        forms += [(form, file.call_id) for form in (os.path.splitext(name)[0], name, file.path)]  # noqa: PTH122
    return forms


def show_call(library: Library, wanted: str) -> CallPage:
    """Return the page of the call that `wanted` names, as `find_call` understands it.

    Raises:
        NotFoundError: Nothing or several calls fit; says what comes near.
    """
    call_id = find_call(library, wanted)
    return CallPage(
        summary=summarise_call(library, call_id),
        call=next(call for call in library.rows(Call) if call.id == call_id),
        recordings=tuple(library.rows(Recording, call_id=call_id)),
        agents=tuple(library.rows(CallAgent, call_id=call_id)),
        outcomes=tuple(library.rows(Outcome, call_id=call_id)),
        hearing=next(iter(library.rows(Hearing, call_id=call_id)), None),
        channels=tuple(library.rows(ChannelSound, call_id=call_id)),
        quarantine=tuple(library.rows(Quarantined, call_id=call_id)),
        grade=next(iter(library.rows(Grade, call_id=call_id)), None),
        speakers=tuple(library.rows(CallSpeaker, call_id=call_id)),
        segments=tuple(library.rows(Segment, call_id=call_id)),
        edits=tuple(library.rows(Edit, call_id=call_id)),
        mentions=tuple(library.rows(Mention, call_id=call_id)),
        keywords=tuple(library.rows(Keyword, call_id=call_id)),
        metrics=tuple(library.rows(Metric, call_id=call_id)),
        scores=tuple(library.rows(Score, call_id=call_id)),
        score_points=tuple(library.rows(ScorePoint, call_id=call_id)),
        label=next(iter(library.rows(Label, call_id=call_id)), None),
        exchanges=tuple(library.rows(Exchange, call_id=call_id)),
        brief=tuple(library.rows(BriefLine, call_id=call_id)),
        omissions=tuple(library.rows(Omission, call_id=call_id)),
        ratings=tuple(library.rows(Rating, call_id=call_id)),
        disputes=tuple(library.rows(Dispute, call_id=call_id)),
        decisions=tuple(library.rows(DisputeDecision, call_id=call_id)),
    )


def _summaries(library: Library, asked: "Sql | None", **narrowed: str | float | None) -> list[CallSummary]:
    values: dict[str, object] = dict.fromkeys(_SUMMARY_PARAMETERS) | narrowed
    if asked is None:
        return library.find(CallSummary, f"{_SUMMARY} {_NEWEST_FIRST}", values)
    only = f"and v.call_id in (select c.id from calls c where {asked.text})"  # noqa: S608 - parameters hold what is asked
    return library.find(CallSummary, f"{_SUMMARY} {only} {_NEWEST_FIRST}", values | dict(asked.parameters))


def _asked(library: Library, text: str, today: date) -> "Sql":
    from coachkit.store.reading.asking import calls_asked  # the query language loads only where it is spoken

    return calls_asked(library, text, today=today)


def _kind_named(library: Library, wanted: str) -> str:
    kinds = library.find(_Value, "select distinct kind from calls where kind is not null")
    return pick(wanted, [(row.value, row.value) for row in kinds], what="kind of call")
