"""What a search reads: the newest turns that hold some words, and the words of turns and passages.

Numbers of turns fall from the newest call to the oldest, so a full-text search that runs backwards and
stops early costs the same for a common word as for a rare one. Conditions on calls come as `Calls`, which
narrow the numbers that are looked at and not the rows that were found.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from coachkit.query.to_sql import Sql
from coachkit.store.library import Library
from coachkit.store.turn_ids import RANGE_BITS

Row = TypeVar("Row")
Parameters = Mapping[str, object]
_ONLY: Callable[[tuple[Any, ...]], int] = itemgetter(0)
_KEYS = "(select value from json_each(:keys))"
FEW_CALLS = 64
"""Up to so many calls are each asked by itself; more are looked up while all turns are run through."""
EVERY = (1 << 63) - 1
"""More turns than a library can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTurns:
    """A call and the numbers of its turns, first and last; None where it has no turn."""

    call_id: str
    first: int | None
    last: int | None

    @property
    def turns(self) -> int:
        """How many there are."""
        return 0 if self.first is None or self.last is None else self.last - self.first + 1


class TurnWords(NamedTuple):
    """A turn as it is ranked: its words and their base forms, as indexed."""

    id: int
    call_id: str
    n: int
    first_segment: int
    last_segment: int
    words: str
    lemmas: str
    speaker_words: str


class TurnTimes(NamedTuple):
    """Where a turn is: its call, and from when to when in seconds."""

    call_id: str
    n: int
    start: float
    end: float


