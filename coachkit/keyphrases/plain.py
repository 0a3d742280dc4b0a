"""Phrases of text in a language without a model: words, and words that stand together.

Nothing tells nouns from verbs there. A phrase is a word, in all its forms, or up to three words in a
row, and small talk is known from a list.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from coachkit.keyphrases.said import SaidPhrase, Span, overlaps
from coachkit.languages import base_code, loose, small, stem
from coachkit.models import Annotation

LONGEST = 3
"""Words of a phrase."""


def plain_phrases(
    text: str,
    annotation: Annotation,
    *,
    language: str | None,
    taken: Sequence[Span],
    names: frozenset[str],
) -> list[SaidPhrase]:
    """Return each telling word of one segment outside `taken`, and those that stand by it, in order."""
    empty = _small_talk(base_code(language) or "")
    found: list[SaidPhrase] = []
    for start, end in annotation.chunks:
        run: list[tuple[str, str]] = []
        for a, b, lemma, _ in (t for t in annotation.tokens if start <= t[0] and t[1] <= end):
            word = small(text[a:b], language)
            if (
                overlaps(a, b, tuple(taken))
                or len(word) < 3
                or lemma in empty
                or word in names
                or loose(word) in names
                or not any(letter.isalpha() for letter in word)
            ):
                run = []
                continue
            run = [*run, (lemma, word)][-LONGEST:]
            for first in range(len(run)):
                part = run[first:]
                found.append(
                    SaidPhrase(
                        key=tuple(key for key, _ in part),
                        shown=" ".join(shown for _, shown in part),
                        form="word" if len(part) == 1 else "compound",
                        head=part[-1][0],
                    )
                )
    return found


def small_talk_text() -> str:
    """Return the built-in pack of small talk as it is written."""
    return resources.files("coachkit.packs").joinpath("small_talk.toml").read_text(encoding="utf-8")


@cache
def _small_talk(language: str) -> frozenset[str]:
    """Return the stems of words that say nothing; none for a language without a list."""
    return frozenset(
        stem(word, language) for word in tomllib.loads(small_talk_text()).get(language, "").split()
    )
