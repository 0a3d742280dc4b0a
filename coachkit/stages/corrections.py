"""Corrections: names that recognisers always write wrongly, put right in every transcript.

Each place of a text is corrected at most once: the longest spelling wins, and what was put in is not
looked at again, so the order of the settings never matters. A right spelling is left alone, even where
a wrong one is part of it. What was heard stays in `raw_segments` and `words`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.languages import MARKS
from coachkit.models import Segment
from coachkit.spelling import BETWEEN_WORDS, fold_spelling, spelling_key

_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
"""Thai, kana and Chinese: written without spaces, so a word may begin or end between any two letters."""
_LETTER, _MARK = f"[^\\W{_UNSPACED}]", f"[{MARKS}]"
_WORD = re.compile(f"{_LETTER}+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """A map of corrections, ready to be applied."""

    names: Mapping[str, str]
    """The right spelling, by the key of each wrong one."""
    kept: frozenset[str]
    """Keys of right spellings, which stay as they stand."""
    pattern: re.Pattern[str] | None
    """Finds any of them in folded text; None where there is nothing to correct."""
    patterns: Mapping[str, re.Pattern[str]]
    """Finds one of them, by its key."""


def compile_corrections(correct: Mapping[str, Sequence[str]]) -> Corrections:
    """Return the settings' map, wrong spellings by the right one, ready to be applied."""
    names = {spelling_key(spelling): name for name, spellings in correct.items() for spelling in spellings}
    kept = frozenset(key for key in map(spelling_key, correct) if key not in names) if names else frozenset()
    keys = sorted({*names, *kept}, key=lambda key: (-len(key), key))
    return Corrections(
        names=names,
        kept=kept,
        pattern=_between_words("|".join(map(_as_pattern, keys))) if names else None,
        patterns={key: _between_words(_as_pattern(key)) for key in keys},
    )


def correct_segments(segments: Iterable[Segment], corrections: Corrections) -> list[Segment]:
    """Return the segments with every listed spelling replaced by the name."""
    return [replace(segment, text=correct_text(segment.text, corrections)) for segment in segments]


def correct_text(text: str, corrections: Corrections) -> str:
    """Return `text` with every listed spelling replaced by the name."""
    if corrections.pattern is None or not corrections.pattern.search(fold_spelling(text)):
        return text
    folded, places = _with_places(text)
    parts: list[str] = []
    end = 0
    for found in corrections.pattern.finditer(folded):
        name = corrections.names.get(spelling_key(found.group()))
        if name is not None:
            parts += [text[end : places[found.start()][0]], name]
            end = places[found.end() - 1][1]
    return "".join((*parts, text[end:]))


def spellings_in(texts: Iterable[str], corrections: Corrections) -> list[tuple[str, str]]:
    """Return (spelling, name) for all that the rows made of these texts depend on, in order.

    These are the wrong spellings that occur, also inside a longer one, and the right spellings that keep
    one of them from being replaced. Texts without any give the same whatever else the map holds.
    """
    if corrections.pattern is None:
        return []
    folded = [fold_spelling(text) for text in texts]
    said = {word for text in folded for word in _WORD.findall(text)}
    found = {
        key
        for key, pattern in corrections.patterns.items()
        # Looking up its words first is a hundred times faster than looking for each spelling.
        if said.issuperset(_WORD.findall(key)) and any(pattern.search(text) for text in folded)
    }
    wrong = {key: corrections.names[key] for key in found - corrections.kept}
    words = {word for key in wrong for word in key.split()}
    right = {key: "" for key in found & corrections.kept if words.intersection(key.split())}
    return sorted({**wrong, **right}.items())


def _as_pattern(key: str) -> str:
    return BETWEEN_WORDS.join(map(re.escape, key.split()))


def _between_words(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?<!{_LETTER})(?<!{_MARK})(?:{pattern})(?!{_LETTER})(?!{_MARK})")


def _with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return `text` folded, and for each of its characters where (start, end) it comes from."""
    if text.isascii():
        return fold_spelling(text), [(n, n + 1) for n in range(len(text))]
    folded: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _joins(text[end]):
            piece = fold_spelling(text[start:end])
            folded.append(piece)
            places += [(start, end)] * len(piece)
            start = end
    return "".join(folded), places


def _joins(char: str) -> bool:
    """Say whether a character belongs to the one before it: an accent, a vowel sign, part of a syllable."""
    return not char.isascii() and (unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff")
