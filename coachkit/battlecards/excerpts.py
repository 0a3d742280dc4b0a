"""The lines of a reply that are shown: those that tell most, word for word."""

from collections.abc import Sequence

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

    They are those that say most, and are nearest in meaning to the reply as a whole (`near`).
    “…” stands for what is left out.
    """
    long = [place for place, line in enumerate(lines) if len(words_of(line)) >= SHORTEST]
    worth = {place: _worth(lines[place]) * (0.5 + near[place]) for place in long or range(len(lines))}
    chosen: list[int] = []
    left = most
    for place in sorted(worth, key=lambda place: (-round(worth[place], 4), place)):
        size = len(lines[place].split())
        if chosen and (size > left or not worth[place]):
            continue
        chosen.append(place)
        left -= size
    return _joined(lines, sorted(chosen))


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
