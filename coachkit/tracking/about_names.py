"""What is said of a name: whether it is denied or only imagined, and whether the speaker likes it.

Rules are rows of words around the name, from a pack, tried on the sentence that it stands in. Words such
as "they" at the beginning of the next sentence stand for the name as well. English only.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from coachkit.cues import pack_text
from coachkit.models import Modality, Stance
from coachkit.phrases import SpokenWord, rows_of_phrase, words_in
from coachkit.tracking.matcher import BREAK, NAME, PhraseIndex

PACK = "talk_about_names"
_END = re.compile(r"[.!?…;:]+(?=\s|$)|\s[-–—]\s")
_TURNS = frozenset("but although though whereas however except".split())
"""Words that begin a new thought: a rule does not go over them."""
_THEY = frozenset("they it".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a name is spoken of."""

    modality: Modality
    stance: Stance | None
    """None where nothing is said for or against it."""
    stance_quote: str | None
    """The words that show the stance."""


@cache
def _rules() -> PhraseIndex[str]:
    lists: Mapping[str, list[str]] = tomllib.loads(pack_text(PACK))
    return PhraseIndex.of(
        (name, row) for name, phrases in lists.items() for phrase in phrases for row in rows_of_phrase(phrase)
    )


def said_of(text: str, start: int, end: int) -> Said:
    """Return how the name at characters `start` to `end` (exclusive) of a line is spoken of."""
    sentence, follow = _around(text, start, end)
    words = _words(text, sentence, (start, end))
    rows = [word for _, _, word in words]
    found = {hit.owner: hit for hit in _rules().find(rows) if NAME in rows[hit.first : hit.last + 1]}
    modality: Modality = "plain"
    if "hypothetical" in found and "not_hypothetical" not in found:
        modality = "hypothetical"
    elif "negated" in found and "not_negated" not in found:
        modality = "negated"
    stance, quote = _stance(text, words)
    if stance is None and follow:
        stance, quote = _stance(text, _words(text, follow, None))
    return Said(modality=modality, stance=stance, stance_quote=quote)


def _stance(text: str, words: Sequence[SpokenWord]) -> tuple[Stance | None, str | None]:
    rows = [word for _, _, word in words]
    hits = [hit for hit in _rules().find(rows) if NAME in rows[hit.first : hit.last + 1]]
    if any(hit.owner == "no_stance" for hit in hits):
        return None, None
    order: tuple[Stance, ...] = ("neutral", "worse", "better")
    for stance in order:
        of_it = [hit for hit in hits if hit.owner == stance]
        if of_it:
            hit = max(of_it, key=lambda hit: hit.last - hit.first)
            return stance, text[words[hit.first][0] : words[hit.last][1]]
    return None, None


def _around(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Return the sentence around a place, and the next one where it goes on about the same thing."""
    stops = [0, *(match.end() for match in _END.finditer(text) if not start < match.end() <= end), len(text)]
    place = max(i for i, stop in enumerate(stops) if stop <= start)
    after = next((i for i in range(place + 1, len(stops)) if stops[i] >= end), len(stops) - 1)
    sentence = (stops[place], stops[after])
    if after + 1 >= len(stops):
        return sentence, None
    follow = (stops[after], stops[after + 1])
    first = next(iter(words_in(text[slice(*follow)])), None)
    return sentence, follow if first and first[2] in _THEY else None


def _words(text: str, sentence: tuple[int, int], name: tuple[int, int] | None) -> list[SpokenWord]:
    """Return the words of a sentence, the name as one word; without it, "they" at the beginning is it."""
    words: list[SpokenWord] = []
    for start, end, word in words_in(text[slice(*sentence)]):
        place = (start + sentence[0], end + sentence[0])
        if name and place[0] < name[1] and name[0] < place[1]:
            if not words or words[-1][2] != NAME:
                words.append((*place, NAME))
            else:
                words[-1] = (words[-1][0], place[1], NAME)
        elif not name and not words:
            words.append((*place, NAME))
        else:
            if word in _TURNS:
                words.append((place[0], place[0], BREAK))
            words.append((*place, word))
    return words
