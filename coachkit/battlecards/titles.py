"""What stands for a group on a card: a customer's own sentence, without greetings and names of people."""

import re
from collections.abc import Iterable, Iterator

from coachkit.briefs.quoting import cut_quote
from coachkit.conversation import words_of
from coachkit.purposes import Reading, read_purposes, read_sentence
from coachkit.sentences import sentences_of

MOST_WORDS = 30
LEFT_OUT = "…"
_SHORTEST_NAME = 3


def short_text(text: str, people: Iterable[str], *, most: int = MOST_WORDS) -> str:
    """Return what a text says in about `most` words; empty where it only greets.

    `people` are the names of those on the call: they are left out, and so is whoever says who they are.
    """
    said = " ".join(filter(None, map(_without_aside, _sentences(text))))
    return cut_quote(_without_people(said, people), most)


def _sentences(text: str) -> Iterator[str]:
    for start, end in sentences_of(text):
        yield text[start:end]


def _without_aside(sentence: str) -> str:
    """Return a sentence without the greetings and names that it begins with."""
    reading = read_sentence(sentence, read_purposes())
    kept = [place for place, aside in enumerate(reading.asides) if aside is None]
    while kept and kept[0] and _goes_on(sentence, reading, kept[0]):
        kept.insert(0, kept[0] - 1)
    if not kept or (len(kept) < len(reading.asides) and not reading.weight):
        return ""
    said = sentence[reading.spans[kept[0]][0] :] if kept[0] else sentence
    return said[:1].upper() + said[1:]


def _goes_on(sentence: str, reading: Reading, place: int) -> bool:
    """Say whether a word goes on with small talk before it: “how are you” of “how are you any different”."""
    (_, end), (start, _) = reading.spans[place - 1], reading.spans[place]
    return reading.asides[place - 1] == "small_talk" and not sentence[end:start].strip()


def _without_people(text: str, people: Iterable[str]) -> str:
    names = {word for name in people for word in words_of(name) if len(word) >= _SHORTEST_NAME}
    if not names:
        return text
    listed = "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
    # an address goes with its comma; a name within a sentence leaves a sign
    text = re.sub(rf",\s*(?:{listed})(?=[,.!?]|$)", "", text, flags=re.IGNORECASE)
    return re.sub(rf"\b(?:{listed})\b", LEFT_OUT, text, flags=re.IGNORECASE)
