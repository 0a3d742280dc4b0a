"""Measured traits: what an agent does in a reply that no phrase tells, but how it is built and paced.

Each returns where it shows first, or None where it is absent; where no words show it, such as of a pause, it
returns `NO_WORDS`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial

from coachkit.conversation import DEAD_AIR, words_of
from coachkit.cues import built_in_cues
from coachkit.models import MomentKind
from coachkit.moments.question_forms import is_open_question
from coachkit.purposes import read_purposes, telling_words
from coachkit.replies.figures_said import AHEAD, NUMBERS, PRICES, TIMES, first_of
from coachkit.replies.phrases_said import NO_WORDS, Shown, cut_short, phrases_in, traits_said_in
from coachkit.replies.reply import Reply, ReplySentence

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
_ASIDE: frozenset[MomentKind] = frozenset({"empathy", "apology", "thanks", "verification", "greeting"})
"""What is said in these moments tells nothing of the matter."""


def _asked_first(reply: Reply) -> list[ReplySentence]:
    """Return the questions about the matter that come before anything is told."""
    asked: list[ReplySentence] = []
    told = 0
    for sentence in reply.sentences:
        if sentence.is_question:
            if _is_about_it(sentence):
                asked.append(sentence)
        elif not _is_aside(sentence):
            told += telling_words(sentence.text)
        if told >= TOLD:
            break
    return asked


def _is_about_it(question: ReplySentence) -> bool:
    """Say whether a question is about the matter: not “okay?”, “how may I help?” or who is calling."""
    is_whole = len(words_of(question.text)) >= FEWEST_ASKED
    is_end = bool(built_in_cues("reactions")["asked_for_more"].found_in(question.text))
    is_beside = bool(built_in_cues("questions")["beside_the_matter"].found_in(question.text))
    return is_whole and not is_end and not is_beside and not _asks_who(question)


def _asks_who(sentence: ReplySentence) -> bool:
    return "verification" in sentence.kinds or "asks_identity" in traits_said_in(sentence)


def _is_aside(sentence: ReplySentence) -> bool:
    return not _ASIDE.isdisjoint(sentence.kinds)


def _first(sentences: Iterable[ReplySentence]) -> Shown | None:
    return next((Shown(words=cut_short(one.text), place=one.n) for one in sentences), None)


def _asks_first(reply: Reply) -> Shown | None:
    return _first(_asked_first(reply))


def _asks_repeatedly(reply: Reply) -> Shown | None:
    asked = 0
    for sentence in reply.sentences:
        if sentence.is_question:
            asked += len(words_of(sentence.text)) >= FEWEST_ASKED
        elif not _is_aside(sentence) and telling_words(sentence.text) >= TOLD:
            break
    return NO_WORDS if asked >= ON_AND_ON else None


def _asks_open(reply: Reply) -> Shown | None:
    asked = (one for one in reply.sentences if one.is_question and is_open_question(one.text))
    return _first(one for one in asked if _is_about_it(one))


def _asks_identity(reply: Reply) -> Shown | None:
    return _first(one for one in reply.sentences if one.is_question and _asks_who(one))


def _pitches_first(reply: Reply) -> Shown | None:
    before: list[ReplySentence] = []
    for sentence in reply.sentences:
        if sentence.is_question and _is_about_it(sentence):
            break
        before.append(sentence)
    is_long = sum(len(words_of(one.text)) for one in before) >= PITCH
    return next(phrases_in("pitches_first", before), None) if is_long else None


def _takes_up_words(reply: Reply) -> Shown | None:
    asked = {stem for stem, word in _stems(reply.prompt.text).items() if len(word) >= LONG_WORD}
    asked -= set(words_of(reply.name))
    said: dict[str, Shown] = {}
    for one in reply.sentences:
        stems = _stems(one.text)
        for stem in asked & stems.keys():
            said.setdefault(stem, Shown(words=stems[stem], place=one.n))
    return said[max(sorted(said), key=len)] if len(said) >= TAKEN_UP else None


@lru_cache(maxsize=4096)
def _stems(text: str) -> Mapping[str, str]:
    """Return the words of a text that carry something, by their stems."""
    light = read_purposes().light
    found = {_stem(word): word for word in reversed(words_of(text)) if word not in light}
    return {stem: word for stem, word in found.items() if stem not in light}


def _stem(word: str) -> str:
    """Return a word without the ending of a plural, so that “invoices” takes up “invoice”."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _hedges(reply: Reply) -> Shown | None:
    found = [*phrases_in("hedges", reply.sentences)]
    if len(found) >= FEWEST_HEDGES:
        return found[0]
    plain = built_in_cues("vague")
    commits_to_nothing = (
        one
        for one in reply.sentences
        if plain["commits_to_nothing"].found_in(one.text) and not plain["unless"].found_in(one.text)
    )
    return _first(commits_to_nothing)


def _answers_at_once(reply: Reply) -> Shown | None:
    return NO_WORDS if reply.delay is not None and reply.delay <= AT_ONCE else None


def _answers_late(reply: Reply) -> Shown | None:
    return NO_WORDS if reply.delay is not None and reply.delay >= DEAD_AIR else None


def _speaks_long(reply: Reply) -> Shown | None:
    return NO_WORDS if any(len(words_of(one.text)) >= LONG_TURN for one in reply.turns) else None


def _says_little(reply: Reply) -> Shown | None:
    return NO_WORDS if sum(len(words_of(one.text)) for one in reply.turns) <= LITTLE else None


def _says_when(reply: Reply) -> Shown | None:
    """Return the time of what is still to come: in a promise or a next step, or after a word that says so."""
    for one in reply.sentences:
        when = first_of(TIMES, one.text)
        if when and (one.kinds & {"promise", "next_step"} or AHEAD.search(one.text)):
            return Shown(words=cut_short(when), place=one.n)
    return None


def _figure(kind: re.Pattern[str], reply: Reply) -> Shown | None:
    """Return the first figure of a kind that is no part of saying who calls."""
    said = ((one.n, first_of(kind, one.text)) for one in reply.sentences if not _asks_who(one))
    return next((Shown(words=cut_short(words), place=n) for n, words in said if words), None)


MEASURED: Mapping[str, Callable[[Reply], Shown | None]] = {
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
