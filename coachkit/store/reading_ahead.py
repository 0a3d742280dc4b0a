"""Rows that are asked for call by call, read for all calls at once."""

from collections import defaultdict
from typing import Any, TypeVar

from coachkit.store.library import Library

Noun = TypeVar("Noun")


class ReadingAhead(Library):
    """A library for one look at all its calls: a question a call would take as long as all the rest.

    It shows what was stored when a noun was first asked for, and keeps all rows of the noun in memory: it is
    for nouns of which a call has a few rows. The library that it is made of stays open for writing.
    """

    def __init__(self, library: Library) -> None:
        super().__init__(library.path, library._connection)  # noqa: SLF001 - the same open file
        self._read: dict[type[Any], dict[str, list[Any]]] = {}

    def rows(self, noun: type[Noun], *, call_id: str | None = None) -> list[Noun]:
        """Return all stored values of a noun, or those of one call, in the order of the table's key."""
        if call_id is None:
            return super().rows(noun)
        if noun not in self._read:
            by_call: dict[str, list[Any]] = defaultdict(list)
            for row in super().rows(noun):
                by_call[row.call_id].append(row)  # type: ignore[attr-defined]
            self._read[noun] = dict(by_call)
        return self._read[noun].get(call_id, [])
