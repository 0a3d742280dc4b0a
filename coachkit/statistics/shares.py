"""Shares of counts: how sure one is, whether two differ, and whether a row of them rises or falls.

All tests are exact or close to it at the sizes that `coachkit.trends` asks for, and need nothing but numpy:
scipy.stats takes a second to import, which is more than all the rest of a table of trends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import erfc, log, sqrt

import numpy as np
import numpy.typing as npt

Z95 = 1.959963984540054
"""The normal deviate that leaves 2.5 % above it."""
_HALF = log(0.5)
_SAME = 1e-7
"""Probabilities that differ by less, relatively, are equal but for rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of some calls hold something, with the interval that the true share is in 95 times of 100.

    Shares are 0 to 1; without any call there is none.
    """

    held: int
    calls: int
    value: float | None
    low: float | None
    high: float | None


def share_of(held: int, calls: int) -> Share:
    """Return a share with its interval.

    Raises:
        ValueError: There are fewer than no calls, or more are held than there are.
    """
    if not 0 <= held <= calls:
        raise ValueError(f"{held} of {calls} is no share")
    if not calls:
        return Share(held=0, calls=0, value=None, low=None, high=None)
    low, high = wilson(held, calls)
    return Share(held=held, calls=calls, value=held / calls, low=low, high=high)


def wilson(held: int, of: int, *, z: float = Z95) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927): it stays within 0 and 1 and holds for small counts.

    `of` is at least 1.
    """
    share = held / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (0.0 if held == 0 else middle - reach), (1.0 if held == of else middle + reach)


def fisher(held: int, of: int, other_held: int, other_of: int) -> float:
    """Return how likely two shares differ so much, or less likely still, by chance alone.

    The exact two-sided test (Fisher 1935): all tables with the same margins that are no likelier than this
    one. It holds at every size, so small counts need no other test.
    """
    both, everything = held + other_held, of + other_of
    fewest, most = max(0, both - other_of), min(both, of)
    if fewest == most:
        return 1.0
    log = log_factorials(1 << everything.bit_length())
    counts = np.arange(fewest, most + 1)
    likely = np.exp(
        log[of] - log[counts] - log[of - counts]
        + log[other_of] - log[both - counts] - log[other_of - both + counts]
        - log[everything] + log[both] + log[everything - both]
    )  # fmt: skip
    as_rare = likely <= likely[held - fewest] * (1 + _SAME)
    return min(1.0, float(likely[as_rare].sum()))


def half(held: int, of: int) -> float:
    """Return how likely a share is so far from half by chance alone, both sides (the exact sign test)."""
    logs = log_factorials(1 << of.bit_length())
    counts = np.arange(min(held, of - held) + 1)
    tail = float(np.exp(logs[of] - logs[counts] - logs[of - counts] + of * _HALF).sum())
    return min(1.0, 2 * tail)


def steady_change(held: Sequence[int], of: Sequence[int]) -> float:
    """Return how likely shares that stand in order rise or fall so steadily by chance alone, both sides.

    The test for trend (Cochran 1954, Armitage 1955) with equal steps; groups without any calls count as a
    step. Its normal approximation wants some dozens of calls and a handful that hold.
    """
    n = np.asarray(of, dtype=np.float64)
    h = np.asarray(held, dtype=np.float64)
    total = n.sum()
    share = h.sum() / total if total else 0.0
    if share <= 0 or share >= 1:
        return 1.0
    steps = np.arange(len(n)) - (np.arange(len(n)) * n).sum() / total
    variance = share * (1 - share) * (n * steps**2).sum()
    if variance <= 0:
        return 1.0
    z = abs(float((steps * (h - n * share)).sum())) / sqrt(float(variance))
    return erfc(z / sqrt(2))


@cache
def log_factorials(size: int) -> npt.NDArray[np.float64]:
    """Return the logarithms of 0! to (size - 1)!."""
    logs = np.zeros(size)
    logs[1:] = np.cumsum(np.log(np.arange(1, size)))
    return logs
