"""Folding a long way from the customer's line to their reaction: how the agent begins, and how it ends.

What lies between is left out, in the sound as in the text: who practises a reply compares its beginning, and
wants to know what came of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coachkit.models import Segment

WHOLE = 110
"""So many words are shown whole: about 45 seconds of talk."""
BEGINNING, END = 40, 60
"""Else so many words of the beginning and of the end, in whole lines."""
FEW = 15
"""So few words are not worth leaving out."""
LONG_GAP = 8.0
"""A pause of so many seconds, such as a hold, is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Lines that follow each other, of one call."""

    lines: tuple[Segment, ...]
    after: float | None = None
    """Seconds left out before it; None where nothing is, or times are not known."""
    is_cut_before: bool = False
    """Whether something is left out before it."""

    @property
    def start(self) -> float:
        """When the first line begins."""
        return self.lines[0].start

    @property
    def end(self) -> float:
        """When the last one to end ends."""
        return max(one.end for one in self.lines)


def fold(lines: Sequence[Segment], *, telling: Sequence[str] = ()) -> list[Piece]:
    """Return what is shown of the lines of a reply and of the reaction to it, in order.

    Lines in which one of the `telling` words stand, such as “let me check that”, are shown wherever they are.
    """
    words = [len(one.text.split()) for one in lines]
    kept = _kept(words)
    kept |= {n for n, one in enumerate(lines) if one.role == "agent" and _tells(one.text, telling)}
    for first, second in pairwise(sorted(kept)):
        if sum(words[first + 1 : second]) <= FEW:
            kept |= {*range(first + 1, second)}
    groups: list[list[int]] = []
    for n in sorted(kept):
        if groups and n == groups[-1][-1] + 1 and lines[n].start - lines[n - 1].end <= LONG_GAP:
            groups[-1].append(n)
        else:
            groups.append([n])
    pieces: list[Piece] = []
    for group in groups:
        own = tuple(lines[n] for n in group)
        has_times = all(one.times_from != "estimate" for one in own)
        after = max(0.0, own[0].start - pieces[-1].end) if pieces and has_times else None
        pieces.append(Piece(lines=own, after=after, is_cut_before=bool(pieces)))
    return pieces


def _tells(text: str, telling: Sequence[str]) -> bool:
    return any(one in text for one in telling)


def _kept(words: Sequence[int]) -> set[int]:
    """Return the places of the lines that are shown, given how many words each has."""
    if sum(words) <= WHOLE:
        return {*range(len(words))}
    first = _until(words, BEGINNING)
    last = _until(words[::-1], END)
    return {n for n in range(len(words)) if n < first or n >= len(words) - last}


def _until(words: Sequence[int], enough: int) -> int:
    """Return how many lines it takes to have so many words."""
    said = 0
    for n, count in enumerate(words, 1):
        said += count
        if said >= enough:
            return n
    return len(words)
