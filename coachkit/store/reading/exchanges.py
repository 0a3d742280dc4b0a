"""What came up in calls, what was replied, and how customers took it."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

from coachkit.models import ExchangeKind, ReactionKind, Verdict
from coachkit.near import pick
from coachkit.store.library import Library

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeHit:
    """An exchange with the call that it is from; times are seconds of the call."""

    call_id: str
    n: int
    kind: ExchangeKind
    name: str
    start: float
    end: float
    verdict: Verdict
    reason: str
    strength: float
    reaction: ReactionKind
    source: str
    """`reaction`, or `rating:jana` where a person judged it."""
    prompt: str
    prompt_start: float
    reply: str | None
    reply_start: float | None
    quote: str
    """The reaction; where there is none, the prompt."""
    quote_start: float
    agents: tuple[str, ...]
    customer: str | None
    started_at: str | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    name: str


class TurnExchange(NamedTuple):
    """An exchange that a turn is part of."""

    turn: int
    """`SpokenTurn.id`."""
    call_id: str
    n: int
    kind: ExchangeKind
    name: str
    verdict: Verdict
    reason: str


def exchanges_of_turns(
    library: Library, turns: Iterable[int], verdicts: Iterable[Verdict] = VERDICTS
) -> list[TurnExchange]:
    """Return the exchanges with these verdicts that these turns (by number) are part of.

    They are in the order of the turns, the shortest of each turn first.
    """
    # tens of thousands may be asked for, which `find` is too slow for
    found: list[tuple[Any, ...]] = library.values(
        """
        select t.id, h.call_id, h.n, h.kind, h.name, h.verdict, h.reason
        from json_each(:turns) j join turns t on t.id = j.value
        join exchanges h on h.call_id = t.call_id and h.verdict in (select value from json_each(:verdicts))
            and (t.start + t."end") / 2.0 between h.start and h."end"
        order by t.id, h."end" - h.start, h.n
        """,
        {"turns": json.dumps([*turns]), "verdicts": json.dumps([*verdicts])},
    )
    return [TurnExchange._make(row) for row in found]


def tracked_in_exchanges(library: Library) -> set[str]:
    """Return the trackers that exchanges are about."""
    return {
        one.name for one in library.find(_Name, "select distinct name from exchanges where kind = 'tracker'")
    }


def list_exchanges(
    library: Library,
    *,
    kind: ExchangeKind | None = None,
    name: str | None = None,
    verdict: Verdict | None = None,
    call_ids: Collection[str] | None = None,
) -> list[ExchangeHit]:
    """Return exchanges, the latest call first, in time order within a call; `call_ids`: only in these calls.

    Raises:
        NotFoundError: Nothing of the name comes up in any call; says which names come near.
    """
    return library.find(
        ExchangeHit,
        """
        select e.call_id, e.n, e.kind, e.name, e.start, e.end, e.verdict, e.reason, e.strength, e.reaction,
            e.source, e.prompt, e.prompt_start, e.reply, e.reply_start, e.quote, e.quote_start,
            (select json_group_array(agent) from
                (select agent from v_call_agents where call_id = e.call_id group by agent order by min(n))),
            (select customer from v_call_customers where call_id = c.id) as customer,
            c.started_at, c.path
        from exchanges e join calls c on c.id = e.call_id
        where (:kind is null or e.kind = :kind) and (:name is null or e.name = :name)
        and (:verdict is null or e.verdict = :verdict)
        and (:calls is null or e.call_id in (select value from json_each(:calls)))
        order by c.started_at desc, c.path, e.start, e.n
        """,
        {
            "kind": kind,
            "name": _name_like(library, name, kind) if name else None,
            "verdict": verdict,
            "calls": None if call_ids is None else json.dumps(sorted(call_ids)),
        },
    )


def _name_like(library: Library, wanted: str, kind: ExchangeKind | None) -> str:
    names = library.find(
        _Name,
        "select distinct name from exchanges where :kind is null or kind = :kind order by name",
        {"kind": kind},
    )
    return pick(wanted, [(row.name, row.name) for row in names], what=f"exchange about a {kind or 'name'}")