class PlacedTurn(NamedTuple):
    """A turn and the passage that holds it or a part of it."""

    turn: int
    call_id: str
    passage: int
    first_segment: int
    last_segment: int
    """Of the passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    count: int


def calls_that(library: Library, where: Sql | None) -> list[str]:
    """Return the ids of the calls for which a condition over `calls c` is true (None: all), newest first."""
    condition = where.text if where else "1"
    sql = f"select c.id from calls c where {condition} order by c.started_at desc, c.id"  # noqa: S608 - made by coachkit.query, with parameters
    return [str(call_id) for [call_id] in library.values(sql, where.parameters if where else {})]


def turns_of_calls(library: Library, call_ids: Iterable[str]) -> list[CallTurns]:
    """Return which numbers the turns of these calls have, in the order of the ids."""
    sql = """
        select j.value,
            (select id from turns where call_id = j.value order by first_segment limit 1),
            (select id from turns where call_id = j.value order by first_segment desc limit 1)
        from json_each(:ids) j order by j.key
    """
    return library.find(CallTurns, sql, {"ids": json.dumps(list(call_ids))})


def count_turns(library: Library) -> int:
    """Return how many turns there are."""
    return library.find(_Count, "select count(*) from turns")[0].count


def count_calls(library: Library) -> int:
    """Return how many calls there are."""
    return library.find(_Count, "select count(*) from calls")[0].count


def count_matches(library: Library, match: str, *, most: int) -> int:
    """Return in how many turns a full-text expression is true; nobody counts further than `most`."""
    sql = """
        select count(*) from
            (select rowid from turn_index where turn_index match :match limit :most)
    """
    return library.find(_Count, sql, {"match": match, "most": most})[0].count


def newest_turns(
    library: Library,
    *,
    match: str | None,
    where: Sql | None = None,
    calls: Sequence[CallTurns] | None = None,
    limit: int | None = None,
) -> list[int]:
    """Return the numbers of the newest turns that fit, the newest first, `limit` at most (None: all).

    `match` is a full-text expression, `where` a condition over `turns t`, `calls` the only ones to look
    at; what is None does not count.
    """
    limit = EVERY if limit is None else limit
    if calls is not None and len(calls) <= FEW_CALLS:
        spans = sorted(
            ((one.first, one.last) for one in calls if one.first is not None and one.last is not None),
            reverse=True,
        )
        found: list[int] = []
        for span in spans:
            if len(found) >= limit:
                break
            found += _newest(library, match, where, limit - len(found), {"low": span[0], "high": span[1]})
        return found
    if calls is None:
        return _newest(library, match, where, limit, {})
    keys = {one >> RANGE_BITS for call in calls for one in (call.first, call.last) if one is not None}
    return _newest(library, match, where, limit, {"keys": json.dumps(sorted(keys))})


def read_words(library: Library, ids: Iterable[int]) -> list[TurnWords]:
    """Return the turns of these numbers, the newest first."""
    sql = """
        select id, call_id, n, first_segment, last_segment, words, lemmas, speaker_words from turns
        where id in (select value from json_each(:ids)) order by id desc
    """
    return _read(library, TurnWords._make, sql, {"ids": json.dumps(sorted(ids))})


def times_of(library: Library, ids: Iterable[int]) -> list[TurnTimes]:
    """Return where the turns of these numbers are: the newest call first, each in order of time."""
    sql = f"""
        select call_id, n, start, "end" from turns where id in (select value from json_each(:ids))
        order by id >> {RANGE_BITS} desc, id
    """  # noqa: S608 - a constant
    return _read(library, TurnTimes._make, sql, {"ids": json.dumps(sorted(ids))})


def passages_of(library: Library, ids: Iterable[int]) -> list[PlacedTurn]:
    """Return the passages that hold these turns; a turn in no passage is left out."""
    sql = """
        select t.id, p.call_id, p.n, p.first_segment, p.last_segment
        from json_each(:ids) j join turns t on t.id = j.value
        join passages p on p.call_id = t.call_id
            and p.first_segment <= t.last_segment and p.last_segment >= t.first_segment
        order by t.id desc, p.n
    """
    return _read(library, PlacedTurn._make, sql, {"ids": json.dumps(sorted(ids))})


def turns_of_passages(library: Library, passages: Iterable[tuple[str, int, int]]) -> list[TurnWords]:
    """Return the turns that lie in these stretches of calls: (call id, first segment, last segment) each.

    The turn before a stretch may be among them.
    """
    sql = """
        with stretch as (
            select value ->> 0 as call_id, value ->> 1 as first, value ->> 2 as last from json_each(:places)
        )
        select id, call_id, n, first_segment, last_segment, words, lemmas, speaker_words from turns
        where id in (
            select t.id from stretch s join turns t on t.call_id = s.call_id and t.first_segment between
                coalesce((select max(first_segment) from turns
                    where call_id = s.call_id and first_segment <= s.first), s.first) and s.last
        )
        order by id desc
    """
    return _read(library, TurnWords._make, sql, {"places": json.dumps(sorted(passages))})


def _read(
    library: Library, make: Callable[[tuple[Any, ...]], Row], sql: str, parameters: Parameters
) -> list[Row]:
    """Return what `make` makes of each row: thousands are read, which `Library.find` is too slow for."""
    return [make(row) for row in library.values(sql, parameters)]


def turns_that(library: Library, ids: Iterable[int], where: Sql) -> set[int]:
    """Return those of these turns for which a condition over `turns t` is true."""
    sql = (
        f"select t.id from turns t where t.id in (select value from json_each(:these_ids)) and ({where.text})"  # noqa: S608 - as above
    )
    parameters: Mapping[str, object] = {**where.parameters, "these_ids": json.dumps(sorted(ids))}
    return set(_read(library, _ONLY, sql, parameters))


def _newest(
    library: Library, match: str | None, where: Sql | None, limit: int, narrowed: Mapping[str, object]
) -> list[int]:
    source, number = ("turn_index i", "i.rowid") if match else ("turns t", "t.id")
    if match and where:
        source = "turn_index i cross join turns t on t.id = i.rowid"
    conditions = [
        *(["i.turn_index match :the_match"] if match else []),
        *([f"{number} between :low and :high"] if "low" in narrowed else []),
        *([f"({number} >> {RANGE_BITS}) in {_KEYS}"] if "keys" in narrowed else []),
        *([f"({where.text})"] if where else []),
    ]
    sql = f"""
        select {number} from {source} where {" and ".join(conditions) or "1"}
        order by {number} desc limit :the_limit
    """  # noqa: S608 - put together from constants and what coachkit.query made
    parameters = {
        **(where.parameters if where else {}),
        **narrowed,
        "the_limit": limit,
        **({"the_match": match} if match else {}),
    }
    return _read(library, _ONLY, sql, parameters)
