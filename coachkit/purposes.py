"""What people say beside the matter: greetings, questions of identity, small talk and goodbyes, word by word.

A word is aside where a phrase of the pack covers it. Names follow some phrases (“this is Ana Lopes from the
clinic”); no list knows them, but they are written with capitals, and spelled letters and digits join them.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from coachkit.conversation import word_spans, words_of
from coachkit.cues import CueList, compile_cues, pack_text
from coachkit.models import Purpose, Turn

PACK = "purposes"
ASIDES: tuple[Purpose, ...] = ("greeting", "small_talk", "verification", "goodbye")
"""The lists of the pack that say what is kept out of topics; where two cover a word, the later one counts."""
_NAME, _MAYBE_NAME = " NAME", " NAME?"
LONGEST_NAME = 8
SHORT_ANSWER = 8
"""An answer of so many words to a question of identity is a name or a number."""
MOST_LEFT = 3
"""With more words that tell something, a stretch of talk is about something."""
LEAST_COVERED = 0.4
"""Share of its words that phrases of the pack cover, from which on a stretch is cut off as aside."""
_JOINS = frozenset("and at the of from in for with to a an here's speaking calling".split())
_CODE = re.compile(r"^(?:[^\W\di]|\w*\d\w*)$")
_NUMBERS = frozenset(
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred double triple"
    " dash dot".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The pack, ready for use."""

    lists: Mapping[str, CueList]
    naming: Mapping[str, CueList]
    """Of each list that has such, the phrases that names follow. Those that need one are in no other."""
    light: frozenset[str]
    """Words that carry nothing."""


@cache
def read_purposes() -> Cues:
    """Return the built-in pack."""
    pack: dict[str, list[str]] = tomllib.loads(pack_text(PACK))
    light = frozenset(pack.pop("light"))
    return Cues(
        lists={name: _compiled(name, lines, but=_NAME) for name, lines in pack.items()},
        naming={
            name: _compiled(name, lines, only=(_NAME, _MAYBE_NAME))
            for name, lines in pack.items()
            if any(line.endswith((_NAME, _MAYBE_NAME)) for line in lines)
        },
        light=light,
    )


def _compiled(name: str, lines: Sequence[str], *, but: str = "", only: tuple[str, ...] = ("",)) -> CueList:
    chosen = [line for line in lines if line.endswith(only) and not (but and line.endswith(but))]
    return compile_cues(name, [line.removesuffix(_MAYBE_NAME).removesuffix(_NAME) for line in chosen])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A sentence, word by word: what each word is aside for, and which carry something."""

    spans: Sequence[tuple[int, int]]
    """Of each word, in characters of the text, end exclusive."""
    asides: Sequence[Purpose | None]
    telling: Sequence[bool]
    """True for words that are neither aside nor light nor spelled."""

    @property
    def weight(self) -> int:
        """How many words tell something."""
        return sum(self.telling)


def read_sentence(text: str, cues: Cues) -> Reading:
    """Return what is said beside the matter in a text, and which of its words tell something."""
    words = words_of(text)
    spans = [(start, end) for start, end, _ in word_spans(text)]
    asides: list[Purpose | None] = [None] * len(words)
    for kind in ASIDES:
        for first, end in cues.lists[kind].places_in(text):
            asides[first:end] = [kind] * (end - first)
        naming = cues.naming.get(kind)
        for first, end in naming.places_in(text) if naming else ():
            last = _end_of_name(text, spans, end, cues.light, is_spelled=kind == "verification")
            if last > end:
                asides[first:last] = [kind] * (last - first)
    telling = [
        aside is None and word not in cues.light and not is_code(word)
        for word, aside in zip(words, asides, strict=True)
    ]
    return Reading(spans=spans, asides=asides, telling=telling)


@lru_cache(maxsize=1024)
def telling_words(text: str) -> int:
    """Return how many words of a text tell something, by the built-in pack."""
    # What is said in one reply is often read again in the next one.
    return read_sentence(text, read_purposes()).weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many words of a stretch of talk tell something, and how many are aside."""

    telling: int = 0
    aside: int = 0

    def and_also(self, other: "Told") -> "Told":
        """Return what both stretches tell together."""
        return Told(telling=self.telling + other.telling, aside=self.aside + other.aside)

    def is_aside(self, words: int) -> bool:
        """Say whether a stretch of so many words is about nothing but greetings, identity or small talk."""
        return self.telling <= MOST_LEFT and self.aside >= LEAST_COVERED * words


def told_in(turns: Sequence[Turn], cues: Cues) -> list[Told]:
    """Return what each turn tells; a short answer to a question of identity tells nothing."""
    found, asked = [], False
    for turn in turns:
        size = len(words_of(turn.text))
        if asked and turn.role != "agent" and size <= SHORT_ANSWER:
            found.append(Told(aside=size))
        else:
            reading = read_sentence(turn.text, cues)
            aside = sum(one is not None for one in reading.asides)
            found.append(Told(telling=reading.weight, aside=aside))
        if turn.role == "agent":
            asked = bool(cues.lists["verification"].found_in(turn.text))
    return found


def is_code(word: str) -> bool:
    """Say whether a folded word is a number, a digit or a letter: spelled, told one by one, or written."""
    return word in _NUMBERS or _CODE.match(word) is not None


def _end_of_name(
    text: str, spans: Sequence[tuple[int, int]], first: int, light: frozenset[str], *, is_spelled: bool
) -> int:
    """Return where a name that begins with word `first` ends; `first` where there is none."""
    end = at = first
    while at < len(spans) and at - first < LONGEST_NAME:
        written = text[slice(*spans[at])]
        word = written.casefold()
        if (written[0].isupper() and word not in light) or (is_spelled and is_code(word)):
            end = at + 1
        elif word not in _JOINS:
            break
        at += 1
    return end
