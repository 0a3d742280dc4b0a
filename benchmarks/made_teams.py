"""Made-up teams whose true abilities are known, to see whether the comparison finds them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.priorities.handled import Handled
from coachkit.statistics.averages import Numbers

TOPICS = ("t0", "t1", "t2", "t3")
HARDNESS = (0.0, -6.0, 6.0, -18.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Calls of a team, and how much better each agent truly is than the average of its calls."""

    handled: Sequence[Handled]
    abilities: dict[str, float]


def a_team(
    seed: int, *, agents: int = 10, calls: int = 600, differ: float = 8.0, noise: float = 25.0,
    unfair: float = 0.6, is_yes_or_no: bool = False,
) -> Team:  # fmt: skip
    """Return a team; `unfair`: how far those with more ability are given the harder calls, 0 to 1."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(0, differ, agents)
    busy = chance.lognormal(0, 0.8, agents)
    who = chance.choice(agents, calls, p=busy / busy.sum())
    lot = unfair * ability[who] / (differ or 1) + np.sqrt(1 - unfair**2) * chance.normal(size=calls)
    topic = np.where(lot > 0.5, 3, chance.integers(0, 3, calls))
    mood = -0.2 * lot + 0.2 * chance.normal(size=calls)
    again = chance.random(calls) < 0.1 + 0.15 * (lot > 0)
    value = 55 + ability[who] + np.array(HARDNESS)[topic] + 20 * mood - 10 * again
    value = value + chance.normal(0, noise, calls)
    if is_yes_or_no:
        value = 100.0 * (value > 50)
    handled = [
        Handled(
            call_id=f"c{n:05}", agent=f"agent {who[n]:02}", value=float(value[n]), topic_id=TOPICS[topic[n]],
            topics=1, mood=float(mood[n]), is_again=bool(again[n]), language="en", time_of_day=None,
        )
        for n in range(calls)
    ]  # fmt: skip
    return Team(handled=handled, abilities={f"agent {n:02}": float(ability[n]) for n in range(agents)})


def raw_averages(handled: Sequence[Handled]) -> dict[str, float]:
    """Return each agent's mean value."""
    names, agents = np.unique([one.agent for one in handled], return_inverse=True)
    values = np.array([one.value for one in handled])
    means: Numbers = np.bincount(agents, values) / np.bincount(agents)
    return dict(zip(map(str, names), map(float, means), strict=True))
