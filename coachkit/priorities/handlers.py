"""How each agent handles some calls, beside what such calls come to with everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import numpy.typing as npt

from coachkit.priorities.handled import Handled
from coachkit.statistics.averages import Estimate, Numbers, pool
from coachkit.statistics.shares import Z95

_BEST = 4
"""One in so many is among those who handle calls best."""
_BORROWED = 4.0
"""How many calls' worth the spread of all calls counts when that of a few calls is estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """An agent on some calls."""

    agent: str
    calls: int
    weight: float
    """How many calls that is worth, where some count less than others."""
    average: float
    """Mean of the values as they are."""
    expected: float
    """Mean of what such calls come to with everybody."""
    effect: Estimate
    """How much better (or worse) these calls go with this agent, adjusted for both."""
    kept: float
    """How much of the difference between `average` and `expected` is left in it, 0 to 1."""


def handlers_of(
    handled: Sequence[Handled],
    expected: Numbers,
    *,
    spread: float,
    weights: Numbers | None = None,
    is_less_better: bool = False,
) -> list[Handler]:
    """Return everybody who took one of these calls, who handles them best first.

    `spread` is the standard deviation of all calls about what is expected of them. An effect is more than
    0 where the agent does better than the average of these calls, whatever the measure.
    """
    if not handled:
        return []
    names, agents = np.unique([one.agent for one in handled], return_inverse=True)
    weights = np.ones(len(handled)) if weights is None else weights
    values = np.array([one.value for one in handled], float)
    expected = expected + np.average(values - expected, weights=weights)
    over = (values - expected) * (-1 if is_less_better else 1)
    sums = np.bincount(agents, weights)
    counts = sums**2 / np.bincount(agents, weights**2)
    means = np.bincount(agents, weights * over) / sums
    pooled = pool(means, counts, spread=_spread_within(over, agents, weights, means, spread))
    found = [
        Handler(
            agent=str(name),
            calls=int((agents == n).sum()),
            weight=float(counts[n]),
            average=float(np.average(values[agents == n], weights=weights[agents == n])),
            expected=float(np.average(expected[agents == n], weights=weights[agents == n])),
            effect=_estimate(pooled.effects[n], pooled.deviations[n]),
            kept=float(pooled.kept[n]),
        )
        for n, name in enumerate(names)
    ]
    return sorted(found, key=lambda one: (-one.effect.value, one.agent))


def best_of(ranked: Sequence[Handler]) -> tuple[list[Handler], Estimate]:
    """Return the best quarter of people (at least one), and how much better calls go with them.

    That those are picked who look best makes no difference: their effects are drawn in already.
    """
    best = list(ranked[: max(1, len(ranked) // _BEST)])
    value = sum(one.effect.value for one in best) / len(best)
    reach = hypot(*((one.effect.high - one.effect.low) / 2 for one in best)) / len(best)
    return best, Estimate(value=value, low=value - reach, high=value + reach)


def can_be_told_apart(first: Handler, second: Handler) -> bool:
    """Say whether one agent's calls go better than the other's beyond chance (95 %)."""
    reach = hypot(*((one.effect.high - one.effect.low) / 2 for one in (first, second)))
    return abs(first.effect.value - second.effect.value) > reach


def _spread_within(
    over: Numbers, agents: npt.NDArray[np.intp], weights: Numbers, means: Numbers, spread: float
) -> float:
    share = weights / weights.mean()
    squares = float((share * (over - means[agents]) ** 2).sum())
    free = len(over) - len(means)
    return float(np.sqrt((squares + _BORROWED * spread**2) / (free + _BORROWED)))


def _estimate(value: float, deviation: float) -> Estimate:
    reach = Z95 * deviation
    return Estimate(value=float(value), low=float(value - reach), high=float(value + reach))
