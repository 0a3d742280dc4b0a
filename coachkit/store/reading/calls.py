"""Calls as lists and one call as a page."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
from coachkit.store.reading.call_facts import stored_call
from coachkit.store.reading.call_filters import CallFilter, condition_of

# `v_call_agents` says the same, but SQLite would go through all of it for a few calls
_TOOK = """(select agent, n from call_agents where call_id = v.call_id
            union all
            select agent, n from legs where call_id = v.call_id and agent is not null
                and not exists (select 1 from call_agents where call_id = v.call_id))"""
_SUMMARY = f"""
    select v.call_id, v.path, v.started_at, v.duration,
        (select json_group_array(agent) from (select agent from {_TOOK} group by agent order by min(n))),
        (select json_group_array(team) from (select a.team as team from {_TOOK} o
            join agents a on a.name = o.agent where a.team is not null group by a.team order by min(o.n))),
        v.customer, v.kind, v.medium, v.grade, coalesce(v.unheard, 0.0), v.label, v.label_source, v.score,
        v.topic, v.reason, v.competitor_mentions, v.feature_mentions, v.candidate_mentions
    from v_calls v where
"""  # noqa: S608 - a constant
_NEWEST_FIRST = "order by v.started_at desc, v.path"


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
    condition = condition_of(library, filters or CallFilter(), today=today)
    sql = f"{_SUMMARY} {condition.text} {_NEWEST_FIRST}"
    return library.find(CallSummary, sql, condition.parameters)


def summarise_call(library: Library, call_id: str) -> CallSummary:
    """Return the line of one call, which must exist."""
    return summarise_calls(library, [call_id])[0]


def summarise_calls(library: Library, call_ids: Sequence[str]) -> list[CallSummary]:
    """Return the lines of these calls, which must exist, in the order given."""
    sql = f"{_SUMMARY} v.call_id in (select value from json_each(:ids))"  # noqa: S608 - a constant
    found = library.find(CallSummary, sql, {"ids": json.dumps([*call_ids])})
    by_id = {one.id: one for one in found}
    return [by_id[call_id] for call_id in call_ids]


def find_call(library: Library, wanted: str) -> str:
    """Return the id of the call that `wanted` names: an id, the beginning of one, or a recording's file.

    Raises:
        NotFoundError: Nothing or several calls fit; says what comes near.
    """
    if library.values("select 1 from calls where id = :call", {"call": wanted.strip()}):
        return wanted.strip()
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
        call=stored_call(library, call_id),
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
