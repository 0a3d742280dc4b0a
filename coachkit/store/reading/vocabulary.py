"""The words that are said in all calls of a library, with the number of turns that each is said in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from coachkit.store.library import Library
from coachkit.store.spoken import spoken_languages

_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    term: str
    turns: int


class StoredVocabulary:
    """The vocabulary of a library, for `coachkit.query.wording`: each question reads a part of it."""

    def __init__(self, library: Library) -> None:
        """Ask this library."""
        self._library = library

    @cached_property
    def languages(self) -> Sequence[str]:
        """Codes of the languages that are spoken, besides English."""
        return spoken_languages(self._library)

    def beginning(self, start: str, most: int | None = None) -> Sequence[tuple[str, int]]:
        """Return the words that begin so and in how many turns each is said, the commonest first."""
        found = self._library.values(
            """
            select term, turns from vocabulary where term >= :start and term < :past
            order by turns desc, term limit :most
            """,
            {"start": start, "past": start + _LAST_LETTER, "most": -1 if most is None else most},
        )
        return cast("list[tuple[str, int]]", found)


def word_counts(library: Library, words: Iterable[str]) -> Mapping[str, int]:
    """Return in how many turns each of these words is said as it is written; 0 where nobody says it.

    Words are without case and accents (see `coachkit.query.words.plain_words`).
    """
    wanted = sorted(set(words))
    found = library.find(
        _Count,
        "select term, turns from vocabulary where term in (select value from json_each(:words))",
        {"words": json.dumps(wanted)},
    )
    return dict.fromkeys(wanted, 0) | {one.term: one.turns for one in found}
