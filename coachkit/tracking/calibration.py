"""From which similarity a line means the same as an example: a default, moved by what people said of hits."""

from collections.abc import Sequence
from itertools import pairwise

DEFAULT = 0.4
"""Cosine of all-MiniLM-L6-v2 vectors; see docs/trackers.md for what it was measured on."""
LOWEST, HIGHEST = 0.3, 0.95
"""However people judge, the threshold stays within these."""


def calibrated(accepted: Sequence[float], rejected: Sequence[float], *, default: float = DEFAULT) -> float:
    """Return the threshold with the fewest wrong decisions on lines that people judged.

    `accepted` and `rejected` are their similarities. Wrong is an accepted line below the threshold and a
    rejected one from it on; of equally good thresholds the one nearest to `default` is taken.
    """
    known = sorted({*accepted, *rejected})
    between = [(a + b) / 2 for a, b in pairwise(known)]
    beyond = [known[0] - 0.01, known[-1] + 0.01] if known else []
    candidates = [default, *(min(max(value, LOWEST), HIGHEST) for value in (*between, *beyond))]

    def cost(threshold: float) -> tuple[int, float, float]:
        wrong = sum(one < threshold for one in accepted) + sum(one >= threshold for one in rejected)
        return wrong, abs(threshold - default), threshold

    best: float = min(candidates, key=cost)
    return round(best, 4)
