"""Cohesion: where talk turns to something else, by the words that are said before and after.

Where people stay with one matter they say its words again; where they turn to another the words change.
Function words say nothing of it: short ones are left out, and the more pieces of the talk hold a word, the
less it counts. Only the talk itself is looked at, so no language and no archive has to be known
(Hearst, TextTiling, Computational Linguistics 23, 1997).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt

WINDOW = 40
"""About so many words before a place are held against as many after it."""
FEWEST_LETTERS = 4
SLOPE = 20
STEM = 6
"""So many letters of a word are looked at: in many languages what follows is its ending."""


def cohesion_between(pieces: Sequence[Sequence[str]]) -> list[float]:
    """Return how alike the words right before and right after the beginning of each piece are, 0 to 1.

    `pieces` are the folded words of turns, in order. Nothing is before the first: it has 0.
    """
    bags = [Counter(word[:STEM] for word in piece if len(word) >= FEWEST_LETTERS) for piece in pieces]
    in_pieces = Counter(word for bag in bags for word in bag)
    weights = {word: log(1 + len(bags) / count) for word, count in in_pieces.items()}
    sizes = [len(piece) for piece in pieces]
    found = [0.0] * len(bags)
    for place in range(1, len(bags)):
        before = _window(bags, sizes, range(place - 1, -1, -1))
        after = _window(bags, sizes, range(place, len(bags)))
        found[place] = _cosine(before, after, weights)
    return found


def _window(bags: Sequence[Counter[str]], sizes: Sequence[int], places: range) -> Mapping[str, int]:
    held: Counter[str] = Counter()
    words = 0
    for place in places:
        held.update(bags[place])
        words += sizes[place]
        if words >= WINDOW:
            break
    return held


def _cosine(a: Mapping[str, int], b: Mapping[str, int], weights: Mapping[str, float]) -> float:
    shared = sum(a[word] * b[word] * weights[word] ** 2 for word in a.keys() & b.keys())
    return shared / (_length(a, weights) * _length(b, weights)) if shared else 0.0


def _length(bag: Mapping[str, int], weights: Mapping[str, float]) -> float:
    return sqrt(sum((count * weights[word]) ** 2 for word, count in bag.items()))


def drops_of(values: Sequence[float]) -> list[float]:
    """Return how deep each value lies below the peaks on its two sides, both drops added.

    A peak is looked for as long as values do not fall, and `SLOPE` places far. The first value, before which
    nothing is, has 0.
    """
    found = [0.0] * len(values)
    for place in range(1, len(values)):
        left = right = place
        while left > max(1, place - SLOPE) and values[left - 1] >= values[left]:
            left -= 1
        while right < min(len(values) - 1, place + SLOPE) and values[right + 1] >= values[right]:
            right += 1
        found[place] = values[left] + values[right] - 2 * values[place]
    return found
