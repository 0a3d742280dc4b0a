"""Which words of two passages are most alike: a turn of each, cut to the sentences that matter."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.comparing.moves import tells
from coachkit.comparing.results import Said
from coachkit.comparing.wording import ByWords, Embedding, Matrix
from coachkit.models import Turn
from coachkit.searching.closeness import closest_sentence, wanted_words
from coachkit.searching.excerpt import cut_excerpt

ENCODED = 3
"""So many turns of each passage are encoded: those that share the most words with the other passage."""
CLEARLY = 0.6
"""Turns whose words have this cosine say the same for certain."""
SAME_ROLE = 0.1
"""What it is worth that both are said by agents, or both by customers."""
FEWEST_TELLING = 4
"""A turn with fewer words that tell something is no evidence: every call has greetings."""
MOST_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two turns, and how alike they are: cosine, up to 1."""

    mine: Turn
    theirs: Turn
    similarity: float


def most_alike(mine: Sequence[Turn], theirs: Sequence[Turn], *, encoder: Embedding) -> Alike | None:
    """Return the two turns that mean most nearly the same; None where none says enough.

    Turns that share most of their telling words are taken as they are; else those that share the most are
    encoded, which takes ten milliseconds and more each.
    """
    ours, others = ([turn for turn in one if _tells(turn)] for one in (mine, theirs))
    if not ours or not others:
        return None
    words = ByWords()
    shared = words.embed([one.text for one in ours]) @ words.embed([one.text for one in others]).T
    best = _best(shared, ours, others)
    if best.similarity >= CLEARLY:
        return best
    ours = [ours[n] for n in _foremost(shared.max(axis=1))]
    others = [others[n] for n in _foremost(shared.max(axis=0))]
    beside_mine, beside_theirs = " ".join(one.text for one in others), " ".join(one.text for one in ours)
    cosines = encoder.embed([quote(one, beside=beside_mine).text for one in ours]) @ (
        encoder.embed([quote(one, beside=beside_theirs).text for one in others]).T
    )
    return _best(cosines, ours, others)


def _best(cosines: Matrix, ours: Sequence[Turn], others: Sequence[Turn]) -> Alike:
    same = np.array([[SAME_ROLE * (a.role == b.role) for b in others] for a in ours], np.float32)
    i, j = divmod(int((cosines + same).argmax()), len(others))
    return Alike(mine=ours[i], theirs=others[j], similarity=float(cosines[i, j]))


def quote(turn: Turn, *, beside: str) -> Said:
    """Return a turn as it is shown; of a long one what is closest to the text `beside` it."""
    around = closest_sentence(wanted_words(beside), turn.text)
    return Said(
        start=turn.start,
        end=turn.end,
        role=turn.role,
        speaker=turn.speaker,
        text=cut_excerpt(turn.text, (), around=around, most=MOST_WORDS).quote,
    )


def _tells(turn: Turn) -> bool:
    return tells(turn.text, least=FEWEST_TELLING)


def _foremost(worth: Matrix) -> list[int]:
    """Return the places of the highest figures, in their order in the call."""
    return sorted(np.argsort(-worth, kind="stable")[:ENCODED].tolist())
