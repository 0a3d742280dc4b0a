"""The order of what was found: figures in, scores out. No text, no database, no clock.

A candidate is a passage (or a turn that is in no passage) with what was counted in it. `benchmarks/search.py`
measures what these formulas are worth.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

SATURATION = 1.2
"""BM25's k1: how fast another mention of the same word stops to count."""
LENGTH = 0.4
"""BM25's b: how much a long text has to pay for its length, 0 to 1."""
EVERYDAY_WEIGHT = 0.15
"""Of a word that tells little, beside what its rarity would give it."""
RANK_OFFSET = 10
"""Of reciprocal rank fusion (Cormack et al. 2009): a smaller one trusts the first places more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of a place that may be shown."""

    counts: tuple[int, ...]
    """How often each of the query's words is said, in the order of their weights."""
    words: int
    """How many words it has."""
    cosine: float | None = None
    """Of its meaning to the query's; None where that was not compared."""


def word_weight(turns: int, total: int, *, is_everyday: bool = False) -> float:
    """Return how much a word tells that is said in `turns` of `total` turns (BM25's idf, above 0)."""
    rarity = math.log1p((max(total - turns, 0) + 0.5) / (turns + 0.5))
    return rarity * (EVERYDAY_WEIGHT if is_everyday else 1.0)


def word_scores(candidates: Sequence[Candidate], weights: Sequence[float], average: float) -> list[float]:
    """Return the BM25 score of each candidate; `average` is the number of words of a usual one."""
    return [_bm25(one, weights, max(average, 1.0)) for one in candidates]


def hybrid_scores(candidates: Sequence[Candidate], by_words: Sequence[float]) -> list[float]:
    """Return one score from both orders, by words (`word_scores`) and by meaning (reciprocal rank fusion).

    A candidate that has none of the words, or no meaning, has no place in that order.
    """
    meanings = [one.cosine or 0.0 for one in candidates]
    words, meaning = _ranks(by_words), _ranks(meanings)
    return [
        sum(1.0 / (RANK_OFFSET + rank) for rank in (a, b) if rank is not None)
        for a, b in zip(words, meaning, strict=True)
    ]


def first_places(order: Sequence[int], must_stay: Sequence[bool], limit: int) -> list[int]:
    """Return the first `limit` of `order`, in which no index that `must_stay` is left out for another.

    For each that would be left out, the last that need not stay gives way, as far as there are such.
    """
    left_out = [index for index in order[limit:] if must_stay[index]]
    kept = list(order[:limit])
    for place in range(len(kept) - 1, -1, -1):
        if not left_out:
            break
        if not must_stay[kept[place]]:
            del kept[place]
            kept.append(left_out.pop(0))
    position = {index: place for place, index in enumerate(order)}
    return sorted(kept, key=position.__getitem__)


def _bm25(one: Candidate, weights: Sequence[float], average: float) -> float:
    norm = SATURATION * (1 - LENGTH + LENGTH * one.words / average)
    return sum(
        weight * count * (SATURATION + 1) / (count + norm)
        for count, weight in zip(one.counts, weights, strict=True)
        if count
    )


def _ranks(scores: Sequence[float]) -> list[int | None]:
    """Return the place of each score, from 0; equal scores share the first place, none has a 0."""
    places: dict[float, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True)):
        places.setdefault(score, place)
    return [places[score] if score > 0 else None for score in scores]
