"""Showing where in a query something is wrong: the query on one line, and a caret under the place."""

import unicodedata
from dataclasses import dataclass

from coachkit.errors import QueryError
from coachkit.query.tree import Place

WIDTH = 76
"""Longer queries are cut around the place."""
_LEAD = 30
"""How much is shown before the place where the query is cut."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(slots=True)
class Misread(Exception):  # noqa: N818 - never leaves this package: it becomes a QueryError
    """Something in a query is wrong at a place; `pointed` adds the query."""

    message: str
    at: Place


def pointed(problem: Misread, text: str | None) -> QueryError:
    """Return the error for people: what is wrong, the query, and a caret under the place.

    Without `text` (a condition that did not come from a query) it is the message alone.
    """
    if text is None:
        return QueryError(show(problem.message))
    line, column, width = _cut(text, problem.at)
    message = show(problem.message)
    return QueryError(
        f"query: {message}\n  {line}\n  {' ' * column}{'^' * width}", message=message, at=problem.at
    )


def show(text: str) -> str:
    """Return `text` with a `·` for each character that cannot be seen or would move others."""
    return "".join("·" if unicodedata.category(char) in _UNSEEN else char for char in text)


def _cut(text: str, at: Place) -> tuple[str, int, int]:
    """Return the part of the text to show, how far the caret stands in, and how many carets to write."""
    start = min(max(at[0], 0), len(text))
    end = min(max(at[1], start), len(text))
    line = show(text)
    if len(line) > WIDTH:
        first = max(0, min(start - _LEAD, len(line) - WIDTH))
        last = first + WIDTH
        before, after = "…" if first else "", "…" if last < len(line) else ""
        start, end = start - first + len(before), min(end, last) - first + len(before)
        line = before + line[first:last] + after
    return line, _columns(line[:start]), max(1, _columns(line[start:end]))


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
