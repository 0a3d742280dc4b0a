"""What comparing calls reads: reasons, purposes, vectors, words, how calls stand, and what is found in them.

A whole library is read in plain rows and only as far as choosing needs it; the rest is read for the few
calls that come near.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from coachkit.models import Purpose, Segment, Verdict
from coachkit.query.call_sql import TRACKER_HITS
from coachkit.store import coding
from coachkit.store.library import Library

Noun = TypeVar("Noun")
_THESE = "(select value from json_each(:ids))"
_COUNTED_HITS = " union ".join(
    f"select h.call_id, h.tracker from {table} h where h.call_id in {_THESE} and {counts}"  # noqa: S608 - constants
    for table, counts in TRACKER_HITS
)
"""Each tracker and call once. Of `v_tracker_hits` SQLite would go through all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReason:
    """Why a customer calls: the words, and what they mean (little-endian float32, unit length)."""

    call_id: str
    passage: int
    segment: int
    start: float
    end: float
    text: str
    embedding: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassage:
    """A passage with its vector (little-endian float32, unit length); `purpose` None: not told yet."""

    call_id: str
    n: int
    start: float
    end: float
    first_segment: int
    last_segment: int
    purpose: Purpose | None
    model: str
    embedding: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a call went, as far as it is known."""

    call_id: str
    label: Verdict | None
    label_source: str | None
    """`outcome:csat`, `score:service` …"""
    label_reason: str | None
    scores: tuple[tuple[str, float], ...]
    """(card, value) of each score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """Something found in a call that calls can have in common."""

    call_id: str
    kind: str
    """`topic`, `competitor`, `feature`, `tracker` or `phrase`."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWords:
    """All that is said in a call, word by word."""

    call_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    text: str


def model_of(library: Library, call_id: str) -> str | None:
    """Return the model that made a call's vectors; None where it has none."""
    sql = "select model from packed_vectors where call_id = :call"
    return next((row.text for row in library.find(_Text, sql, {"call": call_id})), None)


def reason_vectors(library: Library, model: str) -> list[tuple[str, bytes]]:
    """Return (call id, vector) of all reasons whose vectors this model made, ordered by call."""
    sql = "select call_id, embedding from reasons where model = :model order by call_id, n"
    return library.values(sql, {"model": model})  # type: ignore[return-value]  # what these two columns hold


def reasons_of(library: Library, call_ids: Collection[str], model: str) -> list[StoredReason]:
    """Return the reasons of these calls, in order."""
    sql = f"""
        select call_id, passage, segment, start, "end", text, embedding from reasons
        where model = :model and call_id in {_THESE} order by call_id, n
    """  # noqa: S608 - a constant
    return library.find(StoredReason, sql, _ids(call_ids) | {"model": model})


def passages_with_vectors(library: Library, call_ids: Collection[str], model: str) -> list[StoredPassage]:
    """Return the passages of these calls that have a vector of this model, in order."""
    sql = f"""
        select p.call_id, p.n, p.start, p."end", p.first_segment, p.last_segment, u.purpose, v.model,
            v.embedding
        from vectors v join passages p on p.call_id = v.call_id and p.n = v.n
        left join passage_purposes u on u.call_id = p.call_id and u.n = p.n
        where v.call_id in {_THESE} and v.model = :model order by p.call_id, p.n
    """  # noqa: S608 - a constant
    return library.find(StoredPassage, sql, _ids(call_ids) | {"model": model})


def standings(library: Library, call_ids: Collection[str] | None = None) -> dict[str, Standing]:
    """Return how these calls went (None: all calls)."""
    sql = f"""
        select c.id, l.label, l.source, l.reason,
            (select json_group_array(json_array(card, value)) from
                (select card, value from scores where call_id = c.id and value is not null order by card))
        from calls c left join labels l on l.call_id = c.id
        {"" if call_ids is None else f"where c.id in {_THESE}"}
    """  # noqa: S608 - constants
    found = library.find(Standing, sql, None if call_ids is None else _ids(call_ids))
    return {one.call_id: one for one in found}


def traits_of(library: Library, call_ids: Collection[str]) -> list[Trait]:
    """Return what is found in these calls that others may have as well, the most telling first."""
    sql = f"""
        select call_id, 'topic', topic, 0 from v_calls where call_id in {_THESE} and topic is not null
        union all
        select call_id, kind, name, 1 from mentions where call_id in {_THESE} and kind != 'candidate'
            and modality != 'negated' group by call_id, kind, name
        union all
        select call_id, 'tracker', tracker, 2 from ({_COUNTED_HITS})
        union all
        select call_id, 'phrase', phrase, 3 + rank from keywords where call_id in {_THESE}
        order by 4, 3
    """  # noqa: S608 - constants
    rows = library.values(sql, _ids(call_ids))
    return [Trait(call_id=str(a), kind=str(b), name=str(c)) for a, b, c, _ in rows]


def words_of_calls(library: Library, call_ids: Collection[str]) -> list[CallWords]:
    """Return all that is said in each of these calls; calls without a word are left out."""
    sql = f"""
        select call_id, group_concat(words, ' ') from
            (select call_id, words from turns where call_id in {_THESE} and part = 'talk' order by id)
        group by call_id order by call_id
    """  # noqa: S608 - a constant
    return library.find(CallWords, sql, _ids(call_ids))


def talk_of_calls(library: Library, call_ids: Collection[str]) -> list[Segment]:
    """Return what is said in these calls, without menus and the like, in order."""
    names = ", ".join(f'"{column.name}"' for column in coding.columns_of(Segment))
    sql = f"""
        select {names} from segments where call_id in {_THESE} and part = 'talk' order by call_id, n
    """  # noqa: S608 - a noun's columns
    return library.find(Segment, sql, _ids(call_ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCount:
    """How many segments a call has, and how many of them are conversation."""

    segments: int
    talk: int


def count_segments(library: Library, call_id: str) -> SegmentCount:
    """Return how many segments a call has."""
    sql = "select count(*), coalesce(sum(part = 'talk'), 0) from segments where call_id = :call"
    return library.find(SegmentCount, sql, {"call": call_id})[0]


def unread_language(library: Library, call_id: str) -> str | None:
    """Return the language of most of a call's talk where half of it or more is in none that a model knows."""
    sql = """
        with other as (select distinct language, segments from omissions where call_id = :call)
        select language from other
        where (select 2 * sum(segments) from other) >=
            (select count(*) from segments where call_id = :call and part = 'talk')
        order by segments desc, language limit 1
    """
    return next((one.text for one in library.find(_Text, sql, {"call": call_id})), None)


def _ids(call_ids: Iterable[str]) -> dict[str, object]:
    return {"ids": json.dumps(sorted(set(call_ids)))}
