"""The lines of a reply that are shown: those that tell most, word for word."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.battlecards.matter import Answer
from coachkit.battlecards.shared import shared_lines
from coachkit.battlecards.shunned import Shuns, without_shunned
from coachkit.conversation import words_of
from coachkit.purposes import read_purposes, read_sentence

MOST_WORDS = 40
"""Of a reply that are shown, about."""
MOST_COUNTED = 12
"""More telling words do not make a line count more: one long sentence is not the whole reply."""
LIGHT = 0.3
"""What a word counts that carries little: “I don't think they have that” tells something, too."""
SHORTEST = 4
"""Words of a line; a shorter one is shown only where all are."""
MOSTLY_ASIDE = 0.5
"""Share of a line's words from which on it is a greeting or a question of identity."""
LEFT_OUT = " … "


def telling_lines(lines: Sequence[str], near: Sequence[float], *, most: int = MOST_WORDS) -> str:
    """Return the most telling of an agent's lines, in order, in about `most` words.

    They are those that say most, and are nearest in meaning to the reply as a whole (`near`). Empty ones are
    left out.
    “…” stands for what is left out.
    """
    said = [place for place, line in enumerate(lines) if words_of(line)] or range(len(lines))
    long = [place for place in said if len(words_of(lines[place])) >= SHORTEST]
    worth = {place: _worth(lines[place]) * (0.5 + near[place]) for place in long or said}
    chosen: list[int] = []
    left = most
    for place in sorted(worth, key=lambda place: (-round(worth[place], 4), place)):
        size = len(lines[place].split())
        if chosen and (size > left or not worth[place]):
            continue
        chosen.append(place)
        left -= size
    return _joined(lines, sorted(chosen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What is shown of a reply."""

    of: Answer
    text: str
    near: float
    """How near its nearest line is to what the group shares."""
    is_shunned: bool
    """Whether all that was said is what agents are to leave."""


def excerpt_of(answer: Answer, near: Sequence[float], shuns: Shuns | None) -> Excerpt:
    """Return the lines of a reply that hold what its group shares; `near` is how near each is to that.

    Sentences that `shuns` names are left out, where there is any other.
    """
    lines = [without_shunned(line, shuns) if shuns else line for line in answer.lines]
    is_shunned = not any(words_of(line) for line in lines)
    if is_shunned:
        lines = [*answer.lines]
    said = [place for place, line in enumerate(lines) if words_of(line)]
    long = [place for place in said if len(words_of(lines[place])) >= SHORTEST] or said
    own = shared_lines(near, long) if near is not answer.near else said
    return Excerpt(
        of=answer,
        text=telling_lines([line if place in own else "" for place, line in enumerate(lines)], near),
        near=max((near[place] for place in own), default=0.0),
        is_shunned=is_shunned,
    )


def _worth(line: str) -> float:
    """Return how much a line says; a question of identity or a greeting says nothing."""
    reading = read_sentence(line, read_purposes())
    aside = sum(one is not None for one in reading.asides)
    if aside >= MOSTLY_ASIDE * len(reading.asides):
        return 0.0
    return min(reading.weight, MOST_COUNTED) + LIGHT * (len(reading.asides) - reading.weight - aside)


def _joined(lines: Sequence[str], chosen: Sequence[int]) -> str:
    said, before = "", None
    for place in chosen:
        said += (" " if before == place - 1 else LEFT_OUT) if said else ""
        said += lines[place].strip()
        before = place
    return said
