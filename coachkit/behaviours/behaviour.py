"""Behaviours: what agents do or do not do in cases of one kind, and in which of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from coachkit.models import BehaviourKind

DONE, NOT_DONE, DOES_NOT_APPLY = 1, 0, -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """Something that agents may do, and how a lead would say it."""

    key: str
    """Stable: `trait:asks_first`, `phrase:let me check that`; people's decisions are kept under it."""
    kind: BehaviourKind
    does: str
    """What is said of an agent who does it: “asks about the matter before answering”."""
    do: str
    """A sentence that asks for it: “Ask about the matter before you answer.”"""
    dont: str
    """A sentence that asks to leave it: “Don't ask one question after another.”"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A behaviour in the cases of one subject."""

    behaviour: Behaviour
    done: npt.NDArray[np.int8]
    """Of each case in order: `DONE`, `NOT_DONE`, or `DOES_NOT_APPLY` where it cannot be told."""
    words: Mapping[int, str] = field(default_factory=dict)
    """What the agent says that shows it, by place of the case; of those that words show."""
