"""Pages of a list: how many there are, and which of them is meant."""

from typing import Annotated

from fastapi import Query

PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
"""Of a page, from one."""


def count_pages(total: int, length: int) -> int:
    """Return how many pages `total` things take, `length` on each; nothing takes one page too."""
    return max(1, -(-total // length))


def page_within(number: int, pages: int) -> int:
    """Return the page with this number, or the last one where there are fewer."""
    return min(number, pages)
