"""Questions: what really asks something, with a question mark or, where a recogniser writes none, without."""

from collections.abc import Iterator

from coachkit.conversation import is_backchannel, words_of
from coachkit.moments.finds import Find, find_in
from coachkit.moments.pack import MomentRules
from coachkit.moments.question_forms import (
    FEWEST_WORDS,
    begins_asking,
    is_put_as_question,
    is_stated_and_answered,
)
from coachkit.moments.said import Said
from coachkit.moments.talk import Sentence, Talk

MARKED, UNMARKED = 0.95, 0.7
"""How sure a question is with and without its mark."""


def asking(talk: Talk) -> frozenset[int]:
    """Return the numbers of the sentences that are put as questions."""
    put = {one.n for one in talk.sentences if one.ends_asking or _is_put(one)}
    return frozenset(put | {*_answered(talk)})


def _is_put(sentence: Sentence) -> bool:
    return sentence.is_read and is_put_as_question(sentence.text, by_customer=sentence.role == "customer")


def _answered(talk: Talk) -> Iterator[int]:
    """Yield what ends a turn, is stated of the other side, and answered by it."""
    for place, turn in enumerate(talk.turns[:-1]):
        after = talk.turns[place + 1]
        if after.role == turn.role or "unknown" in (turn.role, after.role):
            continue
        for last in talk.in_turn(place)[-1:]:
            if last.is_read and is_stated_and_answered(last.text, after.text):
                yield last.n


def found_questions(talk: Talk, said: Said, rules: MomentRules, asks: frozenset[int]) -> Iterator[Find]:
    """Yield the questions that want an answer: no echo, no courtesy, no “right?” alone."""
    own = next((place for place, kind in enumerate(rules.kinds) if kind.kind == "question"), None)
    if own is None:
        return
    kind = rules.kinds[own]
    for sentence in talk.sentences:
        if sentence.n not in asks or sentence.role not in kind.said_by or (own, sentence.n) in said.against:
            continue
        if sentence.is_read and not _is_whole(sentence.text):
            continue
        marked = sentence.ends_asking
        yield find_in(
            sentence,
            "question",
            strength=MARKED if marked else UNMARKED,
            method="words" if marked else "rule",
            detail="it ends with a question mark" if marked else "it is put or answered as questions are",
        )


def _is_whole(text: str) -> bool:
    return begins_asking(text) or (len(words_of(text)) >= FEWEST_WORDS and not is_backchannel(text))
