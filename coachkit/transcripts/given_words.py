"""Words with times, fitted to the text that they belong to.

Formats differ in spaces, punctuation and in which words have times at all; in a transcript the texts of a
line's words, put together, are the line's text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.text_files import clean_text
from coachkit.transcripts.given import GivenWord


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseWord:
    """A word as a format has it; a word that could not be placed in the sound has no times."""

    text: str
    start: float | None
    end: float | None
    probability: float | None = None


def fit_words(
    text: str, words: Sequence[LooseWord], *, start: float | None, end: float | None
) -> tuple[GivenWord, ...]:
    """Return the words of a line from `start` to `end` as the line's `text` has them, each with times.

    A word without times gets its share of the gap around it. None are returned where the words are not
    those of the text, or where no word has times.
    """
    line = clean_text(text)
    pieces = _pieces(line, [clean_text(word.text) for word in words])
    if not pieces or start is None or end is None or all(word.start is None for word in words):
        return ()
    times = _times(words, [len(piece) for piece in pieces], start, end)
    return tuple(
        GivenWord(start=first, end=last, text=piece, probability=_share(word.probability))
        for piece, word, (first, last) in zip(pieces, words, times, strict=True)
    )


def _pieces(line: str, words: Sequence[str]) -> list[str]:
    """Cut the line so that every piece holds one of the words; none where they do not follow each other."""
    starts: list[int] = []
    place = 0
    for word in words:
        found = line.find(word, place) if word else -1
        # Only signs such as quotation marks may stand between words.
        if found < 0 or any(char.isalnum() for char in line[place:found]):
            return []
        starts.append(found)
        place = found + len(word)
    if not starts or any(char.isalnum() for char in line[place:]):
        return []
    cuts = [0]
    for found in starts[1:]:
        cut = line.rfind(" ", 0, found)
        cuts.append(cut if cut > cuts[-1] and not any(c.isalnum() for c in line[cut:found]) else found)
    pieces = [line[cut:after] for cut, after in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    return [f" {pieces[0]}", *pieces[1:]]


def _times(
    words: Sequence[LooseWord], lengths: Sequence[int], start: float, end: float
) -> list[tuple[float, float]]:
    """Return (start, end) of each word within the line's, none beginning before the one before it ends."""
    known = [
        (word.start, word.end if word.end is not None else word.start) if word.start is not None else None
        for word in words
    ]
    times: list[tuple[float, float]] = []
    before = start
    for k, own in enumerate(known):
        if own is None:
            run = next((i for i in range(k, len(known)) if known[i] is not None), len(known))
            after = next((other[0] for other in known[k:] if other), end)
            own = before, before + max(after - before, 0.0) * lengths[k] / sum(lengths[k:run])
        first = min(max(own[0], before), max(end, before))
        last = min(max(own[1], first), max(end, first))
        times.append((round(first, 3), round(last, 3)))
        before = last
    return times


def _share(probability: float | None) -> float:
    return 1.0 if probability is None else min(max(probability, 0.0), 1.0)
