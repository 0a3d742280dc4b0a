"""Names: compile competitors and features into forms that can be found in a text.

A form is found in this order, and each find says how: `exact` (the words as written, whatever the
case or spacing), `lemma` (another form of the same words), and for competitors, whose names
recognisers misspell, `fuzzy` (few letters differ) and `sound` (it is pronounced alike).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import jellyfish
import snowballstemmer
from rapidfuzz.distance import Levenshtein

from coachkit.conversation import word_spans, words_of

Certainty = Callable[[int, int], float]
"""How sure the recogniser was of the characters from start to end: the lowest word probability, 0 to 1."""
Zipf = Callable[[str], float]
"""How common a word is: log10 of its occurrences in a billion words, 0 when unknown."""
COMMON = 3.2
"""Words at or above this Zipf frequency are ordinary words, not misspelt names."""
UNKNOWN = 0.5
"""Words below this Zipf frequency are in no word list: names, or misspelt."""
NEAR = 0.62
"""Likeness from which an unknown word with a capital in mid-sentence is the name."""
DOUBTFUL = 0.5
"""Below this word probability (one word in twenty) the recogniser guessed: names look like that."""
GUESSED = 0.58
"""Likeness from which words that the recogniser guessed are the name."""
CLOSE = 0.78
"""Likeness from which any words with a capital in mid-sentence are the name."""
VERY_CLOSE = 0.85
"""Likeness from which uncommon words without a capital are the name."""
HOMOPHONE = 0.7
"""Share of letters from which words that sound exactly like a name are the name, even common words."""
EVERYDAY = 5.0
"""But not if all of them are at or above this Zipf frequency: "then", "and", "send"."""
SHORTEST_FUZZY = 5
"""Names with fewer letters are only found exactly: too many words are one letter away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedName:
    """A competitor or feature, ready to be looked for."""

    kind: Literal["competitor", "feature"]
    name: str
    forms: tuple[tuple[str, ...], ...]
    """Each form as folded words."""
    stems: tuple[tuple[str, ...], ...]
    """Each form as word stems, for features; empty for competitors, whose names do not inflect."""
    joined: tuple[str, ...]
    """Each form's letters without spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A place in a text where a tracked name stands; offsets are characters, end exclusive."""

    kind: Literal["competitor", "feature"]
    name: str
    start_char: int
    end_char: int
    method: Literal["exact", "lemma", "fuzzy", "sound"]
    confidence: float


_INNER_CAPITAL = re.compile(r"[A-Z]?[a-z]+[A-Z][a-z]")


_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))


def track(kind: Literal["competitor", "feature"], name: str, forms: Iterable[str]) -> TrackedName:
    """Return `name` compiled with its `forms` (the name itself included by the caller)."""
    words = tuple(tuple(words_of(form)) for form in forms)
    words = tuple(dict.fromkeys(form for form in words if form))
    inflects = kind == "feature"
    return TrackedName(
        kind=kind,
        name=name,
        forms=words,
        stems=tuple(tuple(_stem(w) for w in form) for form in words) if inflects else (),
        joined=tuple(dict.fromkeys("".join(form) for form in words)),
    )


def _sure(start: int, end: int) -> float:  # noqa: ARG001 - text that nobody had to recognise
    return 1.0


def find_names(
    text: str, tracked: Sequence[TrackedName], *, zipf: Zipf, certainty: Certainty = _sure
) -> list[Find]:
    """Return every find in `text` in order; overlapping finds keep the surest, then the longest."""
    spans = word_spans(text)
    finds = [find for name in tracked for find in _finds_of(name, text, spans, zipf, certainty)]
    finds.sort(key=lambda f: (-f.confidence, f.start_char - f.end_char, f.start_char, f.name))
    kept: list[Find] = []
    for find in finds:
        if all(find.end_char <= other.start_char or other.end_char <= find.start_char for other in kept):
            kept.append(find)
    return sorted(kept, key=lambda f: f.start_char)


