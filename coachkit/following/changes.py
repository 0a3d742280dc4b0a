"""A figure before and after, in the calls of one agent or of several, and how far that is beyond the others.

Agents count by their calls, n m / (n + m) with n before and m after (Cochran, Biometrics 1954). A call that
is compared several times is not counted as several: everything is one weighted sum of single calls.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from coachkit.following.observing import Observation
from coachkit.statistics.contrasts import Contrast, contrast, spread_between
from coachkit.statistics.differences import Difference

FEWEST = 5
"""Calls on either side with which anything is said of a change."""
FEWEST_OTHERS = 3
"""Others from which it is told how much people's figures move by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The calls before, or those after."""

    calls: int
    mean: float | None
    """Over calls; of the others so weighted as they are compared. None without any call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure before and after."""

    before: Side
    after: Side
    difference: Difference | None
    """None where there are too few calls to say anything."""

    @property
    def is_enough(self) -> bool:
        """Whether there are so many calls that a change can be spoken of."""
        return self.difference is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The calls of one agent on both sides of one course."""

    before: tuple[Observation, ...]
    after: tuple[Observation, ...]

    @property
    def weight(self) -> float:
        """What the comparison counts by: n m / (n + m), none where a side is empty (Cochran 1954)."""
        both = len(self.before) + len(self.after)
        return len(self.before) * len(self.after) / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A change, and as what sum of single calls it was reckoned."""

    change: Change
    contrast: Contrast | None = None
    """None where there are too few calls."""
    weights: Mapping[Observation, float] = field(default_factory=dict)
    """Of each call: what it adds, those before with a minus."""
    shares: Mapping[str, float] = field(default_factory=dict)
    """Of each agent: how much of the change is theirs; together 1."""


def reckon(parts: Sequence[tuple[Sequence[Cell], float]], spread: float) -> Reckoned:
    """Return the change over several groups of cells, each group with its weight."""
    used = [(cells, weight) for cells, weight in parts if weight and any(cell.weight for cell in cells)]
    if not used:
        return Reckoned(change=_averages(cell for cells, _ in parts for cell in cells))
    whole = sum(weight for _, weight in used)
    before: dict[Observation, float] = defaultdict(float)
    after: dict[Observation, float] = defaultdict(float)
    for cells, weight in used:
        counted = sum(cell.weight for cell in cells)
        for cell in cells:
            share = weight / whole * cell.weight / counted
            for side, calls in ((before, cell.before), (after, cell.after)):
                for one in calls if share else ():
                    side[one] += share / len(calls)
    change = Change(before=_side(before), after=_side(after), difference=None)
    if min(len(before), len(after)) < FEWEST:
        return Reckoned(change=change)
    weights = {one: after.get(one, 0.0) - before.get(one, 0.0) for one in sorted({*before, *after}, key=_key)}
    found = contrast(
        [one.value for one in weights],
        [*weights.values()],
        [(one.agent, one in after, one in before) for one in weights],
        spread=spread,
    )
    shares: dict[str, float] = defaultdict(float)
    for one, weight in after.items():
        shares[one.agent] += weight
    return Reckoned(
        change=replace(change, difference=found.difference), contrast=found, weights=weights, shares=shares
    )


def _key(one: Observation) -> tuple[str, str]:
    return one.agent, one.call_id


def _side(weights: Mapping[Observation, float]) -> Side:
    return Side(calls=len(weights), mean=sum(one.value * weight for one, weight in weights.items()))


def _averages(cells: Iterable[Cell]) -> Change:
    """Return plain averages, where one side has no call and nothing can be compared."""
    before: dict[Observation, None] = {}
    after: dict[Observation, None] = {}
    for cell in cells:
        before |= dict.fromkeys(cell.before)
        after |= dict.fromkeys(cell.after)
    sides = [Side(calls=len(s), mean=fmean(one.value for one in s) if s else None) for s in (before, after)]
    return Change(before=sides[0], after=sides[1], difference=None)


def beyond(own: Reckoned, others: Reckoned) -> Difference | None:
    """Return by how much more it changed than with the others.

    People's figures also move by themselves from month to month. How much is read off the others, where
    there are enough of them, and makes the interval so much wider.
    """
    if own.contrast is None or others.contrast is None:
        return None
    apart = own.contrast.less(others.contrast)
    if len(others.shares) >= FEWEST_OTHERS:
        counted = sum(share**2 for each in (own.shares, others.shares) for share in each.values())
        moved = _own_movement(others) * counted
        apart = apart.less(Contrast(value=0.0, squared_error=moved, freedom=len(others.shares) - 1))
    return apart.difference


def _own_movement(others: Reckoned) -> float:
    """Return the variance of people's own changes, beyond what their few calls explain."""
    variance = (
        others.contrast.squared_error / sum(w**2 for w in others.weights.values()) if others.contrast else 0.0
    )
    changes: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    for one, weight in others.weights.items():
        changes[one.agent] += weight * one.value / others.shares[one.agent]
        squares[one.agent] += (weight / others.shares[one.agent]) ** 2
    return spread_between([*changes.values()], [variance * squares[agent] for agent in changes])
