"""Names that are written as they are, or in another form: with other spaces, in figures, inflected."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from coachkit.languages import is_full, stem, stems
from coachkit.naming.forms import letters_of
from coachkit.naming.frequency import COMMON, EVERYDAY, Zipf
from coachkit.naming.index import SHORTEST_INFLECTED, NameIndex, stems_of_competitors, stems_of_features
from coachkit.naming.sounds import plain

SHORT = 4
"""Names with at most so many letters are not found in everyday words, whatever their letters."""
LONGEST_SPELLED = 6
"""Initials are looked for in at most so many words."""
EXACT, REWRITTEN, INFLECTED = 1.0, 0.98, 0.95

Span = tuple[int, int, str]
"""(start, end, loosely folded word)."""
# Plural, possessive, case, derivation and copula, with ı written as i. After a name without an apostrophe.
_TURKISH_SUFFIXES = re.compile(
    r"(?:l[ae]r)?"
    r"(?:[iuü]?m(?:[iuü]z)?|[iuü]?n(?:[iuü]z)?|s?[iuü]|l[ae]r[iuü])?"
    r"(?:[yn]?[ae]|[yn]?[iuü]|n?[dt][ae](?:n|ki)?|n?[iuü]n(?:ki)?|y?l[ae]|c[ae])?"
    r"(?:l[iuü]k?|s[iuü]z|c[iuü])?"
    r"(?:y?[dt][iuü]|y?m[iuü]ş|y?s[ae]|[dt][iuü]r)?"
)
# “And” or “so”, then “in, by”, “like”, “for”, and the article, written as one with what follows.
_ARABIC_PREFIXES = re.compile(r"[وف]?(?:[بكل]?ال|لل|[بكل])?")
_LONGEST_PREFIX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A place in a text where a tracked name stands; offsets are characters, end exclusive."""

    kind: Literal["competitor", "feature"]
    name: str
    start_char: int
    end_char: int
    method: Literal["exact", "lemma", "fuzzy", "sound"]
    confidence: float


def find_written(
    text: str, spans: Sequence[Span], index: NameIndex, *, language: str | None, zipf: Zipf
) -> list[Find]:
    """Return every find in `text` that needs no guess about what was heard, overlapping ones too.

    `language` is a plain code or None; `zipf` is asked for words of English text alone.
    """
    finds = []
    longest = max(index.longest + 1, LONGEST_SPELLED)
    for first in range(len(spans)):
        for last in range(first + 1, min(first + longest, len(spans)) + 1):
            window = spans[first:last]
            start, end = window[0][0], window[-1][1]
            for n, method, confidence in _names_of(text, window, index, language, zipf):
                name = index.names[n]
                finds.append(
                    Find(
                        kind=name.kind,
                        name=name.name,
                        start_char=start,
                        end_char=end,
                        method=method,
                        confidence=confidence,
                    )
                )
    return finds


def _names_of(
    text: str, window: Sequence[Span], index: NameIndex, language: str | None, zipf: Zipf
) -> Iterator[tuple[int, Literal["exact", "lemma"], float]]:
    """Yield the names that the words of a window are, how, and how surely."""
    words = tuple(word for _, _, word in window)
    exact = index.by_words.get(words, ())
    yield from ((n, "exact", EXACT) for n in exact)
    if len(window) <= index.longest:
        spoken = [text[start:end] for start, end, _ in window]
        yield from ((n, "lemma", INFLECTED) for n in _inflected_features(spoken, index, language))
    letters = letters_of(words)
    judged = zipf if is_full(language) else None
    rewritten = index.by_letters.get(letters, ())
    if (
        rewritten
        and not exact
        and ("&" in text[window[0][0] : window[-1][1]] or _is_plain(words, letters, judged))
    ):
        yield from ((n, "exact", REWRITTEN) for n in rewritten)
    if letters.endswith("s") and _is_plain(words, letters[:-1], judged) and not _is_common(words, judged):
        yield from ((n, "lemma", INFLECTED) for n in index.by_letters.get(letters[:-1], ()))
    if not is_full(language):
        yield from ((n, "lemma", INFLECTED) for n in _inflected_names("".join(words), index, language or ""))


def _is_plain(words: Sequence[str], letters: str, zipf: Zipf | None) -> bool:
    """Say whether words that have a name's letters are hardly anything else.

    "not ion" is no Notion if both are everyday words, "as i" no ASI, "miss" are no MIS; "g c p" and "q four"
    are names.
    """
    longer = [word for word in words if len(word) > 1 and letters_of([word]) == plain(word)]
    if zipf is None:
        return len(letters) > SHORT or not longer
    if len(words) == 1:
        return len(letters) > SHORT or zipf(words[0]) < COMMON
    everyday = [zipf(word) >= EVERYDAY for word in longer]
    return not any(everyday) if len(letters) <= SHORT else not everyday or not all(everyday)


def _is_common(words: Sequence[str], zipf: Zipf | None) -> bool:
    """Say whether a plural is an ordinary word: "apples" are hardly several Apples."""
    return len(words) == 1 and zipf is not None and zipf(words[0]) >= COMMON


def _inflected_features(words: Sequence[str], index: NameIndex, language: str | None) -> Iterator[int]:
    """Yield the features whose stems are those of the words, one by one."""
    code = language or "en"
    known = stems_of_features(index, code)
    if known:
        for found in product(*(stems(word, code) for word in words)):
            yield from known.get(found, ())


def _inflected_names(word: str, index: NameIndex, language: str) -> Iterator[int]:
    """Yield the competitors that a word is, with what the language writes onto a name."""
    names = index.by_joined
    if language in ("tr", "az"):
        for length in range(SHORTEST_INFLECTED, len(word)):
            if word[:length] in names and _TURKISH_SUFFIXES.fullmatch(word, length):
                yield from names[word[:length]]
    elif language == "ar":
        for length in range(1, min(_LONGEST_PREFIX, len(word) - SHORTEST_INFLECTED) + 1):
            if word[length:] in names and _ARABIC_PREFIXES.fullmatch(word[:length]):
                yield from names[word[length:]]
    else:
        for n in stems_of_competitors(index, language).get(stem(word, language), ()):
            if any(name[:SHORTEST_INFLECTED] == word[:SHORTEST_INFLECTED] for name in index.names[n].joined):
                yield n
