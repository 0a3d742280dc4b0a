"""Which calls a report is about, and which it compares them with.

A period without a first day is the four weeks up to the newest call. The period before is as long and ends
the day before; the others are all calls of the same period that the filters leave out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coachkit.call_copies import without_copies
from coachkit.errors import QueryError
from coachkit.query.fields import GRADES
from coachkit.query.parse import parse
from coachkit.query.tree import OfCall, Value
from coachkit.query.unparse import unparse
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.calls import CallSummary, list_calls
from coachkit.store.reading.people import agent_named, customer_named, team_named

USUAL_DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The calls of a report, the newest first, and those beside them."""

    filters: CallFilter
    """Without days; names as they are in the library."""
    first: date | None
    last: date | None
    here: Sequence[CallSummary]
    before: Sequence[CallSummary]
    others: Sequence[CallSummary]
    undated: int
    """Calls that are left out as nobody knows their day."""
    copies: int
    """Calls of these days that are there twice, counted once."""

    @property
    def days_before(self) -> tuple[date, date] | None:
        """The first and the last day of the period before."""
        if self.first is None or self.last is None:
            return None
        length = self.last - self.first
        return self.first - length - timedelta(days=1), self.first - timedelta(days=1)

    @property
    def is_narrowed(self) -> bool:
        """Whether other calls of the same period are left out."""
        return self.filters != CallFilter()


def scope_of(library: Library, filters: CallFilter) -> Scope:
    """Return the calls that fit, with those to compare them with.

    Raises:
        NotFoundError: A name in the filters is not in the library, or the text holds no word.
        QueryError: The text cannot be understood as a query.
    """
    base = _named(library, replace(filters, since=None, until=None))
    listed = list_calls(library, base)
    once = sorted(without_copies(sorted(listed, key=lambda call: call.id)), key=_newest_first)
    days = {call.id: date.fromisoformat(call.started_at[:10]) for call in once if call.started_at}
    first, last = _period(filters, days.values())
    if first is None or last is None:
        chosen = Scope(
            filters=base,
            first=None,
            last=None,
            here=once,
            before=(),
            others=(),
            undated=0,
            copies=len(listed) - len(once),
        )
    else:
        here = [call for call in once if _is_within(call, first, last)]
        chosen = Scope(
            filters=base,
            first=first,
            last=last,
            here=here,
            before=(),
            others=(),
            undated=len(once) - len(days),
            copies=sum(_is_within(call, first, last) for call in listed) - len(here),
        )
        begin, end = chosen.days_before or (first, last)
        before = [call for call in once if _is_within(call, begin, end)]
        chosen = replace(chosen, before=before)
    return replace(chosen, others=_others(library, chosen))


def query_of(filters: CallFilter) -> str | None:
    """Return the query that asks for the same calls as `filters`; None for all calls.

    Raises:
        ValueError: A name holds a quotation mark or the like, which the query language cannot write.
    """
    named = {
        "agent": filters.agent,
        "team": filters.team,
        "customer": filters.customer,
        "kind": filters.kind,
        "label": filters.label,
        "grade": filters.grade,
        "topic": filters.topic,
    }
    parts = [_is(field, value) for field, value in named.items() if value]
    if filters.min_grade:
        grades = ",".join(GRADES[: GRADES.index(filters.min_grade) + 1])
        parts.append(f"(grade:{grades} OR medium:transcript)")
    if filters.min_unheard is not None:
        parts.append(f"unheard:>={filters.min_unheard:g}s")
    days = {"new-since": filters.new_since, "since": filters.since, "until": filters.until}
    parts += [f"{name}:{day}" for name, day in days.items() if day]
    if filters.text is not None:
        parts.append(f"({filters.text.strip()})")
    return " ".join(parts) or None


def _is(field: str, name: str) -> str:
    written = unparse(OfCall(field=field, values=(Value(text=name),)))
    try:
        node = parse(written).node
    except QueryError:
        node = None
    if not isinstance(node, OfCall) or [value.text for value in node.values] != [name]:
        raise ValueError(f"the name “{name}” cannot be written in a query")
    return written


def _named(library: Library, filters: CallFilter) -> CallFilter:
    """Return `filters` with teams and people called as they are in the library."""
    return replace(
        filters,
        team=team_named(library, filters.team) if filters.team else None,
        agent=agent_named(library, filters.agent) if filters.agent else None,
        customer=customer_named(library, filters.customer) if filters.customer else None,
    )


def _period(filters: CallFilter, days: Iterable[date]) -> tuple[date | None, date | None]:
    known = sorted(days)
    if filters.since is None and filters.until is None and not known:
        return None, None
    newest = known[-1] if known else None
    last = filters.until or max(filter(None, (newest, filters.since)), default=None)
    if last is None:
        return None, None
    return filters.since or last - timedelta(days=USUAL_DAYS - 1), last


def _is_within(call: CallSummary, first: date, last: date) -> bool:
    return call.started_at is not None and first <= date.fromisoformat(call.started_at[:10]) <= last


def _others(library: Library, scope: Scope) -> list[CallSummary]:
    if not scope.is_narrowed:
        return []
    ids = {call.id for call in scope.here}
    everybody = list_calls(library, CallFilter(since=scope.first, until=scope.last))
    once = without_copies(sorted(everybody, key=lambda call: call.id))
    return sorted((call for call in once if call.id not in ids), key=_newest_first)


def _newest_first(call: CallSummary) -> tuple[object, ...]:
    if call.started_at is None:
        return (1, 0, call.id)
    return (0, -int(call.started_at[:10].replace("-", "")), call.started_at, call.id)
