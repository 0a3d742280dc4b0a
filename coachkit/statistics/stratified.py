"""Two by two tables in strata: whether what is done goes with what goes well within groups of equals.

A star agent does many things that others do not, and does well for other reasons. So cases are compared only
with cases of their own stratum, such as the same agent's, and what is seen there is added up (Cochran 1954;
Mantel and Haenszel 1959). Arrays hold many comparisons at once: a row is a behaviour, a column a stratum.
"""

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
import numpy.typing as npt

from coachkit.statistics.averages import Estimate, Numbers
from coachkit.statistics.hypergeometric import Tested, Totals, compare_totals
from coachkit.statistics.shares import Z95

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Counts of cases by row and stratum, all of one shape (rows, strata)."""

    done_good: Counts
    done_bad: Counts
    other_good: Counts
    """Not done, and went well."""
    other_bad: Counts

    @property
    def done(self) -> Counts:
        """In how many cases it is done, by row and stratum."""
        return self.done_good + self.done_bad

    @property
    def other(self) -> Counts:
        """In how many cases it is not done, by row and stratum."""
        return self.other_good + self.other_bad

    @property
    def together(self) -> "Tables":
        """The same cases in one stratum."""
        return Tables(
            done_good=self.done_good.sum(axis=1, keepdims=True),
            done_bad=self.done_bad.sum(axis=1, keepdims=True),
            other_good=self.other_good.sum(axis=1, keepdims=True),
            other_bad=self.other_bad.sum(axis=1, keepdims=True),
        )

    def row(self, place: int) -> "Tables":
        """Return one row, as tables of one row."""
        some = slice(place, place + 1)
        return Tables(
            done_good=self.done_good[some],
            done_bad=self.done_bad[some],
            other_good=self.other_good[some],
            other_bad=self.other_bad[some],
        )


def compare(tables: Tables) -> Tested:
    """Return of each row how likely chance alone parts the two so far in any direction (p-values).

    The exact test of no effect in any stratum, given all margins (Mehta, Patel and Gray, Journal of the
    American Statistical Association 1985); two-sided by adding all totals that are no likelier than the one
    seen, as in `coachkit.statistics.shares.fisher`. With it comes which chances each row could have had,
    whatever went well: of few cases only few are small.
    """
    urns = Totals(
        drawn=tables.done,
        good=tables.done_good + tables.other_good,
        of=tables.done + tables.other,
    )
    return compare_totals(urns, tables.done_good.sum(axis=1))


def quick_odds(tables: Tables) -> tuple[Numbers, Numbers]:
    """Return of each row the logarithm of a common odds ratio, and its variance, infinite if it is not known.

    Peto's one step (Yusuf, Peto and others, Progress in Cardiovascular Diseases 1985): a little too close to
    0 where effects are large, but it is there also where a side is empty.
    """
    away, variance = _away(tables)
    found: Numbers = np.divide(away, variance, out=np.zeros(len(away)), where=variance > 0)
    spread: Numbers = np.divide(1.0, variance, out=np.full(len(away), np.inf), where=variance > 0)
    return found, spread


def common_odds(tables: Tables, place: int) -> Estimate | None:
    """Return the common odds ratio of a row; None where one side is empty, so that it is 0 or infinite.

    The estimate is Mantel and Haenszel's (1959), the interval that of Robins, Breslow and Greenland
    (Biometrics 1986): it holds for few large strata and for many small ones.
    """
    a, b, c, d, of = _cells(tables, place)
    for_it, against = a * d / of, b * c / of
    total, other = float(for_it.sum()), float(against.sum())
    if not total or not other:
        return None
    same, apart = (a + d) / of, (b + c) / of
    variance = (
        float(same @ for_it) / (2 * total**2)
        + float(same @ against + apart @ for_it) / (2 * total * other)
        + float(apart @ against) / (2 * other**2)
    )
    ratio, reach = total / other, Z95 * sqrt(variance)
    return Estimate(value=ratio, low=ratio * exp(-reach), high=ratio * exp(reach))


def common_difference(tables: Tables, place: int) -> Estimate | None:
    """Return by what share more goes well where it is done, -1 to 1; None where no stratum has both sides.

    Strata are weighed as Mantel and Haenszel do (Greenland and Robins, Biometrics 1985); the variance is
    that of Sato (Biometrics 1989), which holds for few large strata and for many small ones.
    """
    a, b, c, d, of = _cells(tables, place)
    done, other = a + b, c + d
    weight = float((done * other / of).sum())
    if not weight:
        return None
    value = float(((a * other - c * done) / of).sum()) / weight
    first = (done**2 * c - other**2 * a + done * other * (other - done) / 2) / of**2
    second = (a * (other - c) + c * (done - a)) / (2 * of)
    variance = max(0.0, value * float(first.sum()) + float(second.sum())) / weight**2
    reach = Z95 * sqrt(variance)
    return Estimate(value=value, low=max(-1.0, value - reach), high=min(1.0, value + reach))


def _away(tables: Tables) -> tuple[Numbers, Numbers]:
    """Return by how many more of what is done went well than by chance, and the variance of that."""
    done, other = tables.done, tables.other
    good, of = tables.done_good + tables.other_good, done + other
    some = np.maximum(of, 1)
    variance = done * other * good * (of - good) / (some**2 * np.maximum(of - 1, 1))
    return (tables.done_good - done * good / some).sum(axis=1), variance.sum(axis=1)


def _cells(tables: Tables, place: int) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Return the four counts of a row and their sum, of the strata that hold anything."""
    four = np.stack(
        [
            tables.done_good[place],
            tables.done_bad[place],
            tables.other_good[place],
            tables.other_bad[place],
        ]
    ).astype(float)
    a, b, c, d = four[:, four.sum(axis=0) > 0]
    return a, b, c, d, a + b + c + d
