"""What agents replied when customers asked the same, the best received first.

For an agent with a customer waiting: the customers' turns that ask it, the agent's next words, and how the
customer took them. How a reply was received is judged by the customer's words after it alone, as it is in
exchanges; where an exchange was found there already, its verdict counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coachkit.errors import ModelError
from coachkit.models import Verdict
from coachkit.query.tree import SaidBy
from coachkit.query.words import plain_words
from coachkit.searching.archive import Archive
from coachkit.searching.line_nearness import Asking, similarities
from coachkit.searching.near_misses import near_misses
from coachkit.searching.ranked import Ranked, extent_of, rank
from coachkit.searching.replies import Replied, replied_to
from coachkit.searching.results import Answer, Answers, Asked, Line
from coachkit.searching.showing import closest_excerpt, facts_of
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.turns import Saying, read_turns

MOST_QUESTIONS = 40
"""So many customers' turns are compared with the question: of each the call is read."""
LEAST_SIMILARITY = 0.35
"""A turn whose meaning is further away asks something else."""
BELOW_THE_BEST = 0.3
"""So is one that is so much further away than the nearest."""
ALIKE = 0.8
"""Replies that share this part of all their words are the same reply."""
_WORTH: dict[Verdict | None, float] = {"good": 1.0, "neutral": 0.0, None: 0.0, "bad": -1.0}
LABEL_SHARE = 0.25
BALANCE_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    turn: Saying
    text: str
    similarity: float | None
    is_full: bool


def find_answers(archive: Archive, asked: Asked) -> Answers:
    """Return what agents replied to customers who asked `asked.text`, `asked.limit` replies at most."""
    ranked = rank(archive, replace(asked, filters=(*asked.filters, SaidBy(role="customer"))))
    questions = _questions(archive, ranked, asked.text)
    calls = call_heads(archive.library, [one.turn.call_id for one in questions])
    found = []
    for question in questions:
        replied = replied_to(archive.library, question.turn)
        call = calls.get(question.turn.call_id)
        if replied is not None and call is not None:
            found.append(_answer(call, question, replied))
    found.sort(key=lambda one: (-one.score, one.call.id, one.question.start))
    return Answers(
        answers=tuple(_once(found)[: asked.limit]),
        questions=len(questions),
        understood=ranked.intent.understood,
        searched=extent_of(archive, ranked.narrowed),
        notes=ranked.notes,
        near=() if found else tuple(near_misses(archive, asked, ranked.intent, ranked.terms, total=0)),
    )


def _questions(archive: Archive, ranked: Ranked, asked: str) -> list[_Question]:
    """Return the customers' turns that ask it, each once."""
    places = [one.place for one in ranked.places]
    full = {turn.turn.id for place in places for turn in place.turns if turn.is_full}
    ids = list(dict.fromkeys(turn.turn.id for place in places for turn in place.turns))
    turns = read_turns(archive.library, ids[:MOST_QUESTIONS])
    askings = [Asking(turn=turn, excerpt=closest_excerpt(asked, turn.text)) for turn in turns]
    nearness = _similarities(archive, asked, askings)
    best = max((one for one in nearness if one is not None), default=0.0)
    least = max(LEAST_SIMILARITY, best - BELOW_THE_BEST)
    return [
        _Question(turn=one.turn, text=one.excerpt.quote, similarity=similarity, is_full=one.turn.id in full)
        for one, similarity in zip(askings, nearness, strict=True)
        if one.turn.id in full or (similarity is not None and similarity >= least)
    ]


def _similarities(archive: Archive, asked: str, askings: Sequence[Asking]) -> Sequence[float | None]:
    """Return how near each comes to the question; None where there is no encoder."""
    try:
        return similarities(archive, asked, askings) if askings else []
    except ModelError:
        return [None for _ in askings]


def _answer(call: CallHead, question: _Question, replied: Replied) -> Answer:
    reception = replied.reception
    score = (
        _WORTH[reception.verdict]
        + BALANCE_SHARE * reception.balance
        + LABEL_SHARE * _WORTH[call.label]
        + (question.similarity if question.similarity is not None else float(question.is_full))
    )
    turn = question.turn
    return Answer(
        call=facts_of(call),
        question=Line(
            turn=turn.n,
            start=turn.start,
            end=turn.end,
            role=turn.role,
            speaker=turn.speaker,
            text=question.text,
            part=turn.part,
        ),
        similarity=None if question.similarity is None else round(question.similarity, 3),
        reply=replied.reply,
        reception=reception,
        label=call.label,
        times=1,
        alike=(),
        score=round(score, 4),
    )


def _once(answers: Iterable[Answer]) -> list[Answer]:
    """Return each reply once, the best received of those that are nearly the same, with a count."""
    kept: list[tuple[frozenset[str], Answer]] = []
    for answer in answers:
        words = frozenset(word for line in answer.reply for word in plain_words(line.text))
        same = next((i for i, (other, _) in enumerate(kept) if _overlap(words, other) >= ALIKE), None)
        if same is None:
            kept.append((words, answer))
            continue
        other, shown = kept[same]
        place = (answer.call.id, answer.reply[0].start)
        if place in {(shown.call.id, shown.reply[0].start), *shown.alike}:
            continue
        kept[same] = (other, replace(shown, times=shown.times + 1, alike=(*shown.alike, place)))
    return [answer for _, answer in kept]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0
