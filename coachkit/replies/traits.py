"""Traits: what an agent does in a reply, read off the words and times that are stored.

Each is present or absent by a rule of its own that knows nothing of how the customer took the reply. Good and
bad ones are read alike, from all of the agent's turns between the prompt and the reaction.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from coachkit.conversation import DEAD_AIR, word_spans, words_of
from coachkit.cues import built_in_cues
from coachkit.moments.question_forms import is_open_question
from coachkit.purposes import read_purposes, telling_words
from coachkit.replies.figures_said import AHEAD, NUMBERS, PRICES, TIMES, first_of
from coachkit.replies.reply import Reply, ReplySentence
from coachkit.replies.trait_pack import Trait, cues_of, read_traits

AT_ONCE = 2.0
"""Seconds after the prompt within which an answer comes at once: twice the gap that vendors call patient."""
LONG_TURN = 86
"""Words of half a minute at 173 a minute, the average pace that Gong Labs reports."""
LITTLE = 12
"""Words: a reply that has no more in all says hardly a sentence."""
TOLD = 4
"""Words that tell something (neither light nor courtesy) from which on a reply has told something."""
PITCH = 15
"""So many words of talk about the product come before the first question, where it is pitched first."""
ON_AND_ON = 3
"""So many questions before anything is told are one after another."""
FEWEST_ASKED = 3
"""Words of a question that asks something."""
TAKEN_UP = 2
"""So many of the prompt's telling words an agent takes up by saying them again."""
FEWEST_HEDGES = 2
"""One “I think” is nothing; a reply is vague where it has so many."""
LONG_WORD = 5
"""Letters of a word that can be taken up: shorter ones are said by chance."""
MOST_SHOWN = 9
"""Words that are shown of what an agent says."""
_CLAUSE = re.compile(r"[,;:.!?…]+(?=\s|$)|\s[–—-]\s")
_ASIDE = frozenset({"shows_empathy", "apologises", "thanks"})
"""What is said in these sentences tells nothing of the matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTrait:
    """A trait that a reply has, and the agent's words that show it first."""

    name: str
    words: str = ""
    """As they are said, of the clause at most `MOST_SHOWN`; empty where none show it, such as a pause."""

    def __str__(self) -> str:
        """Return it as `Highlight.traits` holds it: `names_price: 26 pounds a seat`, or the name alone."""
        return f"{self.name}: {self.words}" if self.words else self.name


def read_trait(stored: str) -> FoundTrait:
    """Return a trait as it is in `Highlight.traits`."""
    name, _, words = stored.partition(": ")
    return FoundTrait(name=name, words=words)


def traits_of(reply: Reply) -> list[FoundTrait]:
    """Return the traits of a reply in the order of the pack; none where its words cannot be read."""
    if not reply.sentences:
        return []
    return [found for name in read_traits() if (found := _found(name, reply)) is not None]


def _found(name: str, reply: Reply) -> FoundTrait | None:
    if name in MEASURED:
        shown = MEASURED[name](reply)
        return None if shown is None else FoundTrait(name=name, words=_short(shown))
    return _spoken(read_traits()[name], reply)


def _spoken(trait: Trait, reply: Reply) -> FoundTrait | None:
    """Find a trait by its phrases, else by its moment."""
    if trait.needs_rival and not reply.speaks_of_rival:
        return None
    words = next(_phrases(trait, reply.sentences), None)
    if words:
        return FoundTrait(name=trait.name, words=words)
    moment = next((one for one in reply.moments if trait.moment and one.kind == trait.moment), None)
    return FoundTrait(name=trait.name, words=_short(moment.quote)) if moment else None


def _phrases(trait: Trait, sentences: Sequence[ReplySentence]) -> Iterator[str]:
    """Yield the phrases of a trait that an agent says, as they are said."""
    cues = cues_of(trait.name)
    for sentence in sentences:
        if trait.question == ("never" if sentence.is_question else "only"):
            continue
        if cues.unless and cues.unless.found_in(sentence.text):
            continue
        for one in cues.shown_by:
            places = one.places_in(sentence.text)
            if places:
                yield _from(places[0], sentence.text)


def _from(place: tuple[int, int], text: str) -> str:
    """Return the words of a phrase, with what follows in its clause."""
    first, end = place
    spans = word_spans(text)
    start, stop = spans[first][0], spans[end - 1][1]
    clause = _CLAUSE.search(text, stop)
    return _short(text[start : clause.start() if clause else len(text)], at_least=end - first)


def _short(text: str, *, at_least: int = 0) -> str:
    """Return at most `MOST_SHOWN` words of a text, or `at_least` so many, without marks at its end."""
    words = text.split()
    most = max(MOST_SHOWN, at_least)
    cut = " ".join(words[:most]).rstrip(" ,;:.!—–-")
    return f"{cut} …" if len(words) > most else cut


# Traits that are measured: each returns the words that show it, "" for none, or None where it is absent.


