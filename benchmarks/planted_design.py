"""Who does what in the calls that `planted_calls` makes, and what comes of it; no words yet.

The chance that an exchange goes well is the agent's own plus what the habits in it add, on the scale of log
odds. A habit adds nothing where it does not work; an order adds as much one way round as it takes the other.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Literal

Way = Literal["helps", "harms", "none"]
Role = Literal["planted", "decoy", "star"]
SUBJECTS: Mapping[str, float] = {
    "Corvella": 0.2,
    "Brightpeak": 0.2,
    "route planner": 0.24,
    "calendar sync": 0.14,
    "contract terms": 0.22,
}
"""What comes up, and how often."""
RIVALS = frozenset({"Corvella", "Brightpeak"})
FEATURES = frozenset({"route planner", "calendar sync"})
EVERYWHERE = frozenset(SUBJECTS)
AGENTS = (
    *("Abena O.", "Bruno L.", "Carys P.", "Dilip R.", "Esther M.", "Finlay T."),
    *("Gemma W.", "Hakan D.", "Ingrid S.", "Jerome B.", "Kasia N.", "Lorcan F."),
)
STARS = frozenset(AGENTS[:2])
SKILL = (0.65, 0.65, *(0.35 + 0.025 * n for n in range(10)))
"""Chance of a good reaction by agent, where they do as much of everything as the team."""
FLIPPED = 0.15
"""Share of reactions that are the opposite of what was earned."""
EXCHANGES = {1: 0.15, 2: 0.3, 3: 0.55}
"""How many matters come up in a call."""
SPREAD = 0.1
"""How far agents differ in how often they do a thing (standard deviation)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Something that agents do in some exchanges."""

    name: str
    sort: Literal["question", "order", "phrase", "meaning", "pace", "length"]
    role: Role = "decoy"
    way: Way = "none"
    works: frozenset[str] = frozenset()
    """Subjects in which it moves the chance."""
    done: frozenset[str] = EVERYWHERE
    """Subjects in which it is done at all."""
    rate: float = 0.15
    """In what share of them."""
    weight: float = 0.0
    """Log odds that it adds or takes."""
    first: str | None = None
    """Of an order: what comes first where it is done …"""
    then: str | None = None
    """… and second."""


def _helps(name: str, sort: Literal["question", "phrase", "meaning"], **more: object) -> Habit:
    return Habit(name=name, sort=sort, role="planted", way="helps", **more)  # type: ignore[arg-type]


HABITS: tuple[Habit, ...] = (
    _helps("asks_first", "question", works=EVERYWHERE, rate=0.3, weight=2.8),
    Habit(
        name="empathy_before_price",
        sort="order",
        role="planted",
        way="helps",
        works=EVERYWHERE,
        weight=3.3,
        first="empathy",
        then="price",
    ),
    _helps("hand_on_heart", "phrase", works=EVERYWHERE, rate=0.3, weight=2.8),
    _helps("offers_to_move", "meaning", works=RIVALS, rate=0.4, weight=3.3),
    _helps("gives_example", "meaning", works=frozenset({"route planner"}), rate=0.4, weight=3.6),
    Habit(
        name="answers_late", sort="pace", role="planted", way="harms", works=EVERYWHERE, rate=0.3, weight=2.8
    ),
    Habit(name="hedges", sort="meaning", role="planted", way="harms", works=EVERYWHERE, rate=0.3, weight=2.8),
    Habit(
        name="blames",
        sort="meaning",
        role="planted",
        way="harms",
        works=FEATURES,
        done=FEATURES,
        rate=0.4,
        weight=3.3,
    ),
    Habit(
        name="runs_down",
        sort="meaning",
        role="planted",
        way="harms",
        works=RIVALS,
        done=RIVALS,
        rate=0.4,
        weight=3.3,
    ),
    Habit(
        name="small_print",
        sort="phrase",
        role="planted",
        way="harms",
        works=frozenset({"contract terms"}),
        done=frozenset({"contract terms"}),
        rate=0.4,
        weight=3.6,
    ),
    Habit(name="empathy", sort="meaning", rate=0.6),
    Habit(name="price", sort="meaning", rate=0.6),
    Habit(name="the_way_i_see_it", sort="phrase"),
    Habit(name="on_the_same_page", sort="phrase"),
    Habit(name="offers_summary", sort="meaning", rate=0.2),
    Habit(name="opening_hours", sort="meaning"),
    Habit(name="points_to_rules", sort="meaning"),
    Habit(name="thanks_for_asking", sort="meaning"),
    Habit(name="credits_rival", sort="meaning", done=RIVALS, rate=0.25),
    Habit(name="asks_account", sort="question"),
    Habit(name="speaks_long", sort="length", rate=0.12),
    Habit(name="answers_at_once", sort="pace", rate=0.2),
    Habit(name="price_before_summary", sort="order", first="price", then="offers_summary"),
    Habit(name="cracking_on", sort="phrase", role="star"),
    Habit(name="own_experience", sort="meaning", role="star"),
)
STAR_RATE, OTHERS_RATE = 0.8, 0.1
PLACE = {one.name: place for place, one in enumerate(HABITS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One exchange: what the agent does, in what order, and what comes of it."""

    subject: str
    agent: str
    done: tuple[int, ...]
    """Of each of `HABITS`: 1 done, 0 not done, -1 where it cannot be told (an order with one of two)."""
    parts: tuple[str, ...]
    """What is said after the questions, in order; `tells` is what every reply has."""
    chance: float
    """Of going well."""
    is_earned_good: bool
    is_shown_good: bool


