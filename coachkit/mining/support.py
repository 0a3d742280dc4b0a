"""Support: in how many calls and by how many agents something is done, and whether that is enough."""

from dataclasses import dataclass

import numpy as np

from coachkit.behaviours.behaviour import DONE, NOT_DONE
from coachkit.config.playbooks import PlaybookSettings
from coachkit.counts import format_count
from coachkit.mining.units import Done, Flags, Units

_LEAST_WITHIN = 0.1
"""With less of what could be compared left within agents, it is their habits that part the cases."""


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
    calls = len(np.unique(units.calls[does]))
    agents = len(np.unique(units.agents[does & units.known]))
    missing = _too_few_calls(calls, len(np.unique(units.calls[leaves])), settings.min_calls)
    if missing is None and settings.min_agents > 1:
        missing = _too_few_agents(units, does, leaves, settings.min_agents)
    return Support(calls=calls, agents=agents, missing=missing)


def _too_few_calls(done: int, left: int, wanted: int) -> str | None:
    if done < wanted:
        return f"only {format_count(done, 'call')} in which agents do it; {wanted} are needed"
    if left < wanted:
        return f"only {format_count(left, 'call')} in which agents do not do it; {wanted} are needed"
    return None


def _too_few_agents(units: Units, does: Flags, leaves: Flags, wanted: int) -> str | None:
    known = does & units.known
    who = np.unique(units.agents[known])
    if not len(who):
        return "nobody knows which agents do it"
    if len(who) == 1 and wanted > 1:
        return f"only {units.cases[int(np.flatnonzero(known)[0])].agent} does it; {wanted} agents are needed"
    if len(who) < wanted:
        return f"only {len(who)} agents do it; {wanted} are needed"
    both = np.intersect1d(units.agents[known], units.agents[leaves & units.known])
    if len(both) < 2 or _left_within(units, does, leaves) < _LEAST_WITHIN:
        return (
            "some agents nearly always do it and others nearly never, so a habit of a person "
            "cannot be told from what works"
        )
    return None


def _left_within(units: Units, does: Flags, leaves: Flags) -> float:
    """Return which share of all that could be compared is left where only an agent's own cases are."""
    width = int(units.agents.max(initial=0)) + 1
    done = np.bincount(units.agents[does], minlength=width)
    left = np.bincount(units.agents[leaves], minlength=width)
    own = float((done * left / np.maximum(done + left, 1)).sum())
    return own * float((done + left).sum()) / (float(done.sum()) * float(left.sum()))
