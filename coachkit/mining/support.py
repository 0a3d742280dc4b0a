"""Support: in how many calls and by how many agents something is done, and whether that is enough."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.behaviours.behaviour import DONE, NOT_DONE
from coachkit.config.playbooks import PlaybookSettings
from coachkit.counts import format_count
from coachkit.mining.units import Codes, Done, Units

_LEAST_WITHIN = 0.1
"""With less of what could be compared left within agents, it is their habits that part the cases."""

HABIT = (
    "some agents nearly always do it and others nearly never, so a person's habit "
    "cannot be told from what works"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a comparison rests on; nothing of it depends on what went well."""

    calls: int
    """Calls in which it is done."""
    agents: int
    """Known agents who do it."""
    missing: str | None
    """What is too little to claim anything, in a sentence; None where nothing is."""


def support_of(units: Units, done: Done, settings: PlaybookSettings) -> Support:
    """Return what a comparison of a behaviour within agents rests on."""
    does, leaves = done == DONE, done == NOT_DONE
    calls, without = _different(units.calls[does]), _different(units.calls[leaves])
    own = np.bincount(units.agents[does], minlength=len(units.names))
    other = np.bincount(units.agents[leaves], minlength=len(units.names))
    known = np.array([name is not None for name in units.names])
    missing = _too_few_calls(calls, without, settings.min_calls)
    if missing is None and settings.min_agents > 1:
        who = [name for name, count in zip(units.names, own, strict=True) if count and name is not None]
        both = int(((own > 0) & (other > 0) & known).sum())
        missing = _too_few_agents(who, settings.min_agents) or _habit(own, other, both)
    return Support(calls=calls, agents=int(((own > 0) & known).sum()), missing=missing)


def _different(numbers: Codes) -> int:
    return int(np.count_nonzero(np.bincount(numbers)))


def _too_few_calls(done: int, left: int, wanted: int) -> str | None:
    if done < wanted:
        return f"only {format_count(done, 'call')} in which agents do it; {wanted} are needed"
    if left < wanted:
        return f"only {format_count(left, 'call')} in which agents do not do it; {wanted} are needed"
    return None


def _too_few_agents(who: Sequence[str], wanted: int) -> str | None:
    if not who:
        return "nobody knows which agents do it"
    if len(who) == 1:
        return f"only {who[0]} does it; {wanted} agents are needed"
    return f"only {len(who)} agents do it; {wanted} are needed" if len(who) < wanted else None


def _habit(done: Codes, left: Codes, both: int) -> str | None:
    """Return why agents cannot be compared with themselves, where hardly any do both."""
    within = float((done * left / np.maximum(done + left, 1)).sum())
    across = float(done.sum()) * float(left.sum()) / float((done + left).sum())
    return HABIT if both < 2 or within < _LEAST_WITHIN * across else None
