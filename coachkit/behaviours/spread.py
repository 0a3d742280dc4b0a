"""Whether something is done widely enough to be compared: by several agents in several calls, not always."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.models import Case

FEWEST_CASES = 6
"""Cases in which it is done, and as many in which it is not."""
FEWEST_CALLS = 3
FEWEST_AGENTS = 2
_NOBODY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The calls and agents of some cases."""

    calls: npt.NDArray[np.int64]
    """A number for the call of each case."""
    agents: npt.NDArray[np.int64]
    """A number for the agent of each case; below 0 where nobody knows who it was."""
    fewest_cases: int = FEWEST_CASES

    @classmethod
    def of(cls, cases: Sequence[Case]) -> "Spread":
        """Return the calls and agents of some cases."""
        calls = {name: n for n, name in enumerate(dict.fromkeys(one.call_id for one in cases))}
        agents = {name: n for n, name in enumerate(dict.fromkeys(one.agent for one in cases if one.agent))}
        return cls(
            calls=np.array([calls[one.call_id] for one in cases], np.int64),
            agents=np.array([agents[one.agent] if one.agent else _NOBODY for one in cases], np.int64),
        )

    def is_wide(self, done: npt.NDArray[np.int64]) -> bool:
        """Say whether enough agents in enough calls do it in these cases, and leave it in the others.

        `done` holds places of cases, each once.
        """
        if not self.fewest_cases <= len(done) <= len(self.calls) - self.fewest_cases:
            return False
        left = np.ones(len(self.calls), bool)
        left[done] = False
        return all(
            len(np.unique(self.calls[side])) >= FEWEST_CALLS and len(self._known(side)) >= FEWEST_AGENTS
            for side in (done, np.flatnonzero(left))
        )

    def _known(self, side: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return np.unique(self.agents[side][self.agents[side] != _NOBODY])
