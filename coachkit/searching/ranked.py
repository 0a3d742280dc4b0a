"""From what is asked to everything that was found, in order, before anything of it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.errors import ModelError
from coachkit.query.to_sql import Plan, asks_calls, plan, turns_where
from coachkit.searching.archive import Archive
from coachkit.searching.by_words import MOST_TURNS, FoundByWords, Narrowed, find_by_words, weights_of
from coachkit.searching.intent import Intent, read_intent, together
from coachkit.searching.places import Place, single_turns, whole_passages
from coachkit.searching.ranking import LEAST_COSINE, best_first, hybrid_scores, with_neighbours, word_scores
from coachkit.searching.results import Asked, Extent, Mode
from coachkit.searching.showing import Chosen
from coachkit.searching.terms import Term, terms_of

NEAREST = 100
"""So many passages that are near in meaning are ranked."""
NEAREST_NARROWED = 300
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


def rank(archive: Archive, asked: Asked) -> Ranked:
    """Return all that was found in order, before anything is read to show it."""
    intent = read_intent(archive.library, asked, today=archive.today())
    terms = terms_of(intent.node, archive)
    required = together(intent.required)
    strict = plan(required, archive.vocabulary) if required else Plan(match=None, where=None, calls=None)
    calls = None if strict.calls is None else archive.calls_that(strict.calls)
    narrowed = Narrowed(plan=strict, calls=calls)
    notes = [
        *intent.notes,
        *(f"“{one}” begins too many words: only the commonest count" for one in strict.cut),
    ]
    found, total, is_exact = FoundByWords(turns=(), total=0, is_exact=True), None, True
    if intent.mode != "semantic":
        found = find_by_words(archive, intent, terms, narrowed)
        total, is_exact = found.total, found.is_exact
        if not is_exact:
            notes.append(f"more than {MOST_TURNS:,} places fit: the newest {MOST_TURNS:,} were looked at")
    mode = intent.mode
    places: list[Place] | None = None
    if mode != "keyword":
        try:
            places = _by_meaning(archive, intent, found, terms, narrowed)
        except ModelError as error:
            notes.append(f"searched by words alone: {error}")
            mode = "keyword"
    if places is None:
        is_strict = not intent.wished
        places = single_turns(found.turns) if is_strict else whole_passages(archive, found.turns, (), terms)
    chosen = _in_order(places, weights_of(terms, total=archive.turns), mode)
    return Ranked(
        intent=intent,
        terms=tuple(terms),
        places=tuple(chosen),
        must_stay=tuple(one.place.is_full for one in chosen),
        total=total,
        is_exact=is_exact,
        mode=mode,
        narrowed=narrowed,
        notes=tuple(notes),
    )


def extent_of(archive: Archive, narrowed: Narrowed) -> Extent:
    """Return how much was searched."""
    if narrowed.calls is None:
        return Extent(turns=archive.turns, calls=archive.calls)
    return Extent(turns=sum(one.turns for one in narrowed.calls), calls=len(narrowed.calls))


def _by_meaning(
    archive: Archive, intent: Intent, found: FoundByWords, terms: Sequence[Term], narrowed: Narrowed
) -> list[Place]:
    """Return the passages near in meaning, with those of the turns found by their words."""
    meanings = archive.meanings()
    cosines = meanings.cosines(archive.open_encoder().embed([intent.text])[0])
    on_turns = [one for one in intent.conditions if not asks_calls(one)]
    node = together(on_turns)
    near = meanings.nearest(
        cosines,
        most=NEAREST_NARROWED if on_turns else NEAREST,
        among=None if narrowed.calls is None else {one.call_id for one in narrowed.calls},
    )
    return whole_passages(
        archive,
        found.turns,
        [one for one in near if one.cosine >= LEAST_COSINE],
        terms,
        cosine_of=lambda call_id, n: meanings.cosine_of(cosines, call_id, n),
        where=turns_where(node, archive.vocabulary) if node else None,
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
