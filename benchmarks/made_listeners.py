"""Made-up teams some of whose agents hear a list, and whose figure then truly changes by so much, or not."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from coachkit.following.course import Course
from coachkit.following.effect import Effect, effect_of
from coachkit.following.observing import Observation

FIRST = date(2026, 9, 1)
DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How a team is made."""

    agents: int = 10
    listeners: int = 3
    calls_a_day: float = 0.5
    """Of each agent, on average; agents differ."""
    planted: float = 0.0
    """By how much the figure of those who heard the list changes, in standard deviations of calls."""
    season: float = 0.0
    """By how much it changes for everybody at that time."""
    drift: float = 0.0
    """How much each agent changes by themselves meanwhile (standard deviation)."""
    is_yes_or_no: bool = False
    """Whether calls go well or do not, half of them well before; changes are then parts of 1."""


def hear_and_compare(seed: int, made: Made) -> Effect:
    """Return what is found in a team made so."""
    chance = np.random.default_rng(seed)
    level = chance.normal(0, 0.15 if made.is_yes_or_no else 0.5, made.agents)
    busy = chance.lognormal(0, 0.5, made.agents)
    moved = chance.normal(0, made.drift, made.agents)
    asked = FIRST + timedelta(days=DAYS + 7)
    courses, seen = [], []
    for n in range(made.agents):
        is_listener = n < made.listeners
        since = asked + timedelta(days=int(chance.integers(0, 10)) if is_listener else 0)
        if is_listener:
            courses.append(
                Course(
                    agent=f"a{n}", asked=asked, since=since, since_what="heard to the end", days=DAYS,
                    today=since + timedelta(days=100),
                )
            )  # fmt: skip
        for day in range(3 * DAYS):
            on = FIRST + timedelta(days=day)
            is_after = on > since
            mean = level[n] + (made.season + moved[n] if on >= asked else 0.0)
            mean += made.planted if is_listener and is_after else 0.0
            for k in range(chance.poisson(made.calls_a_day * busy[n])):
                if made.is_yes_or_no:
                    value = float(chance.random() < min(max(0.5 + mean, 0.0), 1.0))
                else:
                    value = float(mean + chance.normal())
                call_id = f"{n}-{day}-{k}"
                seen.append(Observation(call_id=call_id, agent=f"a{n}", day=on, value=value))
    return effect_of(courses, seen, asked=[course.agent for course in courses])
