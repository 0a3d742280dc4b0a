"""Which differences of an agent are beyond chance: from colleagues, from half of the calls, from before.

All comparisons of a page with the same thing are corrected for each other (Benjamini and Hochberg 1995), so
that of an agent like all others at most one page in twenty claims a difference from colleagues. What differs
from them must differ by an exact test, and by a second one that allows for which calls the agent was given;
the weaker of the two counts.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coachkit.preparing.aspects import Aspect
from coachkit.statistics.many import adjusted
from coachkit.statistics.shares import Share, fisher, half

Basis = Literal["colleagues", "target", "before"]
"""`target`: that it goes well on more than half of the calls; of a figure, that it is in its range."""
BASES: tuple[Basis, ...] = ("colleagues", "before", "target")
LEAST = 5
"""Calls on each side, for anything to be claimed."""
MOST_FALSE = 0.05
LEAST_APART = 0.1
"""A smaller difference in shares is not worth a talk."""
AS_A_RULE = 2 / 3
"""From this share of calls on a thing is so as a rule; less is nothing to tell for itself."""
Allowing = Callable[[Aspect], float]
"""How likely chance parts an agent from colleagues in an aspect, allowing for which calls they had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Whose calls are compared."""

    agent: str
    colleagues: Collection[str]
    here: Collection[str]
    """The agent's calls of the period, by id."""
    beside: Collection[str]
    """Calls of the period that colleagues took, of the same kinds."""
    before: Collection[str]
    """The agent's calls of as many days before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An aspect of an agent's calls beside one thing it is compared with."""

    aspect: Aspect
    basis: Basis
    here: Share
    there: Share | None
    """None where it is compared with half of the calls."""
    colleagues: Share
    """Whatever it is compared with."""
    chance: float | None
    """None where there are too few calls to tell."""
    adjusted: float | None

    @property
    def apart(self) -> float:
        """How much more often it goes well than there, -1 to 1."""
        there = 0.5 if self.there is None else self.there.value or 0.0
        return (self.here.value or 0.0) - there

    @property
    def is_claimed(self) -> bool:
        """Whether it differs beyond chance, and by enough to be told."""
        least = LEAST_APART if self.there is not None else AS_A_RULE - 0.5
        return self.adjusted is not None and self.adjusted <= MOST_FALSE and abs(self.apart) >= least


def weigh(aspects: Sequence[Aspect], sides: Sides, allowing: Allowing | None = None) -> list[Weighed]:
    """Return every comparison that there is, with how likely chance alone brings it about."""
    every = [one for aspect in aspects for one in _beside(aspect, sides, allowing)]
    corrected: dict[int, float] = {}
    for basis in BASES:
        # apart: that most things go well as a rule must not make differences from colleagues cheaper to claim
        tested = [n for n, one in enumerate(every) if one.basis == basis and one.chance is not None]
        corrected |= zip(tested, adjusted([every[n].chance or 0.0 for n in tested]), strict=True)
    return [replace(one, adjusted=corrected.get(n)) for n, one in enumerate(every)]


def _beside(aspect: Aspect, sides: Sides, allowing: Allowing | None) -> Iterator[Weighed]:
    here = aspect.share((sides.agent,), sides.here)
    if not here.calls:
        return
    colleagues = aspect.share(sides.colleagues, sides.beside)
    found: list[tuple[Basis, Share | None, float | None]] = []
    if sides.colleagues:
        found.append(("colleagues", colleagues, _parted(aspect, here, colleagues, allowing)))
    else:
        before = aspect.share((sides.agent,), sides.before)
        found.append(("before", before, _parted(aspect, here, before, None)))
    if aspect.kind != "moment":
        # that an agent seldom talks over anybody is so with nearly everybody, and nothing to tell
        found.append(("target", None, half(here.held, here.calls) if here.calls >= LEAST else None))
    for basis, there, chance in found:
        yield Weighed(
            aspect=aspect,
            basis=basis,
            here=here,
            there=there,
            colleagues=colleagues,
            chance=chance,
            adjusted=None,
        )


def _parted(aspect: Aspect, here: Share, there: Share, allowing: Allowing | None) -> float | None:
    if min(here.calls, there.calls) < LEAST:
        return None
    chance = fisher(here.held, here.calls, there.held, there.calls)
    # where chance alone may well do it, what else may have done it makes no difference
    return max(chance, allowing(aspect)) if allowing and chance <= MOST_FALSE else chance
