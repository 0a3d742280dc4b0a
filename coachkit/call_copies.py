"""Calls that are in a library twice, such as a recording and its transcript: counted once."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from coachkit.counts import format_count


class _Timed(Protocol):
    """A call with its customer and its begin."""

    @property
    def id(self) -> str: ...
    @property
    def customer(self) -> str | None: ...
    @property
    def started_at(self) -> str | None: ...


OneCall = TypeVar("OneCall", bound=_Timed)


def without_copies(calls: Iterable[OneCall]) -> list[OneCall]:
    """Return `calls` without those that are there once more, as a recording and as a transcript say.

    A customer is not on two calls at once: calls of one that begin in the same second are one call.
    """
    found: dict[tuple[str, ...], OneCall] = {}
    for call in calls:
        is_told = call.customer and call.started_at and has_time(call.started_at)
        found.setdefault((call.customer or "", call.started_at or "") if is_told else (call.id,), call)
    return list(found.values())


def note_on_copies(copies: int) -> str:
    """Return the sentence that says how many calls `without_copies` left out."""
    return f"There twice, counted once: {format_count(copies, 'call')}."


def has_time(started_at: str | None) -> bool:
    """Say whether a day in ISO form has a time of day as well."""
    return started_at is not None and len(started_at) > len("2026-11-17")
