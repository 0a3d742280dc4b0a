"""A call as moves: what the customer says, what the agent replies, what the customer says then."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.comparing.results import Said
from coachkit.conversation import is_backchannel, words_of
from coachkit.models import Turn
from coachkit.purposes import telling_words
from coachkit.searching.excerpt import cut_excerpt

FEWEST_WORDS = 6
"""Fewer words ("Yes, please.") are understood only with what was asked."""
FEWEST_TELLING = 2
"""A saying with fewer words that tell something is said in every call."""
MOST_ENCODED_WORDS = 45
"""So many words of a saying are encoded: the time grows with them."""
MOST_WORDS = 60
"""What one speaker says is cut to about so many words where it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What the customer says until the agent speaks, and the reply."""

    customer: tuple[Turn, ...]
    reply: tuple[Turn, ...]
    """Empty where no agent speaks any more."""

    @property
    def segments(self) -> frozenset[int]:
        """`Segment.n` of all that the customer says in it."""
        return frozenset(number for turn in self.customer for number in turn.segments)


def moves_of(turns: Sequence[Turn]) -> list[Move]:
    """Return the moves of a call in order; what stands before the customer's first words is in none.

    Where roles are not known there is no move.
    """
    moves: list[Move] = []
    customer: list[Turn] = []
    reply: list[Turn] = []
    for turn in turns:
        if turn.role == "customer":
            if reply:
                moves.append(Move(customer=tuple(customer), reply=tuple(reply)))
                customer, reply = [], []
            customer.append(turn)
        elif turn.role == "agent" and customer:
            reply.append(turn)
    return [*moves, Move(customer=tuple(customer), reply=tuple(reply))] if customer else moves


def tells(text: str, *, least: int = FEWEST_TELLING) -> bool:
    """Say whether `least` words are left of a text without greetings, questions of identity and the like."""
    return telling_words(text) >= least


def asked_text(moves: Sequence[Move], place: int) -> str:
    """Return what the customer says in a move; with what was asked before, where that alone says little."""
    own = text_of(moves[place].customer)
    if len(words_of(own)) >= FEWEST_WORDS or place == 0:
        return own
    return f"{text_of(moves[place - 1].reply)} {own}"


def text_of(turns: Sequence[Turn]) -> str:
    """Return what these turns mean, for encoding: without those that only show to be listening, and cut.

    What is said first answers what was said before.
    """
    telling = [turn.text for turn in turns if not is_backchannel(turn.text)]
    words = " ".join(telling or [turn.text for turn in turns]).split()
    return " ".join(words[:MOST_ENCODED_WORDS])


def said(turns: Sequence[Turn], *, most: int = MOST_WORDS) -> Said:
    """Return turns of one side as one saying, cut where they are long; there must be one."""
    return Said(
        start=turns[0].start,
        end=max(turn.end for turn in turns),
        role=turns[0].role,
        speaker=turns[0].speaker,
        text=cut_excerpt(" ".join(turn.text for turn in turns), (), most=most).quote,
    )
