"""The words of a text as they are indexed and searched: the one place where text is cut for searching.

A word is a run of letters, figures and the marks that belong to them; it is compared without case and
accents (`plain`). What a person types is cut the same way, so `sign-on` is the words `sign` and `on`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coachkit.languages import MARKS, loose

_TOKEN = re.compile(rf"(?:[^\W_]|[{MARKS}])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a text: its place (characters, end exclusive), and itself without case and accents."""

    start: int
    end: int
    plain: str


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text, in order, with their places."""
    return [Token(start=start, end=end, plain=word) for start, end, word in _tokens(text)]


def plain_words(text: str) -> list[str]:
    """Return the words of a text, in order, without case and accents."""
    return [word for _, _, word in _tokens(text)]


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return `text` without case and accents."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFD", loose(text))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def aligned_lemmas(
    tokens: Sequence[Token], annotated: Sequence[tuple[int, int, str, str]]
) -> tuple[str, ...]:
    """Return the base form of each token, a single word as `plain` writes it.

    `annotated` are (start, end, lemma, part of speech) of the same text, in order, not overlapping. It may
    cut words differently: a piece whose lemma has as many words as the piece gives each its own, and a word
    of several pieces (`cannot`) has the lemma of the longest. A word without a lemma is its own.
    """
    found: dict[int, str] = {}
    overlap: dict[int, int] = {}
    first = 0
    for start, end, lemma, _ in annotated:
        while first < len(tokens) and tokens[first].end <= start:
            first += 1
        covered = []
        for n in range(first, len(tokens)):
            if tokens[n].start >= end:
                break
            covered.append(n)
        words = plain_words(lemma)
        if len(words) != len(covered):
            continue
        for n, word in zip(covered, words, strict=True):
            shared = min(tokens[n].end, end) - max(tokens[n].start, start)
            if shared > overlap.get(n, 0):
                found[n], overlap[n] = word, shared
    return tuple(found.get(n, token.plain) for n, token in enumerate(tokens))


def _tokens(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TOKEN.finditer(text):
        # an accent that stands alone leaves nothing
        if word := plain(match.group()):
            yield match.start(), match.end(), word
