"""The order of what was found: figures in, scores out. No text, no database, no clock.

A candidate is a passage (or a turn that is in no passage) with what was counted in it. `benchmarks/search.py`
measures what these formulas are worth.
"""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

SATURATION = 1.2
"""BM25's k1: how fast another mention of the same word stops to count."""
LENGTH = 0.4
"""BM25's b: how much a long text has to pay for its length, 0 to 1."""
WORDS_SHARE = 0.5
"""Of the words in a score by words and by meaning; the rest is the meaning's."""
NEIGHBOUR_SHARE = 0.2
"""Of a neighbour's score that is added to a passage's: what people talk about goes on for a while."""
UNKNOWN_NEIGHBOUR = 0.5
"""How good a neighbour that is no candidate is taken to be, as a share of the passage's own score."""
LEAST_COSINE = 0.2
"""What is further away in meaning is about something else: no hit by meaning, and no reason for one."""
BESIDE_A_BETTER = 0.5
"""What a passage keeps of its score next to one that is shown before it: that one tells of the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of a place that may be shown."""

    counts: tuple[int, ...]
    """How often each of the query's words is said, in the order of their weights; a turn of a speaker who is
    so named counts as well."""
    words: int
    """How many words it has."""
    cosine: float | None = None
    """Of its meaning to the query's; None where that was not compared."""
    place: tuple[str, int] | None = None
    """Call and number of the passage; None of a turn that is in no passage."""


def word_weight(turns: int, total: int) -> float:
    """Return how much a word tells that is said in `turns` of `total` turns (BM25's idf, above 0)."""
    return math.log1p((max(total - turns, 0) + 0.5) / (turns + 0.5))


def word_scores(candidates: Sequence[Candidate], weights: Sequence[float], average: float) -> list[float]:
    """Return the BM25 score of each candidate; `average` is the number of words of a usual one."""
    return [_bm25(one, weights, max(average, 1.0)) for one in candidates]


def hybrid_scores(candidates: Sequence[Candidate], by_words: Sequence[float]) -> list[float]:
    """Return one score by words (`word_scores`) and by meaning: 1 for the best of both in one.

    Each score is a share of the best one, and the two are added. That keeps how far apart places are, which
    reciprocal rank fusion throws away (Bruch et al. 2023, An Analysis of Fusion Functions for Hybrid
    Retrieval); docs/benchmarks.md has both measured.
    """
    words, meanings = _shares(by_words), _shares([one.cosine or 0.0 for one in candidates])
    return [WORDS_SHARE * a + (1 - WORDS_SHARE) * b for a, b in zip(words, meanings, strict=True)]


def with_neighbours(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[float]:
    """Return the scores with a part of those of the passages before and after."""
    known = {one.place: score for one, score in zip(candidates, scores, strict=True) if one.place}
    return [
        score + NEIGHBOUR_SHARE * sum(known.get(place, UNKNOWN_NEIGHBOUR * score) for place in _beside(one))
        for one, score in zip(candidates, scores, strict=True)
    ]


def best_first(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[int]:
    """Return the candidates as indices, the best first; a passage beside a better one stands back.

    Equal scores keep the order in which the candidates are given.
    """
    at = {one.place: index for index, one in enumerate(candidates) if one.place}
    left = [(-score, index) for index, score in enumerate(scores)]
    heapq.heapify(left)
    worth, order, stands_back = list(scores), list[int](), set[int]()
    while left:
        score, index = heapq.heappop(left)
        if -score != worth[index]:
            continue
        order.append(index)
        worth[index] = math.inf
        for place in _beside(candidates[index]):
            beside = at.get(place)
            if beside is not None and beside not in stands_back and worth[beside] != math.inf:
                stands_back.add(beside)
                worth[beside] *= BESIDE_A_BETTER
                heapq.heappush(left, (-worth[beside], beside))
    return order


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
    if not any(one.counts):
        return 0.0
    norm = SATURATION * (1 - LENGTH + LENGTH * one.words / average)
    return sum(
        weight * count * (SATURATION + 1) / (count + norm)
        for count, weight in zip(one.counts, weights, strict=True)
        if count
    )


def _shares(scores: Sequence[float]) -> list[float]:
    """Return each score as a share of the best; what is below 0 counts as 0."""
    best = max(scores, default=0.0)
    return [max(score, 0.0) / best if best > 0 else 0.0 for score in scores]


def _beside(one: Candidate) -> list[tuple[str, int]]:
    """Return the places before and after a passage."""
    if one.place is None:
        return []
    call_id, n = one.place
    return [(call_id, n - 1), (call_id, n + 1)]
