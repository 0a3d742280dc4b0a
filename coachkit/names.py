"""Names: compile competitors and features into forms that can be found in a text.

A form is found in this order, and each find says how: `exact` (the words as written, whatever the
case or spacing), `lemma` (another form of the same words), and for competitors, whose names
recognisers misspell, `fuzzy` (few letters differ) and `sound` (it is pronounced alike). The last two
know English sounds and words, so they look at English text alone.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import jellyfish
from rapidfuzz.distance import Levenshtein

from coachkit.conversation import word_spans, words_of
from coachkit.languages import base_code, is_full, loose, stem, stems

Certainty = Callable[[int, int], float]
"""How sure the recogniser was of the characters from start to end: the lowest word probability, 0 to 1."""
Zipf = Callable[[str], float]
"""How common a word is: log10 of its occurrences in a billion words, 0 when unknown."""
Frequency = Callable[[str, str], float]
"""The same in a language, given by its code."""
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
    """Each form as loosely folded words."""
    written: tuple[tuple[str, ...], ...]
    """Each form as words with their letters kept, which stems need."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A text and what is known of it."""

    text: str
    language: str | None
    zipf: Zipf
    certainty: Certainty


_Span = tuple[int, int, str]
"""(start, end, loosely folded word)."""
_INNER_CAPITAL = re.compile(r"[A-Z]?[a-z]+[A-Z][a-z]")
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


def track(kind: Literal["competitor", "feature"], name: str, forms: Iterable[str]) -> TrackedName:
    """Return `name` compiled with its `forms` (the name itself included by the caller)."""
    written = [words for words in (tuple(words_of(form)) for form in forms) if words]
    words = tuple(dict.fromkeys(tuple(loose(word) for word in form) for form in written))
    return TrackedName(
        kind=kind,
        name=name,
        forms=words,
        written=tuple(dict.fromkeys(written)),
        joined=tuple(dict.fromkeys("".join(form) for form in words)),
    )


def _sure(start: int, end: int) -> float:  # noqa: ARG001 - text that nobody had to recognise
    return 1.0


def find_names(
    text: str,
    tracked: Sequence[TrackedName],
    *,
    zipf: Zipf,
    certainty: Certainty = _sure,
    language: str | None = None,
) -> list[Find]:
    """Return every find in `text` in order; overlapping finds keep the surest, then the longest.

    `language` is the text's; None means English. `zipf` is only asked for English words.
    """
    said = _Said(text=text, language=base_code(language), zipf=zipf, certainty=certainty)
    spans = word_spans(text, language)
    finds = [find for name in tracked for find in _finds_of(name, said, spans)]
    finds.sort(key=lambda f: (-f.confidence, f.start_char - f.end_char, f.start_char, f.name))
    kept: list[Find] = []
    for find in finds:
        if all(find.end_char <= other.start_char or other.end_char <= find.start_char for other in kept):
            kept.append(find)
    return sorted(kept, key=lambda f: f.start_char)


def _finds_of(name: TrackedName, said: _Said, spans: Sequence[_Span]) -> Iterable[Find]:
    longest = max((len(form) for form in name.forms), default=0) + 1
    for first in range(len(spans)):
        for count in range(1, min(longest, len(spans) - first) + 1):
            window = spans[first : first + count]
            judged = _judge(name, said, window)
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
    name: TrackedName, said: _Said, window: Sequence[_Span]
) -> tuple[Literal["exact", "lemma", "fuzzy", "sound"], float] | None:
    """Say how the words of `window` match `name`, and how surely; None when they do not."""
    words = tuple(word for _, _, word in window)
    if words in name.forms:
        return "exact", 1.0
    if name.kind == "feature":
        spoken = [said.text[start:end] for start, end, _ in window]
        return ("lemma", 0.95) if _inflects(spoken, name.written, said.language) else None
    joined = "".join(words)
    if joined in name.joined:
        return "exact", 0.98
    if joined.endswith("s") and joined[:-1] in name.joined:
        return "lemma", 0.95
    if is_full(said.language):
        return _sounds_like(name, said, window)
    return ("lemma", 0.95) if _is_inflected(joined, name.joined, said.language) else None


def _inflects(words: Sequence[str], forms: Sequence[tuple[str, ...]], language: str | None) -> bool:
    """Say whether the words are another form of a feature's: their stems are the same, one by one."""
    code = language or "en"
    return any(
        len(form) == len(words)
        and all(stem(meant, code) in stems(word, code) for meant, word in zip(form, words, strict=True))
        for form in forms
    )


def _is_inflected(word: str, names: Sequence[str], language: str | None) -> bool:
    """Say whether a word is one of the names with what the language writes onto a name."""
    for name in names:
        if len(name) < SHORTEST_FUZZY:
            continue
        if language in ("tr", "az"):
            found = word.startswith(name) and _TURKISH_SUFFIXES.fullmatch(word, len(name)) is not None
        elif language == "ar":
            found = word.endswith(name) and _ARABIC_PREFIXES.fullmatch(word[: -len(name)]) is not None
        else:
            found = word.startswith(name[:SHORTEST_FUZZY]) and stem(word, language) == stem(name, language)
        if found:
            return True
    return False


def _sounds_like(
    name: TrackedName, said: _Said, window: Sequence[_Span]
) -> tuple[Literal["fuzzy", "sound"], float] | None:
    commonest = [said.zipf(word) for _, _, word in window]
    is_capital = any(_is_name_like(said.text, start) for start, _, _ in window)
    is_guessed = said.certainty(window[0][0], window[-1][1]) < DOUBTFUL
    is_common = min(commonest) >= COMMON and not is_capital and not is_guessed
    if is_common and min(commonest) >= EVERYDAY:
        return None
    joined = "".join(word for _, _, word in window)
    needed = _needed(is_capital=is_capital, is_unknown=max(commonest) < UNKNOWN, is_guessed=is_guessed)
    heard = _sound(joined)
    best: tuple[Literal["fuzzy", "sound"], float] | None = None
    for form in name.joined:
        meant = _sound(form)
        if (
            not meant
            or len(form) < SHORTEST_FUZZY
            or abs(len(form) - len(joined)) > 3
            or meant[:1] != heard[:1]
        ):
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
