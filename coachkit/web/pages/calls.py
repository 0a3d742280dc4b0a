"""The list of calls: filtered, sorted, page by page."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query

from coachkit.store.reading import CallFilter, CallSummary, list_calls
from coachkit.web.library_pool import Opened

PAGE_LENGTH = 50
"""Calls on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPage:
    """Some of the calls that fit, and how many there are."""

    calls: tuple[CallSummary, ...]
    total: int
    number: int
    """Of this page, from one."""
    pages: int


def read_calls(
    opened: Opened,
    agent: str | None = None,
    label: Annotated[Literal["good", "bad", "neutral"] | None, Query()] = None,
    page: Annotated[int, Query(ge=1)] = 1,
) -> CallsPage:
    """Return one page of the calls that fit.

    Raises:
        NotFoundError: A name is not in the library; says what comes near.
    """
    found = list_calls(opened.library, CallFilter(agent=agent, label=label))
    begin = (page - 1) * PAGE_LENGTH
    return CallsPage(
        calls=tuple(found[begin : begin + PAGE_LENGTH]),
        total=len(found),
        number=page,
        pages=max(1, -(-len(found) // PAGE_LENGTH)),
    )
