"""Which phrases of the traits an agent says, and where.

Replies overlap: the same sentence belongs to the replies to several things that come up in one breath, and to
the whole call. So what a sentence says is looked up once.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from coachkit.conversation import word_spans
from coachkit.replies.reply import ReplySentence
from coachkit.replies.rivals import as_they
from coachkit.replies.trait_pack import Trait, cues_of, read_all_traits

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
        for words in _said_in(one.text, one.is_question).get(trait, ()):
            yield Shown(words=words, place=one.n)


def traits_said_in(sentence: ReplySentence) -> Collection[str]:
    """Return the traits of which a sentence holds a phrase."""
    return _said_in(sentence.text, sentence.is_question).keys()


def first_phrases(sentences: Iterable[ReplySentence], rivals: tuple[str, ...] = ()) -> dict[str, Shown]:
    """Return by trait the phrase of it that an agent says first; `rivals` is what competitors are called."""
    found: dict[str, Shown] = {}
    for one in sentences:
        for trait, words in _said_in(one.text, one.is_question, rivals).items():
            if trait not in found:
                found[trait] = Shown(words=words[0], place=one.n)
    return found


@lru_cache(maxsize=4096)
def _said_in(text: str, is_question: bool, rivals: tuple[str, ...] = ()) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases in a sentence by trait."""
    found: dict[str, tuple[str, ...]] = {}
    as_said = text, tuple((start, end) for start, end, _ in word_spans(text))
    for name, trait in _spoken_traits().items():
        if trait.question == ("never" if is_question else "only"):
            continue
        cues = cues_of(name)
        read, spans = as_they(text, rivals) if trait.needs_rival else as_said
        places = [held for one in cues.shown_by if (held := one.places_in(read))]
        if places and not (cues.unless and cues.unless.found_in(read)):
            found[name] = tuple(_from(held[0], text, spans) for held in places)
    return found


@cache
def _spoken_traits() -> Mapping[str, Trait]:
    return {name: one for name, one in read_all_traits().items() if one.phrases or one.lists}


def _from(place: tuple[int, int], text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the words of a phrase, with what follows in its clause; `spans` is where its words stand."""
    first, end = place
    start, stop = spans[first][0], spans[end - 1][1]
    clause = _CLAUSE.search(text, stop)
    return cut_short(text[start : clause.start() if clause else len(text)], at_least=end - first)


def cut_short(text: str, *, at_least: int = 0) -> str:
    """Return at most `MOST_SHOWN` words of a text, or `at_least` so many, without marks at its end."""
    words = text.split()
    most = max(MOST_SHOWN, at_least)
    cut = " ".join(words[:most]).rstrip(" ,;:.!—–-")
    return f"{cut} …" if len(words) > most else cut
