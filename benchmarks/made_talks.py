"""Made-up agents whose true strengths and weaknesses are known, to see whether a prepared talk finds them."""

from dataclasses import dataclass

import numpy as np

from coachkit.preparing.aspects import Aspect
from coachkit.preparing.given_calls import GivenCalls
from coachkit.preparing.weighing import Sides
from coachkit.priorities.handled import Handled
from coachkit.reporting.cases import Case

AGENT = "agent 00"
THINGS = 25
"""As many as a page on a team's calls compares."""
PLANTED = "criterion:thing 00"
_ON = 0.4
"""On this share of calls a thing comes up at all, for one in three of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeTalk:
    """An agent's calls and colleagues' calls, with what goes well on each."""

    aspects: list[Aspect]
    sides: Sides
    given: GivenCalls


def a_talk(
    seed: int, *, agents: int = 8, calls: int = 25, planted: float = 0.0, unfair: float = 0.0
) -> MadeTalk:
    """Return a talk with an agent of a team of `agents`, each with about as many `calls`.

    `planted`: how much less often the first thing goes well with the agent, 0 to 1. `unfair`: how much more
    often the agent is given hard calls, on which everything goes less well with anybody, 0 to 1.
    """
    chance = np.random.default_rng(seed)
    usual = chance.uniform(0.45, 0.9, THINGS)
    # one thing differs from call to call together with the others, as in true calls
    cases: dict[int, dict[str, list[Case]]] = {thing: {} for thing in range(THINGS)}
    handled: dict[tuple[str, str], Handled] = {}
    here: set[str] = set()
    beside: set[str] = set()
    for n in range(agents):
        agent = f"agent {n:02}"
        for k in range(max(2, int(chance.poisson(calls)))):
            call_id = f"{agent} call {k:03}"
            is_hard = chance.random() < 0.3 + (unfair if agent == AGENT else 0.0)
            mood = (-0.3 if is_hard else 0.1) + 0.15 * chance.normal()
            luck = 0.1 * chance.normal()
            handled[call_id, agent] = Handled(
                call_id=call_id, agent=agent, value=0.0, topic_id="hard" if is_hard else f"t{k % 3}",
                topics=1, mood=float(mood), is_again=False, language="en", time_of_day=None,
            )  # fmt: skip
            (here if agent == AGENT else beside).add(call_id)
            for thing in range(THINGS):
                if thing % 3 == 1 and chance.random() > _ON:
                    continue
                share = usual[thing] - 0.25 * is_hard + luck
                share -= planted if agent == AGENT and thing == 0 else 0.0
                case = Case(call_id=call_id, is_held=bool(chance.random() < share), weight=1.0)
                cases[thing].setdefault(agent, []).append(case)
    sides = Sides(
        agent=AGENT,
        colleagues={f"agent {n:02}" for n in range(1, agents)},
        here=here,
        beside=beside,
        before=(),
    )
    aspects = [
        Aspect(
            on=f"criterion:thing {thing:02}",
            kind="criterion",
            well="well",
            badly="badly",
            unit="call",
            cases=of,
        )
        for thing, of in cases.items()
    ]
    return MadeTalk(aspects=aspects, sides=sides, given=GivenCalls(handled, {}, sides))