def draw_calls(rng: random.Random, calls: int) -> list[list[Drawn]]:
    """Return the exchanges of each call in order; some agents take more calls than others."""
    rates = {agent: {one.name: _rate(rng, one, agent) for one in HABITS} for agent in AGENTS}
    busy = [rng.uniform(0.6, 1.4) for _ in AGENTS]
    found = []
    for _ in range(calls):
        [agent] = rng.choices(AGENTS, busy)
        [many] = rng.choices(list(EXCHANGES), list(EXCHANGES.values()))
        found.append([_draw(rng, subject, agent, rates[agent]) for subject in _subjects(rng, many)])
    return found


def points_of(drawn: Iterable[Drawn], habit: Habit) -> float:
    """Return by how many of 100 exchanges more go well if all did it than if none did, before the flips."""
    moved = []
    for one in drawn:
        state = one.done[PLACE[habit.name]]
        if one.subject in habit.works and state >= 0:
            without = log(one.chance / (1 - one.chance)) - _moves(habit, state)
            moved.append(_share(without + _moves(habit, 1)) - _share(without + _moves(habit, 0)))
    return 100 * sum(moved) / len(moved) if moved else 0.0


def _rate(rng: random.Random, habit: Habit, agent: str) -> float:
    if habit.role == "star":
        return STAR_RATE if agent in STARS else OTHERS_RATE
    return min(0.9, max(0.05, rng.gauss(habit.rate, SPREAD * min(1.0, habit.rate / 0.3))))


def _subjects(rng: random.Random, many: int) -> list[str]:
    """Return so many different subjects."""
    left = dict(SUBJECTS)
    found = []
    for _ in range(many):
        [one] = rng.choices(list(left), list(left.values()))
        found.append(one)
        del left[one]
    return found


def _draw(rng: random.Random, subject: str, agent: str, rates: Mapping[str, float]) -> Drawn:
    acts = {
        one.name: int(subject in one.done and rng.random() < rates[one.name])
        for one in HABITS
        if one.sort != "order"
    }
    if acts["answers_late"]:
        acts["answers_at_once"] = 0
    parts = [name for name in acts if acts[name] and _is_told(name)] + ["tells"]
    rng.shuffle(parts)
    done = tuple(_in_order(one, parts) if one.sort == "order" else acts[one.name] for one in HABITS)
    odds = log(SKILL[AGENTS.index(agent)] / (1 - SKILL[AGENTS.index(agent)]))
    odds += sum(
        _moves(one, state) - _usual(one)
        for one, state in zip(HABITS, done, strict=True)
        if subject in one.works and state >= 0
    )
    chance = _share(odds)
    earned = rng.random() < chance
    return Drawn(
        subject=subject,
        agent=agent,
        done=done,
        parts=tuple(parts),
        chance=chance,
        is_earned_good=earned,
        is_shown_good=earned != (rng.random() < FLIPPED),
    )


def _is_told(name: str) -> bool:
    """Say whether a habit is something told: neither a question of its own turn nor a pause."""
    return HABITS[PLACE[name]].sort not in ("question", "pace", "order")


def _in_order(habit: Habit, parts: Sequence[str]) -> int:
    if habit.first not in parts or habit.then not in parts:
        return -1
    return int(parts.index(habit.first) < parts.index(habit.then))


def _moves(habit: Habit, state: int) -> float:
    sign = 1.0 if habit.way == "helps" else -1.0
    return sign * habit.weight * (state - 0.5 if habit.sort == "order" else state)


def _usual(habit: Habit) -> float:
    """Return what a habit moves on average, so that an agent's skill is that of an agent like the others."""
    return 0.0 if habit.sort == "order" else _moves(habit, 1) * habit.rate


def _share(odds: float) -> float:
    return 1 / (1 + exp(-odds))
