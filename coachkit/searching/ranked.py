"""From what is asked to everything that was found, in order, before anything of it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coachkit.errors import ModelError
from coachkit.query.to_sql import Plan, asks_calls, plan, turns_where
from coachkit.query.wording import MOST_WORDS
from coachkit.searching.archive import Archive
from coachkit.searching.by_words import (
    MOST_TURNS,
    MOST_UNFINISHED,
    NOTHING_FOUND,
    FoundTurn,
    Narrowed,
    find_by_words,
    weights_of,
)
from coachkit.searching.intent import Intent, read_intent, together
from coachkit.searching.places import MOST_PASSAGES, Place, most_telling, single_turns, whole_passages
from coachkit.searching.ranking import LEAST_COSINE, best_first, hybrid_scores, with_neighbours, word_scores
from coachkit.searching.results import Asked, Extent, Mode
from coachkit.searching.showing import Chosen
from coachkit.searching.terms import Term, terms_of

if TYPE_CHECKING:
    from coachkit.searching.meaning import Meanings, Vector

NEAREST = 60
"""So many passages that are near in meaning are ranked."""
NEAREST_NARROWED = 200
"""So many where conditions on the turn will throw out some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Everything that was found, the best first."""

    intent: Intent
    terms: tuple[Term, ...]
    places: tuple[Chosen, ...]
    must_stay: tuple[bool, ...]
    """Of each place: it says all that was asked for, and is not left out for one that does not."""
    total: int | None
    is_exact: bool
    mode: Mode
    """As it was searched in the end."""
    narrowed: Narrowed
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    meanings: "Meanings"
    cosines: "Vector"
    """Of all passages to what was asked."""


def rank(archive: Archive, asked: Asked, *, most_passages: int = MOST_PASSAGES) -> Ranked:
    """Return all that was found in order, before anything is read to show it.

    Of the turns found by plain words, the passages of the best `most_passages` are looked at.
    """
    intent = read_intent(archive, asked)
    terms = terms_of(intent.node, archive, wished=intent.wished)
    narrowed = _narrowed(archive, intent)
    notes = [*intent.notes, *_said_of(archive, narrowed)]
    mode, compared = intent.mode, None
    most = MOST_UNFINISHED if asked.is_unfinished else MOST_TURNS
    if mode != "keyword":
        try:
            compared = _compare(archive, intent)
        except ModelError as error:
            mode = "keyword"
            notes.append(f"searched by words alone: {error}")
    found = NOTHING_FOUND
    if mode != "semantic":
        found = find_by_words(archive, intent, terms, narrowed, most=most)
    if not found.is_exact:
        notes.append(f"more than {most:,} places fit: the newest {most:,} were looked at")
    best = most_telling(found.turns, most=max(most_passages, asked.skip + asked.limit))
    if compared is not None:
        places = _by_meaning(archive, intent, compared, best, terms, narrowed)
    elif intent.wished and not asked.is_unfinished:
        places = whole_passages(archive, best, (), terms)
    else:
        places = single_turns(found.turns)
    chosen = _in_order(places, weights_of(terms, total=archive.turns), mode)
    return Ranked(
        intent=replace(intent, understood=_understood(intent, mode)),
        terms=tuple(terms),
        places=tuple(chosen),
        must_stay=tuple(one.place.is_full for one in chosen),
        total=None if mode == "semantic" else found.total,
        is_exact=found.is_exact,
        mode=mode,
        narrowed=narrowed,
        notes=tuple(notes),
    )


def extent_of(archive: Archive, narrowed: Narrowed) -> Extent:
    """Return how much was searched."""
    if narrowed.calls is None:
        return Extent(turns=archive.turns, calls=archive.calls)
    return Extent(turns=sum(one.turns for one in narrowed.calls), calls=len(narrowed.calls))


def _narrowed(archive: Archive, intent: Intent) -> Narrowed:
    node = together(intent.required)
    if node is None:
        return Narrowed(plan=Plan(match=None, where=None, calls=None), calls=None)
    parts = plan(node, archive.vocabulary)
    calls = None if parts.calls is None else archive.calls_that(parts.calls)
    # what all calls meet (`language:en`) narrows nothing, and need not be asked of every turn
    return Narrowed(plan=parts, calls=None if calls and len(calls) == archive.calls else calls)


def _said_of(archive: Archive, narrowed: Narrowed) -> Iterator[str]:
    """Yield what a person should know before looking at hits."""
    if not archive.turns and archive.calls:
        yield "these calls are not ready for searching yet: run coachkit build"
    for text in narrowed.plan.cut:
        yield f"“{text}” stands for too many words: only the commonest {MOST_WORDS} were looked for"


def _understood(intent: Intent, mode: Mode) -> str:
    how = {"keyword": "", "semantic": "; by meaning", "hybrid": "; by words and by meaning"}
    return f"{intent.understood}{how[mode]}"


def _compare(archive: Archive, intent: Intent) -> _Compared:
    meanings = archive.meanings()
    return _Compared(
        meanings=meanings, cosines=meanings.cosines(archive.open_encoder().embed([intent.text])[0])
    )


def _by_meaning(
    archive: Archive,
    intent: Intent,
    compared: _Compared,
    best: Sequence[FoundTurn],
    terms: Sequence[Term],
    narrowed: Narrowed,
) -> list[Place]:
    """Return the passages near in meaning, with those of the turns found by their words."""
    meanings, cosines = compared.meanings, compared.cosines
    on_turns = together([one for one in intent.conditions if not asks_calls(one)])
    near = meanings.nearest(
        cosines,
        most=NEAREST_NARROWED if on_turns else NEAREST,
        among=None if narrowed.calls is None else {one.call_id for one in narrowed.calls},
    )
    return whole_passages(
        archive,
        best,
        [one for one in near if one.cosine >= LEAST_COSINE],
        terms,
        cosine_of=lambda call_id, n: meanings.cosine_of(cosines, call_id, n),
        where=turns_where(on_turns, archive.vocabulary, is_narrowed=True) if on_turns else None,
    )


def _in_order(places: Sequence[Place], weights: Sequence[float], mode: Mode) -> list[Chosen]:
    """Return the places, the best first, the newest first among equals."""
    newest = sorted(places, key=lambda one: -one.turns[0].turn.id)
    candidates = [one.candidate for one in newest]
    average = sum(one.words for one in candidates) / max(len(candidates), 1)
    scores = word_scores(candidates, weights, average)
    if mode == "semantic":
        scores = [one.cosine or 0.0 for one in candidates]
    elif mode == "hybrid":
        scores = hybrid_scores(candidates, scores)
    scores = with_neighbours(candidates, scores)
    return [Chosen(place=newest[i], score=scores[i]) for i in best_first(candidates, scores)]
