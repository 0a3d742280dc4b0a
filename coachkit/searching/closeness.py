"""Which sentence of a text comes closest to a question, without a model: by the words they share.

A passage that is near in meaning is a hundred words long, and an encoder takes ten milliseconds a sentence,
too long for a page of hits. Measured on meeting transcripts, shared words choose a sentence about as well
as the model's own word vectors do.
"""

from collections.abc import Collection
from functools import lru_cache

from coachkit.query.word_forms import base_forms
from coachkit.query.words import plain_words
from coachkit.searching.everyday import EVERYDAY
from coachkit.searching.excerpt import Span
from coachkit.sentences import sentences_of

EVERYDAY_SHARE = 0.1
"""What sharing an everyday word counts, beside one that tells something."""
FEWEST_WORDS = 4
"""Shorter sentences ("Okay then.") tell nothing by themselves and are taken only where nothing else is."""


def closest_sentence(wanted: Collection[str], text: str) -> Span:
    """Return where the sentence stands that is closest to a question; the whole text where there is none.

    `wanted` is what `wanted_words` returns for the question.
    """
    sentences = sentences_of(text)
    if len(sentences) < 2:
        return sentences[0] if sentences else (0, len(text))
    return max(sentences, key=lambda span: closeness(wanted, text[slice(*span)]))


def closeness(wanted: Collection[str], sentence: str) -> tuple[float, bool, int]:
    """Return what to compare sentences by: shared words, whether it says something at all, its length."""
    words = plain_words(sentence)
    shared = {form for word in words for form in _bases(word) if form in wanted}
    worth = sum(EVERYDAY_SHARE if word in EVERYDAY else 1.0 for word in shared)
    return (worth, len(words) >= FEWEST_WORDS, min(len(words), 40))


@lru_cache(maxsize=256)
def wanted_words(asked: str) -> frozenset[str]:
    """Return the words of a question with the base forms that they may have."""
    return frozenset(form for word in plain_words(asked) for form in _bases(word))


@lru_cache(maxsize=20_000)
def _bases(word: str) -> tuple[str, ...]:
    return (word, *base_forms(word))
