"""Where names and phrases are said, counted in one pass and read page by page, for libraries of many calls.

A name is a competitor, a feature, a name that the settings do not know (`candidate`) or a tracker. Hits of
trackers that a person rejected, or that are denied, count for nothing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coachkit.models import Medium, Modality, Role, Stance, Verdict
from coachkit.query.call_sql import TRACKER_HITS
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import AGENTS_ON
from coachkit.store.reading.topic_sizes import OF_TEAM, CallsTaken

SaidKind = Literal["competitor", "feature", "candidate", "tracker"]
_COLUMNS = 'h.call_id, h.segment, h.start, h."end", h.role, h.text, '
_WORDS, _SENSED = (counts for _, counts in TRACKER_HITS)
_MENTIONED = f"""
    select m.name as name, {_COLUMNS.replace("h.", "m.")} m.start_char, m.end_char, m.modality, m.stance
    from mentions m where m.kind = :kind
"""  # noqa: S608 - constants
_TRACKED = f"""
    select h.tracker as name, {_COLUMNS} h.start_char, h.end_char, h.modality, null as stance
    from tracker_hits h where :kind = 'tracker' and {_WORDS} {{0}}
    union all
    select h.tracker, {_COLUMNS} 0, 0, 'plain', null
    from sensed_hits h where {_SENSED} {{0}}
