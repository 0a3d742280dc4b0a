"""Customers: how often they call, how that goes, and on how many calls there is something to look at."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.query.call_sql import TRACKER_HITS
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CALLS_OF_CUSTOMER

LEAVING = "churn risk"
"""The phrases of the built-in packs that customers say who may leave."""
_MAY_LEAVE = " union ".join(
    f"select call_id from {table} h where h.tracker = :leaving and h.role != 'agent' and {counts}"  # noqa: S608 - constants
    for table, counts in TRACKER_HITS
)
_LINES = f"""
    select name, coalesce(max(aliases), '[]'), sum(called) as calls, max(started_at) as last_call,
        sum(good), sum(middling), sum(bad) as bad, sum(unjudged), sum(names_competitor) as competitor_calls,
        sum(may_leave) as leaving_calls
    from (
        select name, aliases, 0 as called, null as started_at, 0 as good, 0 as middling, 0 as bad,
            0 as unjudged, 0 as names_competitor, 0 as may_leave
        from customers where {{known}}
        union all
        select o.customer, null, 1, c.started_at, l.label is 'good', l.label is 'neutral', l.label is 'bad',
            l.label is null, c.id in (select call_id from mentions where kind = 'competitor'),
            c.id in ({_MAY_LEAVE})
        from v_call_customers o join calls c on c.id = o.call_id left join labels l on l.call_id = c.id
        where o.customer is not null and {{called}})
    group by name
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerLine:
    """A customer: how many calls, how they went, and on how many there is something to look at."""

    name: str
    aliases: tuple[str, ...]
    calls: int
    last_call: str | None
    """When the latest call began; None where no time is known."""
    good: int
    between: int
    bad: int
    unjudged: int
    competitor_calls: int
    """Calls on which a competitor is named."""
    leaving_calls: int
    """Calls on which it sounds as if they may leave."""


def customer_lines(library: Library) -> list[CustomerLine]:
    """Return all customers, by name."""
    sql = f"{_LINES.format(known='1', called='1')} order by name"
    return library.find(CustomerLine, sql, {"leaving": LEAVING})


def customer_line(library: Library, name: str) -> CustomerLine | None:
    """Return the line of the customer of exactly this name; None where nobody is called so."""
    sql = _LINES.format(known="name = :customer", called=f"c.id in ({CALLS_OF_CUSTOMER})")
    found = library.find(CustomerLine, sql, {"leaving": LEAVING, "customer": name})
    return found[0] if found else None


def calls_of_customer(library: Library, name: str) -> list[str]:
    """Return the ids of a customer's calls, the newest first."""
    sql = f"select id from calls where id in ({CALLS_OF_CUSTOMER}) order by started_at desc, path"  # noqa: S608 - a constant
    return [str(call_id) for (call_id,) in library.values(sql, {"customer": name})]


def competitors_by_customer(library: Library, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return which competitors are named on calls of these customers; those without any are left out."""
    rows = library.values(
        """
        with called as materialized (
            select id, customer from calls where customer in (select value from json_each(:names))
            union all
            select call_id, customer from v_call_customers
            where call_id in (select id from calls where customer is null)
            and customer in (select value from json_each(:names)))
        select customer, json_group_array(name) from (
            select distinct o.customer, m.name from called o join mentions m on m.call_id = o.id
            where m.kind = 'competitor' order by o.customer, m.name)
        group by customer
        """,
        {"names": json.dumps([*names])},
    )
    return {str(name): tuple(json.loads(str(competitors))) for name, competitors in rows}
