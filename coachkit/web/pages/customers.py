"""The list of customers: who calls, how that goes, and whom to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from fastapi import Query

from coachkit.near import pick
from coachkit.store.reading.customers import CustomerLine, competitors_by_customer, customer_lines
from coachkit.web.library_pool import Opened
from coachkit.web.pages.paging import PageNumber, count_pages, page_within

PAGE_LENGTH = 50
"""Customers on a page."""
MOST_CALLS_FIRST = "-calls"
CustomerOrder = Literal["name", "calls", "last", "bad", "competitors", "leaving"]
_ORDERS: dict[CustomerOrder, Callable[[CustomerLine], int | str]] = {
    "name": lambda one: one.name.casefold(),
    "calls": lambda one: one.calls,
    "last": lambda one: one.last_call or "",
    "bad": lambda one: one.bad,
    "competitors": lambda one: one.competitor_calls,
    "leaving": lambda one: one.leaving_calls,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersPage:
    """Some of the customers, and how many there are."""

    q: str
    sort: str
    customers: tuple[CustomerLine, ...]
    competitors: dict[str, tuple[str, ...]]
    """Who is named on whose calls, by customer."""
    found: int
    total: int
    """Customers in the library, found or not."""
    number: int
    """Of this page, from one."""
    pages: int


def read_customers(
    opened: Opened,
    q: Annotated[str, Query(max_length=200)] = "",
    sort: Annotated[str, Query(max_length=20)] = "",
    page: PageNumber = 1,
) -> CustomersPage:
    """Return some of the customers in whose name, or another name they go by, all words of `q` are.

    Raises:
        NotFoundError: There is no such order; says which there are.
    """
    every = opened.kept("customers", customer_lines)
    asked = sort.strip() or MOST_CALLS_FIRST
    order = _order(asked.removeprefix("-"))
    words = q.casefold().split()
    found = [one for one in every if all(word in _names(one) for word in words)]
    found.sort(key=lambda one: (-one.calls, one.name.casefold(), one.name))
    found.sort(key=_ORDERS[order], reverse=asked.startswith("-"))
    pages = count_pages(len(found), PAGE_LENGTH)
    number = page_within(page, pages)
    shown = found[(number - 1) * PAGE_LENGTH :][:PAGE_LENGTH]
    named = [one.name for one in shown if one.competitor_calls]
    return CustomersPage(
        q=q.strip(),
        sort=f"{'-' if asked.startswith('-') else ''}{order}",
        customers=tuple(shown),
        competitors=competitors_by_customer(opened.library, named) if named else {},
        found=len(found),
        total=len(every),
        number=number,
        pages=pages,
    )


def _order(name: str) -> CustomerOrder:
    known: dict[str, CustomerOrder] = {one: one for one in get_args(CustomerOrder)}
    return known[pick(name, [(one, one) for one in known], what="order")]


def _names(one: CustomerLine) -> str:
    return "\n".join((one.name, *one.aliases)).casefold()
