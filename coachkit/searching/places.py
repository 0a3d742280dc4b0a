"""Places that may be shown: passages with what was counted in them, or single turns.

What is asked for may be spread over what two people say, so plain words are counted in passages. A turn
that lies in no passage (a menu, a voicemail) is a place of its own.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachkit.query.to_sql import Sql
from coachkit.searching.archive import Archive
from coachkit.searching.by_words import FoundTurn, score_turns
from coachkit.searching.ranking import Candidate
from coachkit.searching.terms import Term
from coachkit.store.reading.retrieval import TurnWords, passages_of, turns_of_passages, turns_that

if TYPE_CHECKING:
    from coachkit.searching.meaning import NearPassage  # needs numpy, which a search by words does without

MOST_PASSAGES = 80
"""Of the turns found by words, the passages of so many are looked at."""

PassageKey = tuple[str, int]
"""Call and `Passage.n`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A candidate, and which of its turns to show."""

    candidate: Candidate
    turns: tuple[FoundTurn, ...]
    """Those that may be shown, the best by words first; one at least."""
    is_full: bool
    """A turn of it says all that was asked for."""


def most_telling(found: Sequence[FoundTurn], *, most: int) -> list[FoundTurn]:
    """Return the turns that say all of it and then those that say most of it, `most` at most."""
    return sorted(found, key=lambda one: (not one.is_full, -one.score, -one.turn.id))[:most]


def single_turns(found: Sequence[FoundTurn]) -> list[Place]:
    """Return a place for each turn."""
    return [
        Place(
            candidate=Candidate(counts=one.counts, words=one.turn.words.count(" ") + 1),
            turns=(one,),
            is_full=one.is_full,
        )
        for one in found
    ]


def whole_passages(
    archive: Archive,
    found: Sequence[FoundTurn],
    near: "Sequence[NearPassage]",
    terms: Sequence[Term],
    *,
    cosine_of: Callable[[str, int], float | None] = lambda _call, _n: None,
    where: Sql | None = None,
) -> list[Place]:
    """Return the passages of turns found by words, and those that are near in meaning, each once.

    `cosine_of` returns the cosine of a passage (call id, `Passage.n`). `where` is the condition on turns
    that those of `near` must meet to be shown; those found by words have met it.
    """
    placed = passages_of(archive.library, [one.turn.id for one in found])
    spans = {(one.call_id, one.passage): (one.first_segment, one.last_segment) for one in placed}
    spans |= {(one.call_id, one.n): (one.first_segment, one.last_segment) for one in near}
    inside = turns_of_passages(archive.library, [(key[0], *span) for key, span in spans.items()])
    full = {one.turn.id for one in found if one.is_full}
    scored = score_turns(inside, terms, full=full, total=archive.turns)
    by_call: dict[str, list[FoundTurn]] = {}
    for one in scored:
        by_call.setdefault(one.turn.call_id, []).append(one)
    shown = None
    if where is not None:
        shown = turns_that(archive.library, [one.id for one in inside], where)
        shown |= {one.turn.id for one in found}
    places = []
    for key, span in spans.items():
        turns = [one for one in by_call.get(key[0], ()) if _touches(one.turn, span)]
        place = _passage(turns, key, cosine_of(*key), shown)
        if place is not None:
            places.append(place)
    in_passages = {one.turn for one in placed}
    return [*places, *single_turns([one for one in found if one.turn.id not in in_passages])]


def _passage(
    turns: Sequence[FoundTurn],
    key: PassageKey,
    cosine: float | None,
    shown: Collection[int] | None,
) -> Place | None:
    may_show = tuple(turns if shown is None else [one for one in turns if one.turn.id in shown])
    if not may_show:
        return None
    counts = map(sum, zip(*(one.counts for one in turns), strict=True))
    words = sum(one.turn.words.count(" ") + 1 for one in turns)
    return Place(
        candidate=Candidate(counts=tuple(counts), words=words, cosine=cosine, place=key),
        turns=may_show,
        is_full=any(one.is_full for one in may_show),
    )


def _touches(turn: TurnWords, span: tuple[int, int]) -> bool:
    return turn.first_segment <= span[1] and turn.last_segment >= span[0]
