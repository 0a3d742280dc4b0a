"""Which phrases of the traits an agent says, and where.

Replies overlap: the same sentence belongs to the replies to several things that come up in one breath, and to
the whole call. So what a sentence says is looked up once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from coachkit.conversation import word_spans
from coachkit.replies.reply import ReplySentence
from coachkit.replies.trait_pack import cues_of, read_all_traits

MOST_SHOWN = 9
"""Words that are shown of what an agent says."""
_CLAUSE = re.compile(r"[,;:.!?…]+(?=\s|$)|\s[–—-]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Where something shows."""

    words: str = ""
    """As they are said; empty where no words show it."""
    place: int | None = None
    """`ReplySentence.n`; None where no sentence shows it."""


NO_WORDS = Shown()


def phrases_in(trait: str, sentences: Iterable[ReplySentence]) -> Iterator[Shown]:
    """Yield the phrases of a trait that an agent says, in order."""
    for one in sentences:
        for words in _phrases(trait, one.text, one.is_question):
            yield Shown(words=words, place=one.n)


@lru_cache(maxsize=16384)
def _phrases(trait: str, text: str, is_question: bool) -> tuple[str, ...]:
    asking = read_all_traits()[trait].question
    if asking == ("never" if is_question else "only"):
        return ()
    cues = cues_of(trait)
    found = [one.places_in(text) for one in cues.shown_by]
    if not any(found) or (cues.unless and cues.unless.found_in(text)):
        return ()
    return tuple(_from(places[0], text) for places in found if places)


def _from(place: tuple[int, int], text: str) -> str:
    """Return the words of a phrase, with what follows in its clause."""
    first, end = place
    spans = word_spans(text)
    start, stop = spans[first][0], spans[end - 1][1]
    clause = _CLAUSE.search(text, stop)
    return cut_short(text[start : clause.start() if clause else len(text)], at_least=end - first)


def cut_short(text: str, *, at_least: int = 0) -> str:
    """Return at most `MOST_SHOWN` words of a text, or `at_least` so many, without marks at its end."""
    words = text.split()
    most = max(MOST_SHOWN, at_least)
    cut = " ".join(words[:most]).rstrip(" ,;:.!—–-")
    return f"{cut} …" if len(words) > most else cut
