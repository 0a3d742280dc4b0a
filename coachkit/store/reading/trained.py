"""Single findings in many calls at once: how exchanges went, and which lines of score cards were met."""

import json
from collections.abc import Collection
from typing import NamedTuple

from coachkit.models import ExchangeKind
from coachkit.near import pick
from coachkit.store.library import Library


class Found(NamedTuple):  # a tuple: there are tens of thousands
    """Something in a call that went well or did not."""

    call_id: str
    time: float | None
    """When; None: it is about the call as a whole."""
    went_well: bool


def exchange_named(library: Library, kind: ExchangeKind, wanted: str) -> str:
    """Return the stored name of what came up: a competitor, a tracker, a kind of moment.

    Raises:
        NotFoundError: Nothing of the name came up in any call; says which names come near.
    """
    names = library.values("select distinct name from exchanges where kind = :kind", {"kind": kind})
    forms = [(str(name), str(name)) for (name,) in names]
    return pick(wanted, forms, what=f"reply to the {kind}")


def criterion_named(library: Library, wanted: str) -> str:
    """Return the id of a line of a score card.

    Raises:
        NotFoundError: No call was judged by such a line; says which come near.
    """
    names = library.values("select distinct criterion from score_points")
    return pick(wanted, [(str(name), str(name)) for (name,) in names], what="line of a score card")


def exchanges_about(library: Library, kind: ExchangeKind, name: str, calls: Collection[str]) -> list[Found]:
    """Return how the exchanges about something went in these calls; the time is when the agent replies."""
    rows = library.values(
        "select call_id, coalesce(reply_start, start), verdict = 'good' from exchanges"
        " where kind = :kind and name = :name and call_id in (select value from json_each(:calls))"
        " order by call_id, n",
        {"kind": kind, "name": name, "calls": json.dumps(sorted(calls))},
    )
    return [Found(str(call), time, bool(well)) for call, time, well in rows]  # type: ignore[arg-type]  # a real


def points_of(library: Library, criterion: str, calls: Collection[str]) -> list[Found]:
    """Return whether these calls meet a line of a score card; the time is that of its evidence.

    Of several cards with such a line it is the one that labels calls; calls to which the line does not
    apply are left out.
    """
    rows = library.values(
        "select p.call_id, p.start, p.verdict = 'met' from score_points p"
        " join scores s on s.call_id = p.call_id and s.card = p.card"
        " where p.criterion = :criterion and p.verdict != 'not applicable'"
        " and p.call_id in (select value from json_each(:calls))"
        " order by p.call_id, s.is_main desc, p.card",
        {"criterion": criterion, "calls": json.dumps(sorted(calls))},
    )
    found: dict[str, Found] = {}
    for call, time, met in rows:
        found.setdefault(str(call), Found(str(call), time, bool(met)))  # type: ignore[arg-type]  # a real
    return [*found.values()]
