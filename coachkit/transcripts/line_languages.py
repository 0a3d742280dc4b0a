"""Which language each line of a given transcript is in: the call's own first, another where that is clear.

A line is short, and a wrong guess takes it out of what is judged. So a line counts as another language only
where its letters belong to another script, or where it is long, the guess is sure, and it is not alone.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from coachkit.languages import base_code
from coachkit.transcripts.given import GivenLine, GivenTranscript

SURE_OF_CALL = 0.6
"""Probability from which the language of all the talk together is taken; below it is not known.

"Hello there." alone has 0.73, a bare name or "okay" under 0.3."""
SURE_OF_LINE = 0.95
"""Probability from which a line is in another language than its call: an English line of seven words or more
has 0.99 as English, and what is wrongly guessed of lines with names and numbers stays below 0.9."""
NOT_THE_CALLS = 0.02
"""And the call's own language may have no more than this."""
FEWEST_WORDS = 5
"""Shorter lines are in the call's language, unless they are in another script."""
ALONE = 10
"""A single line in another language needs this many words: one in a hundred guesses goes astray."""
SURE_OF_SCRIPT = 0.5
"""Probability that is enough where the script is another one; the script alone leaves few languages."""
MOST_LETTERS = 5_000
"""So much of a call's text tells its language; an hour of talk has ten times that."""
PLAIN = 0.25
"""A line is in the call's language where this share of its words are among that language's commonest: most
English lines are, and need no guess, which takes ten times as long."""


class Finder(Protocol):
    """What tells languages apart (see `coachkit.backends.protocols.LanguageRanking`)."""

    def rank(self, text: str) -> Sequence[tuple[str, float]]:
        """Return (code, probability 0 to 1) of each language for a text, the likeliest first."""

    def common_words(self, language: str) -> frozenset[str]:
        """Return the commonest words of a language, in small letters; none where they are not known."""


def with_languages(
    given: GivenTranscript, finder: Finder, *, language: str | None = None
) -> tuple[GivenTranscript, str | None]:
    """Return the transcript with a language on every line where it is known, and the call's main language.

    `language` is fixed for the call by its source: then nothing is guessed. A line's own language stays.
    """
    own = [base_code(line.language) for line in given.lines]
    main = base_code(language) or _said_most(given.lines, own) or language_of(given.lines, finder)
    guessed = {} if base_code(language) or main is None else _others(given.lines, own, main, finder)
    lines = tuple(
        replace(line, language=said or guessed.get(n, main))
        for n, (line, said) in enumerate(zip(given.lines, own, strict=True))
    )
    return replace(given, lines=lines), main


def language_of(lines: Iterable[GivenLine], finder: Finder) -> str | None:
    """Return the language of the lines together; None where they are too few to tell.

    Only those in the script of most letters are looked at: a guess about two scripts at once is none.
    """
    texts = [line.text for line in lines]
    script = script_of(" ".join(texts))
    if script is None:
        return None
    own = " ".join(text for text in texts if script_of(text) == script)
    code, share = finder.rank(own[:MOST_LETTERS])[0]
    return code if share >= SURE_OF_CALL else None


def _said_most(lines: Sequence[GivenLine], own: Sequence[str | None]) -> str | None:
    """Return the language of most of the text, where the lines themselves say what they are in."""
    if None in own:
        return None
    letters: Counter[str] = Counter()
    for line, code in zip(lines, own, strict=True):
        letters[code or ""] += len(line.text)
    return min(letters, key=lambda code: (-letters[code], code), default=None)


def _others(
    lines: Sequence[GivenLine], own: Sequence[str | None], main: str, finder: Finder
) -> dict[int, str]:
    """Return the lines that are clearly in another language than `main`, by their number."""
    script = script_of(" ".join(line.text for line in lines))
    common = finder.common_words(main)
    found: dict[int, str] = {}
    strange: list[int] = []
    for n, line in enumerate(lines):
        if own[n]:
            continue
        is_strange = script_of(line.text) not in (script, None)
        words = line.text.lower().split()
        if not is_strange and (len(words) < FEWEST_WORDS or _share_of(common, words) >= PLAIN):
            continue
        code = _other(line.text, main, finder, is_strange=is_strange)
        if code:
            found[n] = code
        elif is_strange:
            strange.append(n)
    counts = Counter(found.values())
    scripts = {n: script_of(lines[n].text) for n in (*found, *strange)}
    kept = {
        n: code
        for n, code in found.items()
        if counts[code] > 1 or scripts[n] != script or len(lines[n].text.split()) >= ALONE
    }
    for n in strange:
        same = Counter(code for k, code in kept.items() if scripts[k] == scripts[n])
        if same:
            kept[n] = min(same, key=lambda code: (-same[code], code))
    return kept


def _share_of(common: frozenset[str], words: Sequence[str]) -> float:
    return sum(word.strip(".,!?;:") in common for word in words) / len(words)


def _other(text: str, main: str, finder: Finder, *, is_strange: bool) -> str | None:
    ranked = finder.rank(text)
    code, share = ranked[0]
    if code == main:
        return None
    if is_strange:
        return code if share >= SURE_OF_SCRIPT else None
    of_main = dict(ranked).get(main, 0.0)
    return code if share >= SURE_OF_LINE and of_main <= NOT_THE_CALLS else None


def script_of(text: str) -> str | None:
    """Return the script of most letters (`LATIN`, `ARABIC`, `CYRILLIC` …); None where there is no letter."""
    if text.isascii():
        return "LATIN" if any(char.isalpha() for char in text) else None
    scripts = Counter(_script(char) for char in text if char.isalpha())
    return min(scripts, key=lambda name: (-scripts[name], name), default=None)


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
