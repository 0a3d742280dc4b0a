"""The words around a name, as rules about names read them.

The name is one word, fillers are left out, and a break stands where a new thought begins. After the name,
words such as "they" stand for it: in the rest of its sentence, and in the next one where that goes on
about it ("We had Zenlane. Hated it."). English only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.phrases import SpokenWord, words_in
from coachkit.tracking.matcher import BREAK, NAME

START = "_start_"
"""Stands before the first word of a sentence."""
END = "_end_"
"""Stands after the last word of a sentence or clause."""

_STOP = re.compile(r"[.!?…;:]+(?=\s|$)|\s[-–—]\s")
_TURNS = frozenset("but although though whereas however except".split())
"""Words that begin a new thought: a rule does not go over them."""
_LINKS = frozenset("and because since so while".split())
"""Words that begin a new clause where a subject follows."""
_SUBJECTS = frozenset(
    "i we you they he she it there this that which who nobody everybody everyone no so why what how do did is"
    " are nothing my our your their and because since while as please thanks".split()
)
"""Words that begin a new clause after a comma."""
_FILLERS = frozenset(
    "um uh er erm hmm honestly actually really basically obviously frankly literally genuinely absolutely"
    " quite very pretty super definitely certainly just simply".split()
)
"""Words without weight; they have some in "not really" and "just works"."""
_OPENERS = _FILLERS | frozenset(
    "yeah yes no nope oh ah okay ok well right and so the a an our my your on with".split()
)
"""What may stand beside a name that is only called up: "Uh, the Zenlane thing? No …"."""
_THEY = frozenset("they them it their theirs".split())
_ARTICLES = ("the", "my", "our", "your")
_FEELINGS = frozenset(
    "hated hate loved love liked absolutely never total complete great terrible awful brilliant".split()
)
"""The next sentence may begin with these, its subject left out."""
_EMPTY_IT = frozenset("that to if when whether how because".split())
"""After "it is hard" and the like these show that "it" stands for nothing."""

_REACH_OF_IT = 3
"""Farther into a clause "it" may be anything."""
_REACH = 12
"""So many words after the name's clause still go on about it."""
_LONGEST = 60
"""A sentence of more words has lost its full stops: nobody knows what its "they" stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Words around a name, with their places in the line."""

    sentence: Sequence[SpokenWord]
    """The whole sentence, broken at words such as "but"."""
    clauses: Sequence[SpokenWord]
    """The same, broken where a clause begins as well."""
    later: Sequence[SpokenWord]
    """What follows the name's clause, with the name for each "they"."""
    is_called_up: bool
    """Whether the name stands alone, so that what follows tells: "Zenlane? No, we left that."."""


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """Return the words around the name at characters `start` to `end` (exclusive) of a line."""
    first, last, next_end = _around(text, start, end)
    words = _named(_without_fillers(_words(text, first, last)), start, end)
    at = next(i for i, word in enumerate(words) if word[2] == NAME)
    starts = [i for i in range(1, len(words)) if _begins_clause(text, words, i)]
    after = min((i for i in starts if i > at), default=len(words))
    is_called_up = [word for _, _, word in words[:after] if word not in _OPENERS] == [NAME]
    following = _without_fillers(_words(text, last, next_end))
    if not (is_called_up or _goes_on(following)):
        following = []
    rest = words[after : after + _REACH] if len(words) <= _LONGEST else []
    later = [*_referring(text, rest), *_referring(text, following[:_REACH])]
    turns = [i for i in starts if words[i][2] in _TURNS]
    return Surroundings(
        sentence=_broken(words, turns),
        clauses=_broken(words, starts),
        later=later,
        is_called_up=is_called_up,
    )


def _around(text: str, start: int, end: int) -> tuple[int, int, int]:
    """Return where the sentence around a place begins and ends, and where the next one ends."""
    stops = [0, *(match.end() for match in _STOP.finditer(text) if not start < match.end() <= end), len(text)]
    place = max(i for i, stop in enumerate(stops) if stop <= start)
    after = next((i for i in range(place + 1, len(stops)) if stops[i] >= end), len(stops) - 1)
    return stops[place], stops[after], stops[min(after + 1, len(stops) - 1)]


def _words(text: str, first: int, last: int) -> list[SpokenWord]:
    return [(start + first, end + first, word) for start, end, word in words_in(text[first:last])]


def _without_fillers(words: Sequence[SpokenWord]) -> list[SpokenWord]:
    return [
        word
        for i, word in enumerate(words)
        if word[2] not in _FILLERS
        or (i and words[i - 1][2] in ("not", "no"))
        or (i + 1 < len(words) and words[i + 1][2] in ("works", "work"))
    ]


def _named(words: Sequence[SpokenWord], start: int, end: int) -> list[SpokenWord]:
    """Return words with those at `start` to `end` as one, the name; it is there even if it was a filler."""
    before = [word for word in words if word[1] <= start]
    after = [word for word in words if word[0] >= end]
    return [*before, (start, end, NAME), *after]


def _begins_clause(text: str, words: Sequence[SpokenWord], i: int) -> bool:
    word = words[i][2]
    if word in _TURNS:
        return True
    has_comma = "," in text[words[i - 1][1] : words[i][0]]
    if has_comma and NAME in (word, words[min(i + 1, len(words) - 1)][2]) and word in (NAME, *_ARTICLES):
        # "We have no trouble here, Zenlane works", but "no Zenlane, Freshdesk or Copperdesk".
        return text[words[i - 1][0]].islower()
    if has_comma and word in _SUBJECTS:
        return True
    follows = words[i + 1][2] if i + 1 < len(words) else ""
    return word in _LINKS and follows in _SUBJECTS


def _goes_on(following: Sequence[SpokenWord]) -> bool:
    """Say whether a sentence is about what the one before it named."""
    words = [word for _, _, word in following if word not in _OPENERS]
    if not words:
        return False
    return words[0] in _THEY or (words[0] in _FEELINGS and not _THEY.isdisjoint(words[:3]))


def _referring(text: str, words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return words with the name for "they", and breaks where clauses begin."""
    said = [word for _, _, word in words]
    named = [(start, end, NAME if _is_it(said, i) else word) for i, (start, end, word) in enumerate(words)]
    starts = [i for i in range(1, len(words)) if _begins_clause(text, words, i)]
    return _broken(named, starts)


def _is_it(said: Sequence[str], i: int) -> bool:
    if said[i] == "that":
        return i > 1 and i == len(said) - 1
    if said[i] != "it":
        return said[i] in _THEY
    if i > _REACH_OF_IT:
        return False
    return not (said[i + 1 : i + 2] in (["is"], ["was"]) and not _EMPTY_IT.isdisjoint(said[i + 2 : i + 6]))


def _broken(words: Sequence[SpokenWord], starts: Sequence[int]) -> list[SpokenWord]:
    """Return words with a break before each place of `starts`, and marks around each piece."""
    if not words:
        return []
    row: list[SpokenWord] = [(words[0][0], words[0][0], START)]
    for i, word in enumerate(words):
        if i in starts:
            row += [(words[i - 1][1], words[i - 1][1], END), (word[0], word[0], BREAK)]
        row.append(word)
    return [*row, (words[-1][1], words[-1][1], END), (words[-1][1], words[-1][1], BREAK)]
