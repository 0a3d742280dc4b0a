"""Who the customer is: answers to questions of identity, and what takes note of them."""

import re
from collections.abc import Iterator, Sequence

from coachkit.conversation import words_of
from coachkit.moments.finds import Find, find_in
from coachkit.moments.pack import MomentRules
from coachkit.moments.said import Said
from coachkit.moments.talk import Talk

ANSWER_WORDS = 30
"""A longer turn after a question of identity does more than answer it."""
CONFIRMED_IN = 2
"""The sentences of the agent's next turn in which the answer is taken note of."""
_NAME_OR_NUMBER = re.compile(r"\d+|\b[A-Z]\w{2,}")
_READ_BACK = re.compile(
    r"(?:(?:Okay|So|Right|Thanks|Thank you)\W+)?"
    r"(?:(\d+)(?=[\s,.\d-]*(?:[,.]|$))"
    r"|([A-Z]\w{2,})(?=,? (?:that's|right|thank|perfect|okay|got|yes)\b|\W*$))"
)
"""What an agent repeats of the answer, at the start of the sentence and with a pause after it."""


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
    telling = {find.first.turn for find in finds if find.kind == "feature_failing"}
    for turn, question in sorted(asked.items()):
        answer = _turn_after(talk, turn, "customer")
        own = [] if answer is None else talk.in_turn(answer)
        if answer is None or sum(len(words_of(one.text)) for one in own) > ANSWER_WORDS:
            continue
        told = [one for one in own if one.n not in asks]
        if told and len(told) == len(own) and answer not in telling:
            yield Find(
                kind="verification",
                first=told[0],
                last=told[-1],
                strength=0.7,
                method="rule",
                detail=f"answers “{question.text}”",
            )
        told_words = {word for one in told for word in _NAME_OR_NUMBER.findall(one.text)}
        noted = _turn_after(talk, answer, "agent")
        for one in talk.in_turn(noted)[:CONFIRMED_IN] if noted is not None else []:
            words = next((said for (_, n), said in confirming.items() if n == one.n), None)
            repeated = _READ_BACK.match(one.text)
            is_read_back = repeated is not None and (repeated[1] or repeated[2]) in told_words
            if (words or is_read_back) and one.n not in asks:
                detail = words or f"repeats “{one.text}”"
                yield find_in(one, "verification", strength=0.65, method="rule", detail=detail)


def _turn_after(talk: Talk, turn: int, role: str) -> int | None:
    """Return the place of a side's turn among the next two; None where it does not speak there."""
    for place in range(turn + 1, min(turn + 3, len(talk.turns))):
        if talk.turns[place].role == role:
            return place
    return None
