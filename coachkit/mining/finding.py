"""Findings: what a comparison says of one behaviour in the cases of one subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.behaviours.behaviour import Behaviour, Observed
from coachkit.models import Case, PlaybookKind
from coachkit.statistics.averages import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What comes up, with all its cases and what agents do in them."""

    kind: PlaybookKind
    name: str
    """As cases have it; empty for everything."""
    cases: Sequence[Case]
    """Also those that went neither well nor badly; all `Observed.done` are in their order."""
    observed: Sequence[Observed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found of a behaviour: claimed, or withheld with the reason."""

    subject: Subject
    observed: Observed
    done_good: int
    done_bad: int
    not_done_good: int
    not_done_bad: int
    calls: int
    """Calls in which it is done."""
    agents: int
    """Agents who do it."""
    effect: Estimate
    """By what share more cases go well where it is done, -1 to 1, within agents."""
    odds: Estimate | None
    """Common odds ratio; None where one side is empty."""
    chance: float
    """p-value, both sides."""
    adjusted: float
    """The same, corrected for everything that was looked at in the library."""
    withheld: str | None
    """Why it is not claimed, in a sentence for a lead; None where it is."""
    also: tuple[Behaviour, ...] = ()
    """Behaviours in the same cases, which explain it as well."""

    @property
    def helps(self) -> bool:
        """Whether what goes well is commoner where it is done."""
        return self.effect.value > 0
