"""Cues: short spoken phrases that tell how a conversation goes, read from a pack.

A pack line is a row of words with two wild cards, `(a|b)` and `*` (up to three words). That is all a
coach needs and nothing that could run away; it is compiled to one regular expression a list.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate

from coachkit.conversation import words_of
from coachkit.cue_openings import openings_in, openings_of
from coachkit.errors import SettingsError
from coachkit.languages import is_full
from coachkit.models import Segment

GAP = r"(?:[^ ]+ ){0,3}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueList:
    """A named list of phrases that can be counted in a text."""

    name: str
    pattern: re.Pattern[str]
    openings: frozenset[str]
    """Beginnings, one of which a text with a phrase of this list holds; none where any text may hold one."""

    def found_in(self, text: str) -> list[str]:
        """Return the phrases of this list that `text` holds, as they are said, folded."""
        if not self._may_be_in(text):
            return []
        return [match.group().strip() for match in self.pattern.finditer(_spaced(text))]

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Return where the phrases of this list stand in `text`: (first, end) in words, end exclusive."""
        if not self._may_be_in(text):
            return []
        spaced = _spaced(text)
        places = []
        for match in self.pattern.finditer(spaced):
            first = spaced.count(" ", 0, match.start())
            places.append((first, first + match.group().strip().count(" ") + 1))
        return places

    def said_in(self, segment: Segment) -> list[str]:
        """Return the phrases that a segment holds; none of one in another language than the packs'.

        What looks like an English phrase in another language means something else.
        """
        return self.found_in(segment.text) if is_full(segment.language) else []

    def _may_be_in(self, text: str) -> bool:
        return not self.openings or not self.openings.isdisjoint(_openings_in(text))


@lru_cache(maxsize=4096)
def _spaced(text: str) -> str:
    """Return the words with a space after each; a dozen lists look at the same text one after the other."""
    return " ".join(words_of(text)) + " "


@lru_cache(maxsize=512)
def _openings_in(text: str) -> frozenset[str]:
    return openings_in(words_of(text))


def compile_cues(name: str, phrases: Iterable[str]) -> CueList:
    """Return the list ready for use.

    Raises:
        SettingsError: A phrase has unmatched brackets, is empty or matches every text.
    """
    lines = [*phrases]
    patterns = [_pattern(name, phrase) for phrase in lines]
    if not patterns:
        raise SettingsError(f"cues “{name}”: the list is empty")
    return CueList(
        name=name,
        pattern=re.compile(r"(?<![^ ])(?:" + "|".join(patterns) + r")(?= )"),
        openings=openings_of(lines),
    )


def _pattern(name: str, phrase: str) -> str:
    if not re.search(r"\w", phrase) or not _are_matched(phrase):
        raise SettingsError(f"cues “{name}”: “{phrase}” needs words, and a “)” after each “(”")
    # A nested bracket may stand inside one; each is turned by itself, so only plain text is escaped.
    parts = re.split(r"([()|*]| +)", phrase.casefold())
    turned = {"(": "(?:", ")": ")", "|": "|", "*": ""}
    out: list[str] = []
    for i, part in enumerate(parts):
        if part.startswith(" "):
            after_gap = out and out[-1] == GAP
            out.append("" if after_gap else " ")
        elif part == "*":
            out.append(GAP if i + 1 < len(parts) and any(parts[i + 1 :]) else "")
        elif part:
            out.append(turned.get(part, re.escape(part)))
    return "".join(out).strip()


def _are_matched(phrase: str) -> bool:
    """Say whether each bracket that opens is closed after it, and none else."""
    depths = [*accumulate((char == "(") - (char == ")") for char in phrase)]
    return min(depths) >= 0 and depths[-1] == 0


@cache
def built_in_cues(pack: str = "cues") -> Mapping[str, CueList]:
    """Return the lists of a built-in pack by name."""
    text = pack_text(pack)
    return {name: compile_cues(name, phrases) for name, phrases in tomllib.loads(text).items()}


def pack_text(pack: str) -> str:
    """Return a built-in pack of cues as it is written."""
    return resources.files("coachkit.packs").joinpath(f"{pack}.toml").read_text(encoding="utf-8")
