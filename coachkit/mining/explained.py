"""Whether a line still shows where something else is held alike: another line, or an upset customer."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.behaviour import DONE
from coachkit.mining.hypotheses import Hypothesis
from coachkit.mining.units import Codes, Done, Flags, applies, tables_of, within
from coachkit.statistics.stratified import Tables, compare, quick_odds

STILL = 0.05
"""A chance up to which a line still shows once something else is held alike."""
TOGETHER = 0.2
"""Phi from which on two behaviours go together, so that one may only be the other's shadow."""
_CLEAR = 2.58
"""By so many standard errors (1 in 100 by chance) an effect is clearly larger than another."""


def shows_within(one: Hypothesis, *alike: npt.NDArray[np.generic], only: Flags | None = None) -> bool:
    """Return whether it still shows, in the same direction, where each of `alike` (by unit) is held alike."""
    tables = _tables(one, *alike, only=only)
    return bool(compare(tables).chances[0] <= STILL) and bool((quick_odds(tables)[0][0] > 0) == one.helps)


def is_mood(one: Hypothesis) -> bool:
    """Return whether less than half of it is left where customers who are upset already are kept apart."""
    if not one.units.is_upset.any():
        return False
    found = quick_odds(one.tables)[0][0]
    left = quick_odds(_tables(one, one.units.is_upset))[0][0]
    return bool(left / found < 0.5) if found else False


def phi(one: Done, other: Done) -> float:
    """Return how far two behaviours go together, -1 to 1, where both can be told."""
    does, too, here, there = one == DONE, other == DONE, applies(one), applies(other)
    return _phi(_count(here & there), _count(does & there), _count(too & here), _count(does & too))


def shadows(one: Hypothesis, done: Done) -> float:
    """Return how far a behaviour goes together with another, of which some cases may not tell, 0 to 1."""
    does, too, here, there = one.done == DONE, done == DONE, applies(one.done), applies(done)
    their, both = _count(too & here), _count(does & too)
    told = _phi(_count(here & there), _count(does & there), their, both)
    return max(abs(told), abs(_phi(_count(here), _count(does), their, both)))


def _phi(total: int, own: int, their: int, both: int) -> float:
    spread = own * (total - own) * their * (total - their)
    return (total * both - own * their) / sqrt(spread) if spread else 0.0


def _count(flags: Flags) -> int:
    return int(np.count_nonzero(flags))


def net_of(lines: Sequence[tuple[Done, bool]]) -> npt.NDArray[np.int64]:
    """Return by unit how many lines that help are done, less those that harm: how well it should go.

    Cases alike in this are alike in what the lines explain (a prognostic score: Hansen, Biometrika 2008).
    """
    found = np.zeros(len(lines[0][0]), np.int64)
    for done, helps in lines:
        found += (done == DONE) * (1 if helps else -1)
    return found


def is_stronger(here: Hypothesis, everywhere: Hypothesis, elsewhere: Flags) -> bool:
    """Return whether the effect in a subject is clearly larger than elsewhere, or the other way round.

    `elsewhere` says which units of everything are of other subjects.
    """
    own, own_spread = (float(part[0]) for part in quick_odds(here.tables))
    rest, rest_spread = (float(part[0]) for part in quick_odds(_tables(everywhere, only=elsewhere)))
    apart = own - rest if own > 0 else rest - own
    return apart >= _CLEAR * float(np.sqrt(own_spread + rest_spread))


def only_there(one: Hypothesis) -> list[str] | None:
    """Return the subjects without which a line of everything no longer shows; None where it does.

    It must show in the half of the comparison where it shows least: leaving out the subjects where it shows
    most, at least one, must leave it (after Benjamini and Heller's partial conjunctions, Biometrics 2008).
    """
    units = one.units
    by_subject = [np.flatnonzero(units.subjects == n) for n in range(int(units.subjects.max()) + 1)]
    tables = [tables_of([one.done[own]], units.good[own], units.strata[own]) for own in by_subject]
    odds, spread = np.array([[float(part[0]) for part in quick_odds(own)] for own in tables]).T
    told = 1 / spread
    left_out: list[int] = []
    for n in np.argsort(-odds if one.helps else odds, kind="stable"):
        if left_out and told[[*left_out, n]].sum() > told.sum() / 2:
            break
        if told[n]:
            left_out.append(int(n))
    if shows_within(one, only=~np.isin(units.subjects, left_out)):
        return None
    return [units.cases[int(by_subject[n][0])].name.replace("_", " ") for n in sorted(left_out)]


def _tables(one: Hypothesis, *alike: npt.NDArray[np.generic], only: Flags | None = None) -> Tables:
    told: Flags = applies(one.done) if only is None else applies(one.done) & only
    strata: Codes = within(one.units.strata[told], *(each[told] for each in alike))
    return tables_of([one.done[told]], one.units.good[told], strata)
