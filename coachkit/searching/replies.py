"""What the agent said next, and how the customer took it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coachkit.conversation import is_backchannel, talk_of, turns_of
from coachkit.cues import built_in_cues
from coachkit.models import Exchange, Feeling, Segment, Turn, Verdict
from coachkit.mood import balance_of, mood_of
from coachkit.replies.reactions import CLEAR, REACTION_TURNS, REACTION_WITHIN
from coachkit.searching.excerpt import cut_excerpt
from coachkit.searching.results import Line, Reception
from coachkit.store.library import Library
from coachkit.store.reading.turns import Saying

MOST_WORDS = 80
"""A reply is cut to about so many words: it is read with a customer waiting."""
_SIGN: dict[Verdict, float] = {"good": 1.0, "neutral": 0.0, "bad": -1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """A reply with its reception."""

    reply: tuple[Line, ...]
    reception: Reception


def replied_to(library: Library, question: Saying) -> Replied | None:
    """Return what the agent said after a customer's turn; None where no agent says anything.

    The reply is all that the agent says until the customer speaks; a "mm-hm" in between is no turn.
    """
    held = {number for number, _, _, _ in question.lines}
    return replied_to_lines(library, question.call_id, held, start=question.start)


def replied_to_lines(
    library: Library, call_id: str, held: Collection[int], *, start: float
) -> Replied | None:
    """Return the same for what a customer says in these lines (`Segment.n`), beginning at `start`."""
    segments = talk_of(library.rows(Segment, call_id=call_id))
    turns = turns_of(segments)
    place = next((i for i, turn in enumerate(turns) if not {*turn.segments}.isdisjoint(held)), None)
    if place is None:
        return None
    reply, after = _reply(turns, place)
    if not reply:
        return None
    reactions = _reactions(turns[after:], until=reply[-1].end + REACTION_WITHIN)
    return Replied(
        reply=tuple(_line(turn) for turn in reply),
        reception=_reception(library, (call_id, start), segments, reactions),
    )


def _reply(turns: Sequence[Turn], place: int) -> tuple[list[Turn], int]:
    """Return the agent's turns that answer, and where what follows them begins."""
    reply: list[Turn] = []
    for index in range(place + 1, len(turns)):
        turn = turns[index]
        if turn.role == "agent":
            reply.append(turn)
        elif reply:
            return reply, index
    return reply, len(turns)


def _reactions(following: Sequence[Turn], *, until: float) -> list[Turn]:
    said = [turn for turn in following if turn.role == "customer" and turn.start <= until]
    telling = [turn for turn in said if not is_backchannel(turn.text)]
    return (telling or said)[:REACTION_TURNS]


def _reception(
    library: Library, asked: tuple[str, float], segments: Sequence[Segment], reactions: Sequence[Turn]
) -> Reception:
    call_id, start = asked
    judged = [
        one
        for one in library.rows(Exchange, call_id=call_id)
        if one.start <= start < one.end and one.quote_start > start
    ]
    if judged:
        exchange = min(judged, key=lambda one: (one.end - one.start, one.n))
        return Reception(
            verdict=exchange.verdict,
            balance=_SIGN[exchange.verdict] * exchange.strength,
            source="exchange",
            quote=cut_excerpt(exchange.quote, ()).quote,
            start=exchange.quote_start,
            end=exchange.quote_end,
        )
    if not reactions:
        return Reception(verdict=None, balance=0.0, source="none", quote="", start=0.0, end=0.0)
    feelings = {one.n: one for one in library.rows(Feeling, call_id=call_id)}
    moods = [mood_of(turn, segments, feelings, built_in_cues()) for turn in reactions]
    # the first words answer the reply, later ones may be about something else
    balance = balance_of([(mood, 1.0 / (1 + place)) for place, mood in enumerate(moods)])
    shown = max(zip(moods, reactions, strict=True), key=lambda one: one[0] if balance >= 0 else -one[0])[1]
    return Reception(
        verdict="good" if balance >= CLEAR else "bad" if balance <= -CLEAR else "neutral",
        balance=round(balance, 4),
        source="reaction",
        quote=cut_excerpt(shown.text, ()).quote,
        start=shown.start,
        end=shown.end,
    )


def _line(turn: Turn) -> Line:
    return Line(
        turn=turn.segments[0],
        start=turn.start,
        end=turn.end,
        role=turn.role,
        speaker=turn.speaker,
        text=cut_excerpt(turn.text, (), most=MOST_WORDS).quote,
    )
