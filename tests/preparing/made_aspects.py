"""Aspects by hand: how often something goes well with whom."""

from collections.abc import Mapping

from coachkit.preparing.aspects import Aspect, AspectKind
from coachkit.preparing.weighing import Sides
from coachkit.reporting.cases import Case


def an_aspect(
    on: str, shares: Mapping[str, tuple[int, int]], *, kind: AspectKind = "criterion", importance: float = 1.0
) -> Aspect:
    """Return an aspect; `shares` says on how many of an agent's calls it goes well."""
    return Aspect(
        on=on,
        kind=kind,
        well=f"{on} goes well",
        badly=f"{on} goes badly",
        unit="call",
        cases={
            agent: [Case(call_id=f"{agent} {n}", is_held=n < held, weight=1.0) for n in range(calls)]
            for agent, (held, calls) in shares.items()
        },
        importance=importance,
    )


def sides_of(agent: str, *colleagues: str, calls: int = 200) -> Sides:
    """Return the calls of an agent and of colleagues, as `an_aspect` names them."""
    return Sides(
        agent=agent,
        colleagues=set(colleagues),
        here={f"{agent} {n}" for n in range(calls)},
        beside={f"{name} {n}" for name in colleagues for n in range(calls)},
        before=set(),
    )