"""  # noqa: S608 - constants
_WEEK = "cast((julianday(:newest) - julianday(substr(c.started_at, 1, 10))) as integer) / 7"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSize:
    """How often a name is said, in how many calls, and how those calls and the replies to it went."""

    name: str
    places: int
    calls: int
    calls_good: int
    calls_neutral: int
    calls_bad: int
    good: int
    """Replies that customers took well."""
    neutral: int
    bad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePlace:
    """A line in which a name is said, with what is needed to play it."""

    call_id: str
    medium: Medium
    started_at: str | None
    agents: tuple[str, ...]
    customer: str | None
    role: Role
    speaker: str
    start: float
    """Where the line begins, in seconds of the call."""
    end: float
    """Where the line ends, and the reply to it where there is one."""
    text: str
    """The line; `start_char` and `end_char` are places in it, both 0 where no single words stand for it."""
    start_char: int
    end_char: int
    modality: Modality
    stance: Stance | None
    verdict: Verdict | None
    """How the reply to it went; None where nobody knows."""
    said_at: float
    """Where the words begin, in seconds of the call."""
    accepted: bool | None
    """What a person said of a phrase that was found here; None where nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What else comes up in the calls that say a name, and in how many."""

    kind: Literal["competitor", "feature", "tracker", "phrase"]
    name: str
    calls: int


def name_sizes(
    library: Library, kind: SaidKind, *, team: str | None = None, name: str | None = None
) -> list[NameSize]:
    """Return the names of a kind, those in most calls first; `team`: in its calls; `name`: only this one."""
    return library.find(
        NameSize,
        f"""
        with said as materialized (select h.name, h.call_id, count(*) as places from ({_hits(kind, name)}) h
            where {OF_TEAM.format("h.call_id")} group by 1, 2),
        replies as materialized (
            select e.name, sum(e.verdict = 'good') as good, sum(e.verdict = 'neutral') as neutral,
                sum(e.verdict = 'bad') as bad
            from exchanges e where e.kind = :kind and (:name is null or e.name = :name)
            and {OF_TEAM.format("e.call_id")} group by 1)
        select s.name, sum(s.places), count(*), coalesce(sum(l.label = 'good'), 0),
            coalesce(sum(l.label = 'neutral'), 0), coalesce(sum(l.label = 'bad'), 0),
            coalesce(r.good, 0), coalesce(r.neutral, 0), coalesce(r.bad, 0)
        from said s left join labels l on l.call_id = s.call_id left join replies r on r.name = s.name
        group by s.name order by 3 desc, 2 desc, s.name
        """,  # noqa: S608 - constants
        {"kind": kind, "team": team, "name": name},
    )


def names_said(library: Library, kind: SaidKind) -> list[str]:
    """Return the names of a kind that are said anywhere."""
    sql = f"select distinct name from ({_hits(kind, None)}) order by name"  # noqa: S608 - constants
    return [str(name) for (name,) in library.values(sql, {"kind": kind, "name": None})]


def calls_naming(library: Library, kind: SaidKind, name: str) -> list[tuple[str, int]]:
    """Return the calls in which a name is said, the newest first, with how often it is said in each."""
    rows = library.values(
        f"""
        with counted as (select call_id, count(*) as places from ({_hits(kind, name)}) group by 1)
        select h.call_id, h.places from counted h join calls c on c.id = h.call_id
        order by c.started_at desc, h.call_id
        """,  # noqa: S608 - constants
        {"kind": kind, "name": name},
    )
    return [(str(call_id), int(places or 0)) for call_id, places in rows]


def name_places(library: Library, kind: SaidKind, name: str, call_ids: Sequence[str]) -> list[NamePlace]:
    """Return the lines of some calls in which a name is said, in the order of the calls and of time."""
    return library.find(
        NamePlace,
        f"""
        with found as materialized (
            select h.*, w.key as place from ({_hits(kind, name, is_some_calls=True)}) h
            join json_each(:calls) w on w.value = h.call_id)
        select h.call_id, c.medium, c.started_at,
            {AGENTS_ON.format("h.call_id")},
            (select customer from v_call_customers where call_id = h.call_id),
            h.role, coalesce(s.speaker, h.role), coalesce(s.start, h.start),
            max(coalesce(s."end", h."end"), coalesce(e."end", 0)), coalesce(s.text, h.text),
            h.start_char, h.end_char, h.modality, h.stance, e.verdict, h.start,
            (select v.accepted from tracker_verdicts v where :kind = 'tracker' and v.tracker = h.name
                and v.call_id = h.call_id and v.start < h."end" and h.start < v."end"
                order by v.made_at desc limit 1)
        from found h join calls c on c.id = h.call_id
        left join segments s on s.call_id = h.call_id and s.n = h.segment
        left join exchanges e on e.call_id = h.call_id and e.n = (
            select max(x.n) from exchanges x where x.call_id = h.call_id and x.kind = :kind and x.name = :name
            and x.start < h."end" and h.start < x."end")
        order by h.place, h.start, h.start_char
        """,  # noqa: S608 - constants
        {"kind": kind, "name": name, "calls": json.dumps([*call_ids])},
    )


def lines_said(library: Library, places: Sequence[tuple[str, float]]) -> list[NamePlace]:
    """Return the lines that begin at these places (call, seconds), in their order; no words are marked."""
    return library.find(
        NamePlace,
        f"""
        select s.call_id, c.medium, c.started_at, {AGENTS_ON.format("s.call_id")},
            (select customer from v_call_customers where call_id = s.call_id),
            s.role, s.speaker, s.start, s."end", s.text, 0, 0, 'plain', null, null, s.start, null
        from json_each(:places) w
        join segments s on s.call_id = w.value ->> 0 and abs(s.start - (w.value ->> 1)) < 0.001
        join calls c on c.id = s.call_id
        order by w.key
        """,  # noqa: S608 - constants
        {"places": json.dumps([[*place] for place in places])},
    )


def name_customers(library: Library, kind: SaidKind, name: str, *, most: int) -> list[CallsTaken]:
    """Return in whose calls a name is said most: customers, with how those calls went."""
    return _people(
        library,
        "select call_id, customer as person from v_call_customers "
        "where call_id in (select call_id from said) and customer is not null",
        kind,
        name,
        most,
    )


def name_agents(library: Library, kind: SaidKind, name: str, *, most: int) -> list[CallsTaken]:
    """Return who took most of the calls in which a name is said, with how those calls went."""
    return _people(
        library,
        "select distinct call_id, agent as person from v_call_agents "
        "where call_id in (select call_id from said)",
        kind,
        name,
        most,
    )


def stances_on(library: Library, kind: SaidKind, name: str) -> dict[Stance, int]:
    """Return how often what is said of a name is for it, against it or neither."""
    rows = library.values(
        "select stance, count(*) from mentions where kind = :kind and name = :name and stance is not null "
        "group by 1",
        {"kind": kind, "name": name},
    )
    counts = {str(stance): int(count or 0) for stance, count in rows}
    stances: Sequence[Stance] = ("better", "worse", "neutral")
    return {stance: counts[stance] for stance in stances if stance in counts}


def said_beside(library: Library, kind: SaidKind, name: str, *, most: int) -> list[Beside]:
    """Return what else is named, and which key phrases are said, in two calls or more that say a name."""
    return library.find(
        Beside,
        f"""
        with said as materialized (select distinct call_id from ({_hits(kind, name)})),
        others as (
            select m.kind as what, m.name as name, m.call_id
            from said d cross join mentions m on m.call_id = d.call_id
            where m.kind in ('competitor', 'feature') and not (m.kind = :kind and m.name = :name)
            union
            select 'phrase', k.phrase, k.call_id from said d cross join keywords k on k.call_id = d.call_id)
        select what, name, count(*) from others group by 1, 2 having count(*) > 1
        order by 3 desc, what, name limit :most
        """,  # noqa: S608 - constants
        {"kind": kind, "name": name, "most": most},
    )


def names_by_week(library: Library, kind: SaidKind, *, newest: date, weeks: int) -> dict[str, list[int]]:
    """Return on how many calls of each of the last weeks up to a day each name is said, the oldest first."""
    rows = library.values(
        f"""
        select name, back, count(*) from (
            select distinct h.name as name, h.call_id, {_WEEK} as back
            from ({_hits(kind, None)}) h join calls c on c.id = h.call_id
            where substr(c.started_at, 1, 10) <= :newest
            and substr(c.started_at, 1, 10) > date(:newest, '-' || (7 * :weeks) || ' days'))
        group by 1, 2
        """,  # noqa: S608 - constants
        {"kind": kind, "name": None, "newest": newest.isoformat(), "weeks": weeks},
    )
    found: dict[str, list[int]] = {}
    for name, back, count in rows:
        found.setdefault(str(name), [0] * weeks)[weeks - 1 - int(back or 0)] = int(count or 0)
    return found


def _people(library: Library, people: str, kind: SaidKind, name: str, most: int) -> list[CallsTaken]:
    return library.find(
        CallsTaken,
        f"""
        with said as materialized (select distinct call_id from ({_hits(kind, name)})),
        on_calls as ({people})
        select t.person, count(*), coalesce(sum(l.label = 'good'), 0), coalesce(sum(l.label = 'bad'), 0)
        from on_calls t left join labels l on l.call_id = t.call_id
        group by t.person order by 2 desc, t.person limit :most
        """,  # noqa: S608 - constants
        {"kind": kind, "name": name, "most": most},
    )


def _hits(kind: SaidKind, name: str | None, *, is_some_calls: bool = False) -> str:
    """Return the select of a kind's hits.

    It takes the parameters `kind`, with a name `name`, and with some calls only `calls`, their ids as JSON.
    """
    # some calls are fewer than the places of a name: the plus keeps SQLite from going through all of these
    plus, only = (
        ("+", "and h.call_id in (select value from json_each(:calls))") if is_some_calls else ("", "")
    )
    if kind == "tracker":
        return _TRACKED.format(f"{f'and {plus}h.tracker = :name' if name is not None else ''} {only}")
    named = f"and {plus}m.name = :name" if name is not None else ""
    return f"{_MENTIONED} {named} {only.replace('h.', 'm.')}"
