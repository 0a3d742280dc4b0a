"""Allowing for which calls an agent was given: some people get the complaints.

What is known of a call before its agent could do anything (its topic, how the customer sounds at first, the
language, the time of day; see `coachkit.priorities.expected`) says how often a thing would go well in such
calls with anybody. What is left is compared among calls of the same kind, and, where enough of them have
their like with colleagues, among calls of the same kind and topic: what is expected is drawn towards the
average, and leaves some of what a hard topic does.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from coachkit.preparing.aspects import Aspect
from coachkit.preparing.weighing import Sides
from coachkit.priorities.expected import expect
from coachkit.priorities.handled import Handled
from coachkit.priorities.team import Team
from coachkit.statistics.differences import difference_within
from coachkit.store.library import Library
from coachkit.store.reading.calls import CallSummary

_SHARED = 0.5
"""Of the agent's cases so many must be in calls that have their like among colleagues'."""
_ALL = 100.0
"""What a case that went well counts; 0: one that did not."""


class GivenCalls:
    """What is known beforehand of the calls that an agent and colleagues took."""

    def __init__(self, handled: Mapping[tuple[str, str], Handled], kinds: Mapping[str, str], sides: Sides):
        self._handled = handled
        self._kinds = kinds
        self._sides = sides

    @classmethod
    def read(cls, library: Library, calls: Collection[CallSummary], sides: Sides) -> "GivenCalls":
        """Read what is known of these calls."""
        days = sorted(call.started_at[:10] for call in calls if call.started_at)
        where = f"since:{days[0]} until:{days[-1]}" if len(days) == len(calls) and days else None
        team = Team.read(library, "time", where)
        return cls(
            {(one.call_id, one.agent): one for one in team.handled},
            {call.id: call.kind or "" for call in calls},
            sides,
        )

    def chance(self, aspect: Aspect) -> float:
        """Return how likely chance alone parts the agent from colleagues so far in calls alike."""
        own = [(self._sides.agent, case) for case in aspect.of(self._sides.agent)]
        own = [one for one in own if one[1].call_id in self._sides.here]
        theirs = [
            (agent, case)
            for agent in sorted(self._sides.colleagues)
            for case in aspect.of(agent)
            if case.call_id in self._sides.beside
        ]
        known = [
            replace(self._handled[case.call_id, agent], value=_ALL * case.is_held)
            for agent, case in (*own, *theirs)
            if (case.call_id, agent) in self._handled
        ]
        count = sum(one.agent == self._sides.agent for one in known)
        if not 0 < count < len(known):
            return 1.0
        left = np.array([one.value for one in known]) - expect(known).values
        spread = float(np.std([one.value for one in known]))
        kinds = [self._kinds.get(one.call_id, "") for one in known]
        matters = [f"{kind}\n{one.topic_id}" for kind, one in zip(kinds, known, strict=True)]
        chances = []
        for cells in (kinds, matters):
            valued = list(zip(cells, map(float, left), strict=True))
            found = difference_within(valued[:count], valued[count:], spread=spread)
            if found and found[1] >= _SHARED * count:
                chances.append(found[0].chance)
        return max(chances, default=1.0)
