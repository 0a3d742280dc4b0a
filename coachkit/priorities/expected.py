"""What a call comes to with an average agent, given what was known before the agent did anything.

Conditions are weighed within each agent's own calls: if the best people are given the hardest calls, a
comparison across people would take the hardness for theirs. The weights are held small by a ridge
penalty, whose size is found by generalised cross-validation (Golub, Heath and Wahba, Technometrics
1979), so a library of thirty calls is hardly adjusted at all and one of thousands fully.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.priorities.handled import Handled

Numbers = npt.NDArray[np.float64]
_PENALTIES = 2 * np.logspace(0, 4, 17)
"""In calls: what a condition that two calls share is worth is at least halved."""
_BORROWED = 4.0
"""How many calls' worth the usual spread counts beside that of the calls."""
_MANY_TOPICS = 4
"""More topics than this in one call count as this many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What was to be expected of calls, and how far calls are from it."""

    values: Numbers
    """Of each call; their mean is that of all calls."""
    spread: float
    """Standard deviation of an agent's calls about what is expected of them."""


def expect(handled: Sequence[Handled], *, usual: float = 0.0) -> Expected:
    """Return, for each, what such a call comes to with an average agent.

    `usual` is what calls vary by as a rule (standard deviation). It, or what these vary by if that is more,
    counts as four calls in their spread, so that a few that happen to be alike do not look exact.
    """
    values = np.array([one.value for one in handled], float)
    if not len(values):
        return Expected(values=values, spread=0.0)
    given = conditions(handled)
    agents = np.unique([one.agent for one in handled], return_inverse=True)[1]
    own = within(values[:, None], agents)[:, 0]
    weights, used = _ridge(within(given, agents), own)
    expected = values.mean() + (given - given.mean(axis=0)) @ weights
    left = within((values - expected)[:, None], agents)[:, 0]
    free = max(len(values) - len(np.unique(agents)) - used, 1.0)
    squares = float(left @ left) + _BORROWED * max(float(values.var()), usual**2)
    return Expected(values=expected, spread=float(np.sqrt(squares / (free + _BORROWED))))


def conditions(handled: Sequence[Handled]) -> Numbers:
    """Return what was known of each: topic, number of topics, mood, calling again, language, time of day."""
    moods = np.array([np.nan if one.mood is None else one.mood for one in handled])
    spread = np.nanstd(moods) if np.isfinite(moods).any() else 0.0
    middle = np.nanmean(moods) if np.isfinite(moods).any() else 0.0
    mood = np.where(np.isfinite(moods), (moods - middle) / (spread or 1.0), 0.0)
    columns = [
        mood,
        np.isnan(moods).astype(float),
        np.array([float(one.is_again) for one in handled]),
        np.array([float(min(one.topics, _MANY_TOPICS)) for one in handled]),
    ]
    columns += _each([one.topic_id for one in handled])
    columns += _each([one.language for one in handled])
    columns += _each([one.time_of_day for one in handled])
    return np.column_stack(columns)


def within(rows: Numbers, groups: npt.NDArray[np.intp]) -> Numbers:
    """Return `rows` less the mean of the rows of their group (numbered from 0)."""
    counts = np.bincount(groups)
    sums = np.zeros((len(counts), rows.shape[1]))
    np.add.at(sums, groups, rows)
    return rows - (sums / counts[:, None])[groups]


def _ridge(given: Numbers, values: Numbers) -> tuple[Numbers, float]:
    """Return one weight a column, and how much freedom they take; `given` and `values` have mean 0."""
    lengths, turned = np.linalg.eigh(given.T @ given)
    lengths = np.clip(lengths, 0.0, None)
    along = turned.T @ (given.T @ values)
    everything = float(values @ values)
    best, weights, taken = np.inf, np.zeros(given.shape[1]), 0.0
    for penalty in _PENALTIES:
        part = along / (lengths + penalty)
        left = everything - float((2 * along - lengths * part) @ part)
        used = float((lengths / (lengths + penalty)).sum())
        free = 1 - used / len(values)
        error = left / free**2 if free > 0 else np.inf
        if error < best:
            best, weights, taken = error, turned @ part, used
    return weights, taken


def _each(names: Sequence[str | None]) -> list[Numbers]:
    """Return a column of 0 and 1 for each name; nothing where all are alike."""
    known, numbers = np.unique([name or "" for name in names], return_inverse=True)
    return [(numbers == n).astype(float) for n in range(len(known))] if len(known) > 1 else []
