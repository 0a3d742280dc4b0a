"""What a report is counted from: lines of the main score card, exchanges, moments, figures and disputes."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coachkit.models import ExchangeKind, MomentKind, PointVerdict, RangeVerdict, Role, Verdict
from coachkit.store.library import Library

_IN = "in (select value from json_each(:ids))"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A line of the main score card on a call; lines that do not apply are left out."""

    call_id: str
    criterion: str
    verdict: PointVerdict
    points: float
    max_points: float
    reason: str
    start: float | None
    end: float | None
    quote: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRow:
    """Something that came up, with how the customer took the reply."""

    call_id: str
    kind: ExchangeKind
    name: str
    verdict: Verdict
    reason: str
    strength: float
    source: str
    start: float
    end: float
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentRow:
    """A stretch of a call that matters."""

    call_id: str
    kind: MomentKind
    role: Role
    start: float
    end: float
    quote: str
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure of a call that the settings give a range for."""

    call_id: str
    name: str
    value: float
    unit: str
    verdict: RangeVerdict
    good_low: float | None
    good_high: float | None
    range_source: str | None
    start: float | None
    end: float | None
    quote: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDispute:
    """An objection to a line of a score card that nobody has decided on."""

    call_id: str
    criterion: str
    start: float | None
    end: float | None
    quote: str | None
    """What is said there, where the line still rests on it."""
    reason: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRow:
    """Who says how a call went, and what the scores alone say."""

    call_id: str
    label: Verdict | None
    source: str
    reason: str
    score_label: Verdict | None
    learned_label: Verdict | None


def points_of(library: Library, call_ids: Collection[str]) -> list[PointRow]:
    """Return the lines of the main card that applied, ordered by call and line.

    Calls without a score are left out: what few lines fit them (in another language, say) judge nothing.
    """
    sql = f"""
        select p.call_id, p.criterion, p.verdict, p.points, p.max_points, p.reason, p.start, p."end", p.quote
        from score_points p join scores s on s.call_id = p.call_id and s.card = p.card and s.is_main
        where p.call_id {_IN} and p.verdict != 'not applicable' and s.value is not null
        order by p.call_id, p.criterion
    """  # noqa: S608 - a constant
    return library.find(PointRow, sql, _ids(call_ids))


def exchanges_of(library: Library, call_ids: Collection[str]) -> list[ExchangeRow]:
    """Return all exchanges of these calls, in order."""
    sql = f"""
        select call_id, kind, name, verdict, reason, strength, source, start, "end", quote
        from exchanges where call_id {_IN} order by call_id, n
    """  # noqa: S608 - a constant
    return library.find(ExchangeRow, sql, _ids(call_ids))


def moments_of(library: Library, call_ids: Collection[str], kinds: Collection[MomentKind]) -> list[MomentRow]:
    """Return the moments of some kinds in these calls, in order."""
    sql = f"""
        select call_id, kind, role, start, "end", quote, strength from moments
        where call_id {_IN} and kind in (select value from json_each(:kinds)) order by call_id, start, n
    """  # noqa: S608 - a constant
    return library.find(MomentRow, sql, _ids(call_ids) | {"kinds": json.dumps(sorted(kinds))})


def calls_with_moments(library: Library, call_ids: Collection[str]) -> set[str]:
    """Return which of these calls were looked through for moments, and have any."""
    sql = f"select distinct call_id from moments where call_id {_IN}"  # noqa: S608 - a constant
    return {str(row[0]) for row in library.values(sql, _ids(call_ids))}


def figures_of(library: Library, call_ids: Collection[str]) -> list[FigureRow]:
    """Return the figures of these calls that a range is given for, ordered by figure and call."""
    sql = f"""
        select call_id, name, value, unit, verdict, good_low, good_high, range_source, start, "end", quote
        from metrics where call_id {_IN} and verdict is not null and value is not null order by name, call_id
    """  # noqa: S608 - a constant
    return library.find(FigureRow, sql, _ids(call_ids))


def open_disputes(library: Library, call_ids: Collection[str]) -> list[OpenDispute]:
    """Return the objections that are still open, in the order in which they were made."""
    sql = f"""
        select call_id, criterion, start, "end", (select quote from score_points p where p.call_id = d.call_id
            and p.card = d.card and p.criterion = d.criterion and p.start is d.start), reason, author
        from v_disputes d where outcome is null and call_id {_IN} order by n
    """  # noqa: S608 - a constant
    return library.find(OpenDispute, sql, _ids(call_ids))


def labels_of(library: Library, call_ids: Collection[str]) -> dict[str, LabelRow]:
    """Return the labels of these calls by call."""
    sql = f"""
        select call_id, label, source, reason, score_label, learned_label from labels
        where call_id {_IN} order by call_id
    """  # noqa: S608 - a constant
    return {one.call_id: one for one in library.find(LabelRow, sql, _ids(call_ids))}


def first_days(library: Library) -> dict[str, date]:
    """Return the first day at work of every agent whose first day is known."""
    rows = library.values("select name, started from agents where started is not null order by name")
    return {str(name): date.fromisoformat(str(day)) for name, day in rows}


def _ids(call_ids: Collection[str]) -> dict[str, object]:
    return {"ids": json.dumps(sorted(call_ids))}