def _finds_of(
    name: TrackedName,
    text: str,
    spans: Sequence[tuple[int, int, str]],
    zipf: Zipf,
    certainty: Certainty,
) -> Iterable[Find]:
    longest = max((len(form) for form in name.forms), default=0) + 1
    for first in range(len(spans)):
        for count in range(1, min(longest, len(spans) - first) + 1):
            window = spans[first : first + count]
            judged = _judge(name, text, window, zipf, certainty)
            if judged:
                method, confidence = judged
                yield Find(
                    kind=name.kind,
                    name=name.name,
                    start_char=window[0][0],
                    end_char=window[-1][1],
                    method=method,
                    confidence=confidence,
                )


def _judge(
    name: TrackedName,
    text: str,
    window: Sequence[tuple[int, int, str]],
    zipf: Zipf,
    certainty: Certainty,
) -> tuple[Literal["exact", "lemma", "fuzzy", "sound"], float] | None:
    """Say how the words of `window` match `name`, and how surely; None when they do not."""
    words = tuple(word for _, _, word in window)
    if words in name.forms:
        return "exact", 1.0
    joined = "".join(words)
    if name.kind == "feature":
        return ("lemma", 0.95) if tuple(_stem(word) for word in words) in name.stems else None
    if joined in name.joined:
        return "exact", 0.98
    if joined.endswith("s") and joined[:-1] in name.joined:
        return "lemma", 0.95
    return _sounds_like(name, text, window, zipf, certainty)


def _sounds_like(
    name: TrackedName,
    text: str,
    window: Sequence[tuple[int, int, str]],
    zipf: Zipf,
    certainty: Certainty,
) -> tuple[Literal["fuzzy", "sound"], float] | None:
    commonest = [zipf(word) for _, _, word in window]
    is_capital = any(_is_name_like(text, start) for start, _, _ in window)
    is_guessed = certainty(window[0][0], window[-1][1]) < DOUBTFUL
    is_common = min(commonest) >= COMMON and not is_capital and not is_guessed
    if is_common and min(commonest) >= EVERYDAY:
        return None
    joined = "".join(word for _, _, word in window)
    needed = _needed(is_capital=is_capital, is_unknown=max(commonest) < UNKNOWN, is_guessed=is_guessed)
    heard = _sound(joined)
    best: tuple[Literal["fuzzy", "sound"], float] | None = None
    for form in name.joined:
        meant = _sound(form)
        if len(form) < SHORTEST_FUZZY or abs(len(form) - len(joined)) > 3 or meant[:1] != heard[:1]:
            continue
        letters = Levenshtein.normalized_similarity(form, joined)
        sound = Levenshtein.normalized_similarity(meant, heard)
        likeness = max(letters, (letters + sound) / 2)
        if is_common and not (sound == 1.0 and letters >= HOMOPHONE):
            continue
        if likeness >= needed and (best is None or likeness > best[1]):
            best = ("fuzzy" if letters >= sound else "sound", round(0.9 * likeness, 4))
    return best


def _needed(*, is_capital: bool, is_unknown: bool, is_guessed: bool) -> float:
    """Return the likeness that makes words a name: the less they look like ordinary words, the lower."""
    if is_guessed and is_unknown:
        return GUESSED
    if is_capital and is_unknown:
        return NEAR
    return CLOSE if is_capital or is_guessed else VERY_CLOSE


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    """Return how a word sounds (Metaphone), with "th" as "s": recognisers hear "then" for "zen"."""
    return jellyfish.metaphone(word).replace("0", "S")


def _is_name_like(text: str, start: int) -> bool:
    """Say whether the word at `start` has a capital that no sentence beginning explains, or one inside."""
    before = text[:start].rstrip()
    is_inside_sentence = bool(before) and before[-1] not in ".!?…"
    return (text[start].isupper() and is_inside_sentence) or bool(_INNER_CAPITAL.match(text, start))
