"""What the replies of a group have in common: its middle in meaning, and which lines are nearest to it."""

from collections.abc import Sequence

import numpy as np

from coachkit.battlecards.grouping import SHARED_OF, Matrix
from coachkit.battlecards.matter import Answer
from coachkit.replies.prompts import unit_rows

NEAREST = 0.7
"""Lines of a reply that come so near to its nearest one belong to what the group shares."""


class Middles:
    """Middles of groups of replies to one name, without what all replies to it share."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        """Take what all of these share."""
        known = [one.meaning for one in answers if one.meaning is not None]
        rows = unit_rows(known) if known else np.zeros((1, 1), np.float32)
        self._shared = rows.mean(axis=0) * (len(known) / (len(known) + SHARED_OF))

    def nearness(self, group: Sequence[Answer], one: Answer) -> tuple[float, ...]:
        """Return how near each line of a reply is to the middle of its group, -1 to 1.

        Of a reply that is alone, to the reply itself; 0 for a line without a meaning.
        """
        known = [each.meaning for each in group if each.meaning is not None]
        if len(known) < 2 or not any(one.meanings):
            return one.near
        middle = self._apart(unit_rows(known)).mean(axis=0)
        length = float(np.linalg.norm(middle))
        if not length:
            return one.near
        rows = iter(self._apart(unit_rows(each for each in one.meanings if each)) @ (middle / length))
        return tuple(float(next(rows)) if each else 0.0 for each in one.meanings)

    def _apart(self, rows: Matrix) -> Matrix:
        apart: Matrix = rows - self._shared
        lengths = np.linalg.norm(apart, axis=1, keepdims=True)
        unit: Matrix = apart / np.maximum(lengths, np.finfo(np.float32).tiny)
        return unit


def shared_lines(near: Sequence[float], places: Sequence[int]) -> list[int]:
    """Return which of some lines hold what the group shares: those about as near as the nearest."""
    best = max((near[place] for place in places), default=0.0)
    return [place for place in places if best <= 0 or near[place] >= NEAREST * best]
