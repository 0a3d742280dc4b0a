"""Copies: the same talk again, from another recording of it or another file."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

SAME_WORDS = 0.8
"""From this share of words that agree, in order, a call is a copy. Two recognisers differ by less."""


def same_words(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the words of both that agree, in order: 0 to 1."""
    return float(Indel.normalized_similarity(one, other)) if one or other else 0.0


def find_copies(words: Mapping[str, Sequence[str]], call_id: str) -> dict[str, float]:
    """Return by id the calls with the same words as one, and the share of words that agree."""
    mine = words.get(call_id, ())
    found = {other: same_words(mine, theirs) for other, theirs in words.items() if other != call_id}
    return {other: share for other, share in found.items() if share >= SAME_WORDS}
