"""Made tables of weeks and of agents, with subjects as rare and as common as in a library."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.statistics.shares import share_of
from coachkit.trends.comparing import Comparison, compare_course, compare_newest, compare_with_others

SHARES = (0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.3, 0.45, 0.6) * 3
WEEKS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Counts of calls in each column, and of those that hold each subject."""

    calls: list[int]
    held: list[list[int]]


def weeks(rng: np.random.Generator, a_week: int, *, first: Sequence[float] | None = None) -> Made:
    """Return thirteen weeks of about so many calls; `first`: the shares of the first subject, by week."""
    calls = rng.poisson(a_week, WEEKS)
    shares = [first or [SHARES[0]] * WEEKS, *([share] * WEEKS for share in SHARES[1:])]
    return Made(calls=calls.tolist(), held=[rng.binomial(calls, share).tolist() for share in shares])


def repeated(rng: np.random.Generator, a_week: int) -> Made:
    """Return weeks whose customers call one to five times about the same, every call counted."""
    times = [rng.integers(1, 6, rng.poisson(a_week / 3)) for _ in range(WEEKS)]
    held = [[int(week @ (rng.random(len(week)) < share)) for week in times] for share in SHARES]
    return Made(calls=[int(week.sum()) for week in times], held=held)


def alike(rng: np.random.Generator, agents: int) -> Made:
    """Return agents with 10 to 200 calls each, whose calls hold every subject equally often."""
    calls = rng.integers(10, 200, agents)
    return Made(calls=calls.tolist(), held=[rng.binomial(calls, share).tolist() for share in SHARES])


def of_weeks(made: Made) -> list[Comparison]:
    """Return what a table of weeks compares."""
    return [compare(held, made.calls) for held in made.held for compare in (compare_newest, compare_course)]


def of_groups(made: Made) -> list[Comparison]:
    """Return what a table of agents compares."""
    return [
        compare_with_others(share_of(one, calls), share_of(sum(held) - one, sum(made.calls) - calls))
        for held in made.held
        for one, calls in zip(held, made.calls, strict=True)
    ]
