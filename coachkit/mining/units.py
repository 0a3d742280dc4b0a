"""Units: what of a subject's cases can be compared, each counted once.

A case that went neither well nor badly says nothing. What two cases owe to one verdict counts once: cases
of one call that the call's own outcome judges, and the same words of a customer under two names.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, Observed
from coachkit.behaviours.deeds import how_read
from coachkit.mining.finding import Subject
from coachkit.models import Case
from coachkit.statistics.stratified import Tables

Codes = npt.NDArray[np.intp]
Done = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
_DENSE = 20
"""Numbers up to so many times as large as there are of them are counted."""


@dataclass(frozen=True, kw_only=True)
class Units:
    """The cases of a subject that went well or badly, in arrays of one length."""

    subject: Subject
    places: Codes
    """Of each unit the first of its cases, as a place in `subject.cases`."""
    members: Codes
    """Places of all cases that count, unit by unit."""
    starts: Codes
    """Where the members of each unit begin."""
    good: Flags
    agents: Codes
    """Numbers of agents; who is not known is one of them."""
    strata: Codes
    """Cases are compared within these: an agent's that are read alike, of everything with one subject."""
    subjects: Codes
    calls: Codes
    is_upset: Flags
    names: Sequence[str | None]
    """Of the agents, by number; None is whoever is not known."""

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def cases(self) -> list[Case]:
        """The first case of each unit."""
        return [self.subject.cases[place] for place in self.places]

    @cached_property
    def by_case(self) -> dict[tuple[str, int], int]:
        """Units by the call and the number of each of their cases."""
        units = np.repeat(np.arange(len(self)), np.diff(np.append(self.starts, len(self.members))))
        cases = [self.subject.cases[place] for place in self.members]
        return {(one.call_id, one.n): int(unit) for one, unit in zip(cases, units, strict=True)}

    def of_subject(self, kind: str, name: str) -> Flags:
        """Return which units are of a subject."""
        found: Flags = self._is_of.get((kind, name), np.array(-1)) == self.subjects
        return found

    @cached_property
    def _is_of(self) -> dict[tuple[str, str], Codes]:
        firsts = np.unique(self.subjects, return_index=True)[1]
        return {(self.cases[n].kind, self.cases[n].name): self.subjects[n] for n in firsts}

    def done(self, observed: Observed) -> Done:
        """Return of each unit whether it is done in any of its cases."""
        found: Done = np.maximum.reduceat(observed.done[self.members], self.starts)
        return found


def units_of(subject: Subject) -> Units:
    """Return what of a subject's cases can be compared; it may be nothing."""
    groups: dict[Hashable, list[int]] = {}
    for place in sorted(range(len(subject.cases)), key=lambda n: _place_of(subject.cases[n])):
        case = subject.cases[place]
        if case.verdict != "neutral":
            groups.setdefault(_shared(case), []).append(place)
    firsts = [subject.cases[some[0]] for some in groups.values()]
    names = [(one.kind, one.name) for one in firsts]
    agents = [one.agent for one in firsts]
    is_everything = subject.kind == "everything"
    sizes = np.array([len(some) for some in groups.values()], dtype=np.intp)
    return Units(
        subject=subject,
        places=np.array([some[0] for some in groups.values()], dtype=np.intp),
        members=np.array([place for some in groups.values() for place in some], dtype=np.intp),
        starts=np.cumsum(sizes) - sizes,
        good=np.array([one.verdict == "good" for one in firsts], dtype=bool),
        agents=_numbers(agents),
        strata=_numbers((one.agent, how_read(one), is_everything and (one.kind, one.name)) for one in firsts),
        subjects=_numbers(names),
        calls=_numbers(one.call_id for one in firsts),
        is_upset=np.array([_is_upset(subject.cases, some) for some in groups.values()], dtype=bool),
        names=list(dict.fromkeys(agents)),
    )


def tables_of(done: Sequence[Done] | Done, good: Flags, strata: Codes) -> Tables:
    """Return the tables of behaviours, a row each, by stratum; where one does not apply it does not count."""
    width = int(strata.max(initial=0)) + 1
    cells = strata * 2 + good
    counts = np.array(
        [[np.bincount(cells[row == what], minlength=2 * width) for what in (DONE, 0)] for row in done],
        dtype=np.int64,
    ).reshape(len(done), 2, width, 2)
    return Tables(
        done_good=counts[:, 0, :, 1],
        done_bad=counts[:, 0, :, 0],
        other_good=counts[:, 1, :, 1],
        other_bad=counts[:, 1, :, 0],
    )


def within(strata: Codes, *others: npt.NDArray[np.generic]) -> Codes:
    """Return strata that are each parted by what the others say, such as agents by whether they do it."""
    found = strata
    for one in others:
        codes = _packed(one.astype(np.intp))
        found = _packed(found * (int(codes.max(initial=0)) + 1) + codes)
    return found


def _packed(numbers: Codes) -> Codes:
    """Return these as numbers from 0 on without a gap, by counting where that is quicker than sorting."""
    lowest = int(numbers.min(initial=0))
    places = numbers - lowest
    if int(places.max(initial=0)) > _DENSE * len(numbers):
        return np.unique(numbers, return_inverse=True)[1]
    packed: Codes = (np.cumsum(np.bincount(places) > 0) - 1)[places]
    return packed


def applies(done: Done) -> Flags:
    """Return where a behaviour can be told."""
    found: Flags = done != DOES_NOT_APPLY
    return found


def _shared(case: Case) -> Hashable:
    """Return what cases have in common that owe their verdict to one and the same thing."""
    if case.exchange is None:
        return case.call_id, case.n
    if case.verdict_from == "outcome":
        return case.call_id, case.agent, "outcome"
    return case.call_id, case.prompt_start


def _place_of(case: Case) -> tuple[str, int]:
    return case.call_id, case.n


def _is_upset(cases: Sequence[Case], places: Iterable[int]) -> bool:
    return any(cases[place].is_upset for place in places)


def _numbers(names: Iterable[Hashable]) -> Codes:
    found: dict[Hashable, int] = {}
    return np.array([found.setdefault(one, len(found)) for one in names], dtype=np.intp)
