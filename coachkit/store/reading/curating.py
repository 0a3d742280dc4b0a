"""What filling playlists takes of an archive: the best few dozen highlights of each list, found by index.

Nothing here reads all highlights or all calls as objects: what is counted is counted by SQLite.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from coachkit.config import SortOrder
from coachkit.models import GradeLetter, HighlightKind, Verdict
from coachkit.playlists.candidates import Candidate
from coachkit.store.library import Library

# `v_call_agents` says the same, but SQLite would go through all of it for a few calls
_BY = """
    select agent, n from call_agents where call_id = h.call_id
    union all
    select agent, n from legs where call_id = h.call_id and agent is not null
        and not exists (select 1 from call_agents where call_id = h.call_id)
"""
_AGENTS = f"(select json_group_array(agent) from (select agent from ({_BY}) group by agent order by min(n)))"  # noqa: S608 - a constant
_FIELDS = f"""
    h.call_id, c.started_at, (select customer from v_call_customers where call_id = c.id), {_AGENTS},
    h.kind, h.name, h.verdict, h.start, h.end, h.reason, h.score, h.quote, h.quote_start, h.quote_end,
    h.prompt, h.card, h.topic, h.moments
"""  # noqa: S608 - constants
_ORDERS: Mapping[SortOrder, str] = {
    "clearest": "h.score desc, h.call_id, h.n",
    "newest": "(select started_at from calls where id = h.call_id) desc, h.score desc, h.call_id, h.n",
    "oldest": "(select ifnull(started_at, '~') from calls where id = h.call_id), "
    "h.score desc, h.call_id, h.n",
    "longest": "h.end - h.start desc, h.score desc, h.call_id, h.n",
    "shortest": "h.end - h.start, h.score desc, h.call_id, h.n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which highlights a list takes: those of which all that is given is true."""

    min_grade: GradeLetter
    """Calls that are graded worse are left out; calls without a grade came as transcripts and are taken."""
    kind: HighlightKind | None = None
    """None: of any kind but places of the score card, unless `topic` or `with_points` says otherwise."""
    name: str | None = None
    topic: str | None = None
    """The topic's id."""
    verdict: Verdict | None = None
    call_ids: frozenset[str] | None = None
    """Only of these calls."""
    not_by: str | None = None
    """Only of calls that this agent did not take."""
    with_points: bool = False

    def among(self, call_ids: Collection[str]) -> "Choice":
        """Return the same, of these calls alone."""
        own = frozenset(call_ids)
        return replace(self, call_ids=own if self.call_ids is None else own & self.call_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectCount:
    """How many highlights there are of a subject that went so."""

    kind: str
    """Of an exchange, or `topic`."""
    name: str
    """Of a topic its id."""
    verdict: Verdict
    highlights: int


class PlayedPlace(NamedTuple):
    """Where a highlight of an exchange is."""

    call_id: str
    n: int
    verdict: Verdict
    start: float
    end: float
    score: float
    exchange: int | None


def candidates_of(library: Library, choice: Choice, sort: SortOrder, *, most: int) -> list[Candidate]:
    """Return the first `most` highlights of a choice in this order (-1: all).

    Places of the score card, where they are wanted, come after exchanges.
    """
    found = _candidates(library, choice, sort, most=most, points=False)
    if (choice.topic is None and not choice.with_points) or len(found) == most:
        return found
    return found + _candidates(
        library, choice, sort, most=most - len(found) if most > 0 else most, points=True
    )


def _candidates(
    library: Library, choice: Choice, sort: SortOrder, *, most: int, points: bool
) -> list[Candidate]:
    where = ["(g.grade is null or g.grade <= :grade)"]
    # `+`: of calls that are named, SQLite goes through these and not through all of a kind
    h = "h" if choice.call_ids is None else "+h"
    if choice.kind is not None:
        where.append(f"{h}.kind = :kind and {h}.name = :name")
    else:
        where.append(f"{h}.kind {'=' if points else '!='} 'point'")
    if choice.topic is not None:
        where.append(f"{h}.topic = :topic")
    if choice.verdict is not None:
        where.append("h.verdict = :verdict")
    if choice.call_ids is not None:
        where.append("h.call_id in (select value from json_each(:calls))")
    if choice.not_by is not None:
        where.append(f"not exists (select 1 from ({_BY}) where agent = :agent)")  # noqa: S608 - a constant
    order = _ORDERS[sort]
    sql = f"""
        select {_FIELDS} from (
            select h.call_id, h.n from highlights h left join grades g on g.call_id = h.call_id
            where {" and ".join(where)} order by {order} limit :most) k
        join highlights h on h.call_id = k.call_id and h.n = k.n join calls c on c.id = h.call_id
        order by {order}
    """  # noqa: S608 - constants of this module
    given = {
        "grade": choice.min_grade,
        "kind": choice.kind,
        "name": choice.name,
        "topic": choice.topic,
        "verdict": choice.verdict,
        "calls": json.dumps(sorted(choice.call_ids)) if choice.call_ids is not None else None,
        "agent": choice.not_by,
        "most": most,
    }
    return library.find(Candidate, sql, given)


def candidates_at(
    library: Library, keys: Iterable[tuple[str, int]], *, min_grade: GradeLetter
) -> list[Candidate]:
    """Return these highlights (call, number), but none of a call that is graded worse."""
    sql = f"""
        select {_FIELDS} from json_each(:keys) k
        join highlights h on h.call_id = json_extract(k.value, '$[0]') and h.n = json_extract(k.value, '$[1]')
        join calls c on c.id = h.call_id left join grades g on g.call_id = h.call_id
        where (g.grade is null or g.grade <= :grade) order by k.key
    """  # noqa: S608 - constants of this module
    return library.find(Candidate, sql, {"keys": json.dumps([*keys]), "grade": min_grade})


def subjects_counted(library: Library) -> list[SubjectCount]:
    """Return what comes up in exchanges, and the topics of all highlights, with how many went each way."""
    return library.find(
        SubjectCount,
        """
        select kind, name, verdict, count(*) from highlights where kind != 'point'
        group by kind, name, verdict
        union all
        select 'topic', topic, verdict, count(*) from highlights where topic is not null
        group by topic, verdict
        order by 1, 2, 3
        """,
    )


def hard_to_hear(library: Library, *, min_grade: GradeLetter) -> dict[tuple[str, str, str], int]:
    """Return how many calls that are graded worse have highlights, by (kind, name, verdict) of a subject."""
    # `cross join`: the few calls first; else SQLite goes through all highlights
    found = library.find(
        SubjectCount,
        """
        select h.kind, h.name, h.verdict, count(distinct h.call_id)
        from grades g cross join highlights h on h.call_id = g.call_id
        where g.grade > :grade and h.kind != 'point' group by 1, 2, 3
        union all
        select 'topic', h.topic, h.verdict, count(distinct h.call_id)
        from grades g cross join highlights h on h.call_id = g.call_id
        where g.grade > :grade and h.topic is not null group by 2, 3
        """,
        {"grade": min_grade},
    )
    return {(one.kind, one.name, one.verdict): one.highlights for one in found}


def places_played(library: Library, call_ids: Iterable[str]) -> list[tuple[object, ...]]:
    """Return the fields of `PlayedPlace` of all exchanges of these calls, by call and number."""
    return library.values(  # type: ignore[return-value]
        """
        select call_id, n, verdict, start, "end", score, exchange from highlights
        where call_id in (select value from json_each(:calls)) and kind != 'point' order by call_id, n
        """,
        {"calls": json.dumps([*call_ids])},
    )


_PROMISES: Mapping[SortOrder, str] = {
    "clearest": "max(score)",
    "longest": 'max("end" - start)',
    "shortest": '-min("end" - start)',
}


def calls_by_promise(
    library: Library, sort: SortOrder, *, verdict: Verdict | None = None
) -> list[tuple[float, str]]:
    """Return the ids of the calls that exchanges are played of, each after how much it promises at most.

    That is its highest score, its longest or its shortest exchange (below 0), as `sort` says; only those with
    the verdict count, if one is given. The most comes first.
    """
    sql = f"""
        select {_PROMISES[sort]}, call_id from highlights
        where kind != 'point' and (:verdict is null or verdict = :verdict)
        group by call_id order by 1 desc, 2
    """  # noqa: S608 - a constant
    return library.values(sql, {"verdict": verdict})  # type: ignore[return-value]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardCall:
    """Whether and how well a call can be heard."""

    id: str
    duration: float
    grade: GradeLetter | None


def heard_calls(library: Library, call_ids: Iterable[str]) -> dict[str, HeardCall]:
    """Return those of these calls that are in the library, by id."""
    sql = """
        select c.id, c.duration, g.grade from json_each(:calls) k join calls c on c.id = k.value
        left join grades g on g.call_id = c.id
    """
    return {one.id: one for one in library.find(HeardCall, sql, {"calls": json.dumps(sorted(call_ids))})}


def newest_call_day(library: Library) -> str | None:
    """Return the ISO day of the newest call that is told; None where no call has one."""
    [(day,)] = library.values("select max(substr(started_at, 1, 10)) from calls")
    return None if day is None else str(day)


def calls_between(library: Library, first: str, last: str) -> frozenset[str]:
    """Return the ids of the calls of these ISO days, both included."""
    sql = "select id from calls where substr(started_at, 1, 10) between :first and :last"
    return frozenset(str(one) for [one] in library.values(sql, {"first": first, "last": last}))


_TOLD = (
    ("id, started_at, customer, kind, duration, language", "calls", "id"),
    ("call_id, n, agent", "v_call_agents", "1, 2, 3"),
    ("call_id, kind, value", "outcomes", "1, 2, 3"),
    ("name, team, started", "agents", "1"),
    ('call_id, start, "end", author, verdict', "v_ratings", "1, 2, 3, 4, 5"),
)


def calls_as_told(library: Library) -> str:
    """Return what lists take of calls themselves, as one text to be hashed.

    That is when, whose and of whom they are, how they came out, and how people rate them.
    """
    # SQLite writes the text: as rows it would take several times as long
    found = [
        library.values(
            f"select json_group_array(json_array({fields})) from (select {fields} from {of} order by {by})"  # noqa: S608 - constants
        )
        for fields, of, by in _TOLD
    ]
    return repr(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaken:
    """A call, when it was, and who took it."""

    id: str
    started_at: str | None
    agents: tuple[str, ...]


def calls_taken(library: Library, call_ids: Iterable[str]) -> list[CallTaken]:
    """Return these calls, the newest first."""
    sql = f"""
        select h.call_id, h.started_at, {_AGENTS} from (select id as call_id, started_at from calls
            where id in (select value from json_each(:calls))) h
        order by h.started_at desc, h.call_id
    """  # noqa: S608 - constants of this module
    return library.find(CallTaken, sql, {"calls": json.dumps(sorted(call_ids))})
