"""One page of a list of calls, in any order: only its own calls are read, however many there are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CallFilter, condition_of
from coachkit.store.reading.calls import CallSummary, summarise_calls

CallOrder = Literal["started", "length", "agent", "customer", "topic", "label", "score", "competitors"]
# of rows `v` of `v_calls`
_ORDERS: dict[CallOrder, str] = {
    "started": "v.started_at",
    "length": "v.duration",
    "agent": "(select min(agent) from v_call_agents where call_id = v.call_id) collate nocase",
    "customer": "v.customer collate nocase",
    "topic": "v.topic collate nocase",
    "label": "case v.label when 'bad' then 0 when 'neutral' then 1 when 'good' then 2 end",
    "score": "v.score",
    "competitors": "nullif(v.competitor_mentions, 0)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsFound:
    """Some of the calls that fit, in order, and how many there are."""

    calls: tuple[CallSummary, ...]
    total: int


def page_of_calls(
    library: Library,
    filters: CallFilter,
    *,
    order: CallOrder = "started",
    is_descending: bool = True,
    limit: int,
    offset: int = 0,
) -> CallsFound:
    """Return `limit` of the calls that pass all filters, past the first `offset`.

    Calls of which it is not known what they are ordered by come last; ties go to the newest.

    Raises:
        NotFoundError: As `list_calls`.
        QueryError: As `list_calls`.
    """
    condition = condition_of(library, filters, today=date.today())
    way = "desc" if is_descending else "asc"
    rows = library.values(
        f"""
        select v.call_id from v_calls v where {condition.text}
        order by {_ORDERS[order]} {way} nulls last, v.started_at desc, v.path limit :limit offset :offset
        """,  # noqa: S608 - constants; parameters hold what is asked
        condition.parameters | {"limit": limit, "offset": offset},
    )
    counted = f"select count(*) from v_calls v where {condition.text}"  # noqa: S608 - constants
    [(total,)] = library.values(counted, condition.parameters)
    ids = [str(call_id) for (call_id,) in rows]
    return CallsFound(calls=tuple(summarise_calls(library, ids)), total=int(total or 0))


def competitors_on(library: Library, call_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return which competitors are named on these calls, by call; calls without any are left out."""
    rows = library.values(
        """
        select call_id, json_group_array(name) from (
            select distinct call_id, name from mentions
            where kind = 'competitor' and call_id in (select value from json_each(:ids))
            order by call_id, name)
        group by call_id
        """,
        {"ids": json.dumps([*call_ids])},
    )
    return {str(call_id): tuple(json.loads(str(names))) for call_id, names in rows}
