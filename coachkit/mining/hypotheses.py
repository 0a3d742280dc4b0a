"""Hypotheses: behaviours of a subject that can be compared, each with its tables and its chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from coachkit.behaviours.behaviour import DONE, Behaviour, Observed
from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.alike import told_apart
from coachkit.mining.support import Support, support_of
from coachkit.mining.units import Done, Units, applies, tables_of
from coachkit.statistics.averages import Numbers
from coachkit.statistics.hypergeometric import SMALL
from coachkit.statistics.stratified import Tables, compare, quick_odds

_NORMAL = NormalDist()
_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hypothesis:
    """A behaviour that may help or harm, within the agents of a subject."""

    place: int
    """Of the subject in the library."""
    units: Units
    observed: Observed
    done: Done
    """By unit."""
    tables: Tables
    """One row."""
    support: Support
    chance: float
    attainable: Numbers
    """All chances up to 0.05 that it could have had, whatever went well, rising."""
    information: float
    """1 / variance of its log odds."""
    helps: bool
    also: tuple[Behaviour, ...] = ()

    @property
    def key(self) -> str:
        """The behaviour's key."""
        return self.observed.behaviour.key


def hypotheses_of(place: int, units: Units, settings: PlaybookSettings) -> list[Hypothesis]:
    """Return what can be compared of a subject, also what has too little support to be claimed."""
    observed = units.subject.observed
    if not len(units) or not observed or units.good.all() or not units.good.any():
        return []
    rows = [units.done(one) for one in observed]
    varied = [n for n, row in enumerate(rows) if (row == DONE).any() and (row == 0).any()]
    kept = told_apart([observed[n].behaviour for n in varied], [rows[n] for n in varied])
    groups = {varied[n]: [varied[other] for other in same] for n, same in kept.items()}
    chosen = sorted(groups)
    return [
        Hypothesis(
            place=place,
            units=units,
            observed=observed[n],
            done=rows[n],
            tables=tables,
            support=support_of(units, rows[n], settings),
            chance=chance,
            attainable=attainable,
            information=information,
            helps=odds > 0,
            also=tuple(observed[other].behaviour for other in groups[n]),
        )
        for n, (tables, chance, attainable, (odds, information)) in zip(
            chosen, _compared(units, [rows[n] for n in chosen]), strict=True
        )
    ]


def _compared(
    units: Units, rows: Sequence[Done]
) -> Iterator[tuple[Tables, float, Numbers, tuple[float, float]]]:
    for first in range(0, len(rows), _BATCH):
        some = rows[first : first + _BATCH]
        tables = tables_of(some, units.good, units.strata)
        tested, (odds, spread) = compare(tables), quick_odds(tables)
        for n, row in enumerate(some):
            chance = float(tested.chances[n])
            if chance <= SMALL:
                chance = spread_by_calls(chance, units, row)
            yield tables.row(n), chance, tested.attainable[n], (float(odds[n]), 1 / float(spread[n]))


def spread_by_calls(chance: float, units: Units, done: Done) -> float:
    """Return a chance that allows for cases of one call being more alike than those of several.

    By the design effect (Rao and Scott, Biometrics 1992): how much more the sum over calls varies than that
    over single cases would.
    """
    told = applies(done)
    strata, calls = units.strata[told], units.calls[told]
    sizes = np.maximum(np.bincount(strata), 1)
    does, good = (done[told] == DONE).astype(float), units.good[told].astype(float)
    own = (does - (np.bincount(strata, does) / sizes)[strata]) * (
        good - (np.bincount(strata, good) / sizes)[strata]
    )
    alone, together = float(own @ own), float((np.bincount(calls, own) ** 2).sum())
    if not alone or together <= alone:
        return chance
    away = _NORMAL.inv_cdf(chance / 2) / float(np.sqrt(together / alone))
    return 2 * _NORMAL.cdf(away)
