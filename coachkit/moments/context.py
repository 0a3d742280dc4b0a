"""What stands around: answers to questions of identity, features that are asked for or fail, rivals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coachkit.conversation import words_of
from coachkit.models import Mention, MomentKind
from coachkit.moments.finds import Find, find_in
from coachkit.moments.pack import MomentRules
from coachkit.moments.said import BY_WORDS, Said
from coachkit.moments.talk import Sentence, Talk

ANSWER_WORDS = 30
"""A longer turn after a question of identity does more than answer it."""
CONFIRMED_IN = 2
"""The sentences of the agent's next turn in which the answer is taken note of."""
NAMED_WITHIN = 2
"""A feature is what fails or is asked for where it is named so many sentences away at most."""
_OF_FEATURES: frozenset[MomentKind] = frozenset({"feature_asked", "feature_failing"})
NAMELESS = 0.7
"""What of the strength is left where no feature of the settings is named."""


def found_answers(
    talk: Talk, said: Said, rules: MomentRules, finds: Sequence[Find], asks: frozenset[int]
) -> Iterator[Find]:
    """Yield customers' answers to questions of identity, and agents' words that take note of them."""
    confirming = {
        (place, one.n): words
        for place, one, words in said.found
        if rules.kinds[place].where == "confirming" and one.role in rules.kinds[place].said_by
    }
    asked = {
        find.last.turn: find.last
        for find in finds
        if find.kind == "verification" and (find.last.n in asks or "please" in words_of(find.last.text))
    }
    for turn, question in sorted(asked.items()):
        answer = _turn_after(talk, turn, "customer")
        own = [] if answer is None else _in_turn(talk, answer)
        if answer is None or sum(len(words_of(one.text)) for one in own) > ANSWER_WORDS:
            continue
        told = [one for one in own if one.n not in asks]
        if told and len(told) == len(own):
            yield Find(
                kind="verification",
                first=told[0],
                last=told[-1],
                strength=0.7,
                method="rule",
                detail=f"answers “{question.text}”",
            )
        noted = _turn_after(talk, answer, "agent")
        for one in _in_turn(talk, noted)[:CONFIRMED_IN] if noted is not None else []:
            words = next((said for (_, n), said in confirming.items() if n == one.n), None)
            if words and one.n not in asks:
                yield find_in(one, "verification", strength=0.65, method="rule", detail=words)


def _turn_after(talk: Talk, turn: int, role: str) -> int | None:
    """Return the place of a side's turn among the next two; None where it does not speak there."""
    for place in range(turn + 1, min(turn + 3, len(talk.turns))):
        if talk.turns[place].role == role:
            return place
    return None


def _in_turn(talk: Talk, turn: int) -> list[Sentence]:
    return [one for n in talk.turns[turn].segments for one in talk.by_segment.get(n, ())]


def found_names(talk: Talk, mentions: Iterable[Mention], asks: frozenset[int]) -> Iterator[Find]:
    """Yield where a competitor is named, and where a customer asks about a feature by its name."""
    for mention in mentions:
        sentence = talk.at(mention.segment, mention.start_char)
        if sentence is None or sentence.role == "other":
            continue
        if mention.kind == "competitor":
            kind: MomentKind = "competitor"
        elif mention.kind == "feature" and sentence.role == "customer" and sentence.n in asks:
            kind = "feature_asked"
        else:
            continue
        yield find_in(
            sentence,
            kind,
            strength=round(min(mention.confidence, 0.99), 3),
            method="name",
            detail=mention.text,
            name=mention.name,
        )


def with_features(talk: Talk, finds: Iterable[Find], mentions: Iterable[Mention]) -> list[Find]:
    """Return the finds, those of features with the name of the feature that stands nearest in the turn."""
    named = [
        (sentence, mention.name)
        for mention in mentions
        if mention.kind == "feature" and (sentence := talk.at(mention.segment, mention.start_char))
    ]
    return [_named(find, named) if find.kind in _OF_FEATURES and not find.name else find for find in finds]


def _named(find: Find, named: Sequence[tuple[Sentence, str]]) -> Find:
    near = [
        (abs(sentence.n - find.first.n), sentence.n, name)
        for sentence, name in named
        if sentence.turn == find.first.turn and abs(sentence.n - find.first.n) <= NAMED_WITHIN
    ]
    if near:
        return replace(find, name=min(near)[2])
    return replace(find, strength=find.strength * NAMELESS) if find.strength <= BY_WORDS else find
