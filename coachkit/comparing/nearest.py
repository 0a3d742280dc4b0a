"""The calls that are most like one, compared exactly, and its copies among them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coachkit.comparing.copies import find_copies
from coachkit.comparing.likeness import likeness
from coachkit.comparing.shortlist import Known, Ranked, read_known
from coachkit.store.library import Library
from coachkit.store.reading.similar import Standing, words_of_calls

SHORTLIST = 60
"""So many calls are compared exactly, and as many more each time too few of them are no copies."""
PERHAPS_COPIES = 0.8
"""Calls that are at least so much alike are compared word by word."""
MOST_COPIES = 20
"""So many copies are named; of more there is a count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The call asked about, and the others that it is compared with."""

    call_id: str
    known: Known
    model: str
    standing: Standing
    allowed: frozenset[str]
    """The others that fit the condition."""
    wanted: frozenset[str]
    """Those of them that may be answers: with `better` the calls that went better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A call with its likeness to the one asked about."""

    call_id: str
    likeness: float
    known: Known


def nearest_calls(
    library: Library, asked: Asked, ranked: Ranked, *, limit: int, known_copies: Collection[str]
) -> tuple[list[Near], dict[str, float]]:
    """Return the calls most alike, the most alike first, and the copies that were found among them."""
    waiting = [one for one in (*ranked.twins[:MOST_COPIES], *ranked.call_ids) if one in asked.wanted]
    waiting = [one for one in waiting if one not in known_copies]
    found: list[Near] = []
    copies: dict[str, float] = {}
    size = SHORTLIST
    while waiting and len(found) < limit:
        some, waiting = waiting[:size], waiting[size:]
        size *= 4  # a library may be full of copies
        known = read_known(library, some, asked.model)
        near = [
            Near(call_id=one, likeness=likeness(asked.known.meaning, their.meaning), known=their)
            for one, their in known.items()
        ]
        copies |= copies_among(
            library, asked, [one.call_id for one in near if one.likeness >= PERHAPS_COPIES]
        )
        found += [one for one in near if one.call_id not in copies]
    found.sort(key=lambda one: (-one.likeness, one.call_id))
    return found[:limit], copies


def copies_among(library: Library, asked: Asked, call_ids: Sequence[str]) -> dict[str, float]:
    """Return which of these calls are copies, by id, and the share of words that agree."""
    if not call_ids:
        return {}
    words = {one.call_id: one.words.split() for one in words_of_calls(library, [asked.call_id, *call_ids])}
    return find_copies(words, asked.call_id)
