"""What a clip is to show, before it is put on pauses: a whole exchange, and what it takes to follow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from coachkit.clipping.edges import Edges
from coachkit.clipping.talk import TimedTalk
from coachkit.conversation import DEAD_AIR, QUESTION_MARKS, words_of
from coachkit.models import Exchange, Turn

LONG_LEAD_IN = 12.0
"""Of what is said before an exchange, so many seconds are enough to follow it."""
LONG_ANSWER = 8.0
"""Of what is said after it, so many."""
MUCH_OF_A_TURN = 20.0
"""Of what is said around a quote, so many seconds on either side of it."""
SPOKEN_OVER = 1.0
"""An answer may begin so many seconds before the question ends."""
AT_THE_EDGE = 0.1
"""Seconds by which the bounds of a stretch and of a turn may differ and be the same."""
ENOUGH_WORDS = 6
"""Who says fewer words than this needs to be heard with what was said before."""
LEANING = frozenset(
    "and but so or because then also well yes yeah yep no nope nah okay ok right sure exactly that those this"
    " these it he she they which him them his their there same neither either too"
    " ve ama ya da evet hayır o bu şu onlar çünkü"
    " y pero sí no eso et mais oui non ça c'est und aber ja nein das"
    .split()
)  # fmt: skip
"""What opens with one of these words leans on what was said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a clip is to show, in seconds. The quote is always in the clip."""

    start: float
    end: float
    quote: str
    quote_start: float
    quote_end: float

    @classmethod
    def of_exchange(cls, exchange: Exchange) -> Self:
        """Return the whole exchange: what is said first, the reply and the reaction."""
        return cls(
            start=exchange.start,
            end=exchange.end,
            quote=exchange.quote,
            quote_start=exchange.quote_start,
            quote_end=exchange.quote_end,
        )


def stretch_around(talk: TimedTalk, quote: str, start: float, end: float) -> Stretch:
    """Return the exchange that a quote from `start` to `end` is part of: what it answers, and its answer.

    Of long turns only what lies near the quote is taken.
    """
    edges, first, last = Edges(talk=talk, padding=0.0), start, end
    place = _turn_at(talk.turns, start, end)
    if place is not None:
        own = talk.turns[place]
        first = _earlier(start, edges.last_sentences(own.start, start, MUCH_OF_A_TURN))
        last = _later(end, edges.first_sentences(end, own.end, MUCH_OF_A_TURN))
        before, after = _near_before(talk.turns, place), _near_after(talk.turns, place)
        if before and own.role == "agent" and first <= own.start:
            first = _earlier(first, edges.last_sentences(before.start, before.end, MUCH_OF_A_TURN))
        if after and last >= own.end:
            last = _later(last, edges.first_sentences(after.start, after.end, MUCH_OF_A_TURN))
    return Stretch(start=first, end=last, quote=quote, quote_start=start, quote_end=end)


def lead_in(edges: Edges, start: float) -> float:
    """Return from when to play a stretch that begins at `start`, so that its first words can be understood.

    That is earlier where they answer a question, are few, or lean on what was said just before.
    """
    turns = edges.talk.turns
    place = _turn_at(turns, start, start + 1)
    if place is None or abs(turns[place].start - start) > AT_THE_EDGE:
        return start
    before = _near_before(turns, place)
    if before is None or _stands_by_itself(turns[place], before):
        return start
    return _earlier(start, edges.last_sentences(before.start, before.end, LONG_LEAD_IN))


def with_answer(edges: Edges, end: float) -> float:
    """Return until when to play a stretch that ends at `end`, so that it does not end before an answer.

    That is later where a question ends it, or the agent's words, and the other side goes on at once.
    """
    talk = edges.talk
    last = max((one for one in talk.turns if one.start < end - AT_THE_EDGE), key=_begins, default=None)
    if last is None or abs(last.end - end) > AT_THE_EDGE:
        return end
    following = [one for one in (*talk.turns, *talk.asides) if one.start >= last.end - SPOKEN_OVER]
    after = min(following, key=_begins, default=None)
    if after is None or after.start - last.end >= DEAD_AIR:
        return end
    if not _ends_with_question(last) and (last.role, after.role) != ("agent", "customer"):
        return end
    return _later(end, edges.first_sentences(after.start, after.end, LONG_ANSWER))


def _earlier(time: float, other: float | None) -> float:
    return time if other is None else min(time, other)


def _later(time: float, other: float | None) -> float:
    return time if other is None else max(time, other)


def _ends_with_question(turn: Turn) -> bool:
    return turn.text.rstrip().endswith(QUESTION_MARKS)


def _begins(turn: Turn) -> float:
    return turn.start


def _stands_by_itself(turn: Turn, before: Turn) -> bool:
    words = words_of(turn.text)
    return not _ends_with_question(before) and len(words) >= ENOUGH_WORDS and words[0] not in LEANING


def _turn_at(turns: Sequence[Turn], start: float, end: float) -> int | None:
    """Return the place of the turn that shares most time with a stretch; None where there is none."""
    shared = [(min(turn.end, end) - max(turn.start, start), -n) for n, turn in enumerate(turns)]
    most, place = max(shared, default=(0.0, 0))
    return -place if most > 0 else None


def _near_before(turns: Sequence[Turn], place: int) -> Turn | None:
    """Return the turn before, where no long silence lies between."""
    if place == 0 or turns[place].start - turns[place - 1].end >= DEAD_AIR:
        return None
    return turns[place - 1]


def _near_after(turns: Sequence[Turn], place: int) -> Turn | None:
    if place + 1 == len(turns) or turns[place + 1].start - turns[place].end >= DEAD_AIR:
        return None
    return turns[place + 1]
