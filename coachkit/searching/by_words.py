"""Turns found by their words: those that say all of it, and of plain words those that say most of it.

However common a word is, only so many turns are looked at, the newest first; what is rare is looked at
first, because it tells most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from coachkit.query.full_text import NOTHING, FullText
from coachkit.query.to_sql import Plan
from coachkit.searching.archive import Archive
from coachkit.searching.intent import Intent
from coachkit.searching.ranking import Candidate, word_scores, word_weight
from coachkit.searching.terms import Counter, Term
from coachkit.store.reading.retrieval import CallTurns, TurnWords, newest_turns, read_words

MOST_TURNS = 1_000
"""So many turns that say all of it are looked at, the newest."""
MOST_UNFINISHED = 250
"""So many while the query is still being typed: what stands there for a moment must be there at once."""
MOST_PARTLY = 1_000
"""So many turns that say some of it are looked at."""
ENOUGH = 300
"""Where so many turns say all of it, nobody looks for those that say less."""
MOST_LEFT_OUT = 6
"""Of more words than this, turns that lack only one are not looked for by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What limits a search besides its plain words: from `query.to_sql.plan`, with the calls looked up."""

    plan: Plan
    calls: Sequence[CallTurns] | None
    """None: all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTurn:
    """A turn with what was counted in it."""

    turn: TurnWords
    counts: tuple[int, ...]
    score: float
    is_full: bool
    """It says all that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundByWords:
    """Turns, the best first, and how many there are in all."""

    turns: tuple[FoundTurn, ...]
    total: int
    """How many say all of it; a lower bound where not `is_exact`."""
    is_exact: bool


NOTHING_FOUND = FoundByWords(turns=(), total=0, is_exact=True)


def find_by_words(
    archive: Archive, intent: Intent, terms: Sequence[Term], narrowed: Narrowed, *, most: int = MOST_TURNS
) -> FoundByWords:
    """Return the turns that say what is looked for, `most` at most; nothing where nothing is."""
    if intent.node is None:
        return NOTHING_FOUND
    telling = [term for term in terms if term.wording in intent.wished]
    texts = FullText(vocabulary=archive.vocabulary)
    expressions = {term.wording: texts.expression(term.wording) or NOTHING for term in telling}
    full = _newest(archive, narrowed, [expressions[term.wording] for term in telling], most + 1)
    partly: set[int] = set()
    # what lacks a word of one has none
    if len(telling) > 1 and len(full) < min(ENOUGH, most):
        said = sorted((one for one in telling if one.turns), key=lambda one: one.turns)
        partly = _partly(archive, narrowed, [(expressions[one.wording], one.turns) for one in said], most)
    shown = full[:most]
    found = read_words(archive.library, {*shown, *partly})
    return FoundByWords(
        turns=tuple(score_turns(found, terms, full=set(shown), total=archive.turns)),
        total=len(shown),
        is_exact=len(full) <= most,
    )


def score_turns(
    turns: Sequence[TurnWords], terms: Sequence[Term], *, full: set[int], total: int
) -> list[FoundTurn]:
    """Return turns with their counts, the best first, the newest first among equals."""
    counter = Counter(terms)
    counted = [counter.counts(turn.words, turn.lemmas, turn.speaker_words) for turn in turns]
    sizes = [turn.words.count(" ") + 1 for turn in turns]
    candidates = [Candidate(counts=a, words=b) for a, b in zip(counted, sizes, strict=True)]
    average = sum(sizes) / len(sizes) if sizes else 1.0
    scores = word_scores(candidates, weights_of(terms, total=total), average)
    found = [
        FoundTurn(turn=turn, counts=counts, score=score, is_full=turn.id in full)
        for turn, counts, score in zip(turns, counted, scores, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.score, -one.turn.id))


def weights_of(terms: Sequence[Term], *, total: int) -> list[float]:
    """Return how much each term tells."""
    return [word_weight(one.turns, total) for one in terms]


def _partly(archive: Archive, narrowed: Narrowed, said: Sequence[tuple[str, int]], most: int) -> set[int]:
    """Return turns that say some of the words: all but one, and single ones, the rarest first."""
    found: set[int] = set()
    if 2 < len(said) <= MOST_LEFT_OUT:
        for some in combinations([expression for expression, _ in said], len(said) - 1):
            found.update(_newest(archive, narrowed, some, ENOUGH // len(said)))
    for place, (expression, _) in enumerate(said):
        left = min(MOST_PARTLY, most) - len(found)
        found.update(_newest(archive, narrowed, [expression], max(left // (len(said) - place), 1)))
    return found


def _newest(archive: Archive, narrowed: Narrowed, expressions: Sequence[str], limit: int) -> list[int]:
    plan = narrowed.plan
    every = [*([plan.match] if plan.match is not None else []), *expressions]
    if NOTHING in every:
        return []
    return newest_turns(
        archive.library,
        match=" AND ".join(f"({one})" for one in every) if every else None,
        where=plan.where,
        calls=narrowed.calls,
        limit=limit,
    )
