"""The part of a turn that is worth reading: the sentences around what was found.

Agents read the answer with a customer waiting, so a long turn is cut to about forty words. It is cut at
sentences where there are any, else between words, and `…` stands where something is left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.sentences import sentences_of

MOST_WORDS = 45
"""A turn of up to this many words is shown whole; more is cut."""
_WORD = re.compile(r"\S+")

Span = tuple[int, int]
"""(start, end) in characters, end exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A part of a text; `matches` are places in `quote`, those that were left out are not among them."""

    quote: str
    matches: tuple[Span, ...]
    span: Span
    """Where in the text it stands."""


def cut_excerpt(
    text: str, matches: Sequence[Span], *, around: Span | None = None, most: int = MOST_WORDS
) -> Excerpt:
    """Return the part of `text` with the most `matches`, about `most` words long.

    `around` says what it must hold; None: where most of the matches stand close together, or the beginning.
    """
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    if len(words) <= most:
        return Excerpt(quote=text, matches=tuple(matches), span=(0, len(text)))
    focus = around or _densest(words, matches, most)
    start, end = _grown(_units(text, words, most), focus, words, most)
    lead, tail = ("… " if start > words[0][0] else ""), (" …" if end < words[-1][1] else "")
    shift = len(lead) - start
    inside = tuple((a + shift, b + shift) for a, b in matches if start <= a and b <= end)
    return Excerpt(quote=f"{lead}{text[start:end]}{tail}", matches=inside, span=(start, end))


def _densest(words: Sequence[Span], matches: Sequence[Span], most: int) -> Span:
    """Return the stretch from one match to the last that still fits, where that holds the most matches."""
    best: Span = words[0]
    count = 0
    for i, (start, _) in enumerate(matches):
        last = i
        while last + 1 < len(matches) and _count(words, (start, matches[last + 1][1])) <= most // 2:
            last += 1
        if last - i + 1 > count:
            best, count = (start, matches[last][1]), last - i + 1
    return best


def _units(text: str, words: Sequence[Span], most: int) -> list[Span]:
    """Return what is left out or shown as a whole: sentences, and of very long ones pieces."""
    units: list[Span] = []
    for start, end in sentences_of(text):
        inside = [word for word in words if start <= word[0] < end]
        size = len(inside) if len(inside) <= most else max(most // 4, 1)
        units += [
            (group[0][0], group[-1][1])
            for group in (inside[i : i + size] for i in range(0, len(inside), size))
            if group
        ]
    return units


def _grown(units: Sequence[Span], focus: Span, words: Sequence[Span], most: int) -> Span:
    """Return the units that hold `focus`, and neighbours in turn, as long as the words are not too many."""
    held = [i for i, (start, end) in enumerate(units) if start < focus[1] and end > focus[0]] or [0]
    first, last = held[0], held[-1]
    while True:
        # what comes after tells more than what came before
        for low, high in ((first, last + 1), (first - 1, last)):
            span = (units[max(low, 0)][0], units[min(high, len(units) - 1)][1])
            if low >= 0 and high < len(units) and _count(words, span) <= most:
                first, last = low, high
                break
        else:
            return units[first][0], units[last][1]


def _count(words: Sequence[Span], span: Span) -> int:
    """Return how many words lie in a stretch."""
    first = bisect_left(words, span[0], key=lambda one: one[0])
    return max(bisect_right(words, span[1], key=lambda one: one[1]) - first, 0)
