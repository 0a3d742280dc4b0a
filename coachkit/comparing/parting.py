"""Where two calls about the same thing part: the first customer's move that the agents take differently.

Moves are laid side by side in their order (global alignment after Needleman and Wunsch 1970: pairs of moves
that are the same, none crossing another, gaps cost nothing), beginning with the reason for calling. Two
moves are the same when customers say the same or answer the same question. Of these pairs the first counts
whose replies differ: one turns the customer down and the other does not, or neither says what the other
does a moment before or after. Agents who ask the same things in another order do not part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.comparing.moves import Move, said, tells, text_of
from coachkit.comparing.results import Parting, Side
from coachkit.conversation import words_of
from coachkit.cues import built_in_cues

Matrix = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Matrix]
SAME_MOVE = 0.5
"""Moves with this likeness or more are the same."""
SAME_QUESTION = 0.7
"""Agents' words of this cosine ask the same, and whatever customers say then is the same move."""
DIFFERENT = 0.4
"""Replies whose cosine is less say different things."""
TURNED_DOWN_ALIKE = 0.2
"""Replies that turn down and do not are about the same thing from this cosine on."""
NEARBY = (1, 2)
"""A reply is looked for in so many moves of the other call before and after."""
FEWEST_WORDS = 4
"""Shorter replies ("One moment.") do nothing yet."""
MOST_MOVES = (7, 18)
"""So many moves from the reason on are looked at, at first and in the end: encoding takes its time."""
NO_ROLES = "it is not known who speaks in one of the two calls"
NO_REPLY = "no agent replies to the reason for calling in one of the two calls"
NOTHING_ALIKE = "after the reason for calling the customers say nothing alike"
ALL_ALIKE = "wherever the customers say the same, the agents reply alike"
NOT_WHY = "the agents reply alike, but that only the other one turns the customer down, which helps nobody"
ONLY_HERE = "only this call's agent turns the customer down"
ONLY_THERE = "only the other agent turns the customer down"
OTHER_WORDS = "the agents say different things"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """The moves of a call, and the number of the move with the reason for calling."""

    moves: Sequence[Move]
    reason: int

    def after_reason(self, most: int) -> list[Move]:
        """Return the first `most` moves from the reason on, without one that no agent replies to."""
        return [one for one in self.moves[self.reason : self.reason + most] if one.reply]


def find_parting(mine: Strand, theirs: Strand, *, embed: Embed) -> Parting | str:
    """Return where two calls part, the second of which went better, or why that cannot be told."""
    if not mine.moves or not theirs.moves:
        return NO_ROLES
    if not mine.after_reason(1) or not theirs.after_reason(1):
        return NO_REPLY
    found: list[Parting] = []
    pairs: list[tuple[int, int]] = []
    for most in MOST_MOVES:
        found, pairs = _partings(mine, theirs, most, embed)
        telling = next((one for one in found if one.how != ONLY_THERE), None)
        if telling is not None:
            return telling
    if found:
        return NOT_WHY
    return ALL_ALIKE if len(pairs) > 1 else NOTHING_ALIKE


def _partings(
    mine: Strand, theirs: Strand, most: int, embed: Embed
) -> tuple[list[Parting], list[tuple[int, int]]]:
    """Return where replies in the first `most` moves differ, and which moves are the same."""
    ours, others = mine.after_reason(most), theirs.after_reason(most)
    customers = _cosines([text_of(m.customer) for m in ours], [text_of(m.customer) for m in others], embed)
    replies = _cosines([text_of(m.reply) for m in ours], [text_of(m.reply) for m in others], embed)
    pairs = align(same_moves(customers, replies), least=SAME_MOVE)
    found = [
        Parting(
            mine=_side(mine.moves, ours[i]),
            theirs=_side(theirs.moves, others[j]),
            how=how,
            alike=round(float(customers[i, j]), 3),
            replies_alike=round(float(replies[i, j]), 3),
        )
        for i, j in pairs
        if (how := how_they_differ(ours[i], others[j], replies, (i, j)))
    ]
    return found, pairs


def same_moves(customers: Matrix, replies: Matrix) -> Matrix:
    """Return how far each two moves are the same, up to 1: by what is said, or by what was asked before.

    The first moves are the reasons for calling, which are the same whatever their words.
    """
    asked = np.zeros_like(customers)
    asked[1:, 1:] = np.where(replies[:-1, :-1] >= SAME_QUESTION, replies[:-1, :-1], 0.0)
    same: Matrix = np.maximum(customers, asked)
    same[0, 0] = 1.0
    return same


def align(likeness: Matrix, *, least: float) -> list[tuple[int, int]]:
    """Return pairs of (row, column), both rising, whose likeness above `least` adds up to the most."""
    rows, columns = likeness.shape
    best = np.zeros((rows + 1, columns + 1), np.float32)
    worth = likeness - np.float32(least)
    for i in range(rows):
        for j in range(columns):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + worth[i, j])
    pairs: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def how_they_differ(one: Move, other: Move, replies: Matrix, at: tuple[int, int]) -> str | None:
    """Return how two agents' replies to the same move differ; None where they do not, or say too little."""
    texts = [text_of(move.reply) for move in (one, other)]
    if not all(len(words_of(text)) >= FEWEST_WORDS and tells(text) for text in texts):
        return None
    mine, theirs = map(turns_down, texts)
    if mine != theirs and replies[at] >= TURNED_DOWN_ALIKE:
        return ONLY_HERE if mine else ONLY_THERE
    return OTHER_WORDS if mine == theirs and _is_own(replies, *at) else None


def turns_down(text: str) -> bool:
    """Say whether an agent's words refuse something, or send the customer away."""
    refuses, deflects = (built_in_cues()[name] for name in ("agent_refuses", "agent_deflects"))
    return bool(refuses.found_in(text) or deflects.found_in(text))


def _is_own(replies: Matrix, i: int, j: int) -> bool:
    """Say whether neither reply has its like near the same place of the other call."""
    before, after = NEARBY
    here = replies[i, max(j - before, 0) : j + after + 1]
    there = replies[max(i - before, 0) : i + after + 1, j]
    return bool(here.max() < DIFFERENT and there.max() < DIFFERENT)


def _side(moves: Sequence[Move], move: Move) -> Side:
    following = next((one for n, one in enumerate(moves[1:]) if moves[n] is move), None)
    return Side(
        customer=said(move.customer),
        reply=said(move.reply),
        then=said(following.customer) if following else None,
    )


def _cosines(ours: Sequence[str], others: Sequence[str], embed: Embed) -> Matrix:
    return embed(ours) @ embed(others).T