def _asked_first(reply: Reply) -> list[ReplySentence]:
    """Return the questions about the matter that come before anything is told."""
    asked: list[ReplySentence] = []
    told = 0
    for sentence in reply.sentences:
        if sentence.is_question:
            if _is_about_it(sentence, reply):
                asked.append(sentence)
        elif not _is_aside(sentence, reply):
            told += telling_words(sentence.text)
        if told >= TOLD:
            break
    return asked


def _is_about_it(question: ReplySentence, reply: Reply) -> bool:
    """Say whether a question is about the matter: not “okay?”, who is calling, or whether that is all."""
    is_whole = len(words_of(question.text)) >= FEWEST_ASKED
    is_end = bool(built_in_cues("reactions")["asked_for_more"].found_in(question.text))
    return is_whole and not is_end and not _asks_who(question, reply)


def _asks_who(sentence: ReplySentence, reply: Reply) -> bool:
    return _is_moment(sentence, reply, {"verification"})


def _is_aside(sentence: ReplySentence, reply: Reply) -> bool:
    kinds = {trait.moment for trait in map(read_traits().__getitem__, _ASIDE)}
    return _is_moment(sentence, reply, {*kinds, "verification", "greeting"})


def _is_moment(sentence: ReplySentence, reply: Reply, kinds: set[str | None]) -> bool:
    return any(one.kind in kinds and sentence.text in one.quote for one in reply.moments)


def _asks_first(reply: Reply) -> str | None:
    return next((one.text for one in _asked_first(reply)), None)


def _asks_repeatedly(reply: Reply) -> str | None:
    asked = 0
    for sentence in reply.sentences:
        if sentence.is_question:
            asked += len(words_of(sentence.text)) >= FEWEST_ASKED
        elif not _is_aside(sentence, reply) and telling_words(sentence.text) >= TOLD:
            break
    return "" if asked >= ON_AND_ON else None


def _asks_open(reply: Reply) -> str | None:
    asked = (one for one in reply.sentences if one.is_question and is_open_question(one.text))
    return next((one.text for one in asked if _is_about_it(one, reply)), None)


def _asks_identity(reply: Reply) -> str | None:
    asked = (one.text for one in reply.sentences if one.is_question and _asks_who(one, reply))
    return next(asked, None)


def _pitches_first(reply: Reply) -> str | None:
    before: list[ReplySentence] = []
    for sentence in reply.sentences:
        if sentence.is_question and _is_about_it(sentence, reply):
            break
        before.append(sentence)
    pitched = [*_phrases(read_traits()["pitches_first"], before)]
    is_long = sum(len(words_of(one.text)) for one in before) >= PITCH
    return pitched[0] if pitched and is_long else None


def _takes_up_words(reply: Reply) -> str | None:
    light = read_purposes().light | set(words_of(reply.name))
    asked = {_stem(word) for word in words_of(reply.prompt.text) if len(word) >= LONG_WORD} - light
    said = {_stem(word): word for one in reply.sentences for word in words_of(one.text) if word not in light}
    shared = sorted(asked & said.keys())
    return said[max(shared, key=len)] if len(shared) >= TAKEN_UP else None


def _stem(word: str) -> str:
    """Return a word without the ending of a plural, so that “invoices” takes up “invoice”."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _hedges(reply: Reply) -> str | None:
    found = [*_phrases(read_traits()["hedges"], reply.sentences)]
    return found[0] if len(found) >= FEWEST_HEDGES else None


def _answers_at_once(reply: Reply) -> str | None:
    return "" if reply.delay is not None and reply.delay <= AT_ONCE else None


def _answers_late(reply: Reply) -> str | None:
    return "" if reply.delay is not None and reply.delay >= DEAD_AIR else None


def _speaks_long(reply: Reply) -> str | None:
    return "" if any(len(words_of(one.text)) >= LONG_TURN for one in reply.turns) else None


def _says_little(reply: Reply) -> str | None:
    return "" if sum(len(words_of(one.text)) for one in reply.turns) <= LITTLE else None


def _says_when(reply: Reply) -> str | None:
    """Return the time of what is still to come: in a promise or a next step, or after a word that says so."""
    for one in reply.sentences:
        when = first_of(TIMES, one.text)
        if when and (_is_moment(one, reply, {"promise", "next_step"}) or AHEAD.search(one.text)):
            return when
    return None


def _figure(kind: re.Pattern[str], reply: Reply) -> str | None:
    """Return the first figure of a kind that is no part of saying who calls."""
    said = (first_of(kind, one.text) for one in reply.sentences if not _asks_who(one, reply))
    return next((one for one in said if one), None)


MEASURED: Mapping[str, Callable[[Reply], str | None]] = {
    "asks_first": _asks_first,
    "asks_open": _asks_open,
    "asks_identity": _asks_identity,
    "asks_repeatedly": _asks_repeatedly,
    "pitches_first": _pitches_first,
    "takes_up_words": _takes_up_words,
    "names_price": partial(_figure, PRICES),
    "names_number": partial(_figure, NUMBERS),
    "says_when": _says_when,
    "hedges": _hedges,
    "answers_at_once": _answers_at_once,
    "answers_late": _answers_late,
    "speaks_long": _speaks_long,
    "says_little": _says_little,
}
