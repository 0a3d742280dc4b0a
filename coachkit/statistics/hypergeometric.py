"""Totals of draws from several urns: how likely each is, exactly.

Of every urn it is known how many balls it has, how many are good and how many are drawn; the total of good
ones drawn is the sum of hypergeometric counts. Its distribution is their convolution, taken as a product of
Fourier transforms on as many points as the total can reasonably spread over: it is exact to about 1e-14, for
ten urns as for thousands, so no normal approximation is needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.statistics.averages import Numbers
from coachkit.statistics.shares import log_factorials

Counts = npt.NDArray[np.int64]
SMALL = 0.05
_NONE = 1e-14
"""What is less likely is below what the transforms can tell."""
_BEYOND = 33.0
"""A total so far off that its chance is below exp(-33), or 5e-15, needs no place of its own."""
_SAME = 1e-7
"""Probabilities that differ by less, relatively, are equal but for rounding."""
_ROUNDED = 1e-16
"""By what a transform may be off."""
_CELLS = 4_000_000
"""Numbers in one table of transforms: with complex ones 64 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Urns by row and column; urns that can give one count only do no harm."""

    drawn: Counts
    good: Counts
    of: Counts

    @property
    def least(self) -> Counts:
        """The fewest good ones that can be drawn."""
        found: Counts = np.maximum(0, self.drawn + self.good - self.of)
        return found

    @property
    def most(self) -> Counts:
        """The most good ones that can be drawn."""
        found: Counts = np.minimum(self.drawn, self.good)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """How likely totals so far out are, by row."""

    chances: Numbers
    """Of each row how likely totals are that are no likelier than the one seen (at least 1e-14)."""
    attainable: list[Numbers]
    """Of each row all values up to `SMALL` that its chance can have at all, rising."""


def compare_totals(urns: Totals, seen: Counts) -> Tested:
    """Return how likely totals as far out as those seen are, and how likely they could have been."""
    found, attainable = np.ones(len(seen)), [np.empty(0)] * len(seen)
    sizes = _sizes(urns)
    for size in np.unique(sizes[sizes > 1]):
        rows = np.flatnonzero(sizes == size)
        step = max(1, _CELLS // (int(size) * urns.of.shape[1]))
        for first in range(0, len(rows), step):
            some = rows[first : first + step]
            part = Totals(drawn=urns.drawn[some], good=urns.good[some], of=urns.of[some])
            for row, (own, likely) in zip(some, _likely(part, seen[some], int(size)), strict=True):
                ordered = np.sort(likely)
                summed = ordered.cumsum()
                found[row] = summed[np.searchsorted(ordered, own * (1 + _SAME) + _ROUNDED, "right") - 1]
                is_last = np.append(ordered[1:] > ordered[:-1] * (1 + _SAME) + _ROUNDED, True)
                attainable[row] = summed[is_last & (summed <= SMALL) & (summed > _NONE)]
    return Tested(chances=np.clip(found, _NONE, 1.0), attainable=attainable)


def _sizes(urns: Totals) -> Counts:
    """Return how many points each row needs, a power of two; 1 where only one total is possible.

    A sum of hypergeometric counts is one of independent yes and no (Vatutin and Mikhailov 1982), so that
    Bernstein's inequality bounds how far it strays.
    """
    of = np.maximum(urns.of, 1)
    share = urns.good / of
    variance = (urns.drawn * share * (1 - share) * (urns.of - urns.drawn) / np.maximum(of - 1, 1)).sum(axis=1)
    third = _BEYOND / 3
    reach = 2 * np.ceil(third + np.sqrt(third**2 + 2 * _BEYOND * variance)) + 2
    spread = (urns.most - urns.least).sum(axis=1) + 1
    needed = np.minimum(spread, reach)
    found: Counts = (2 ** np.ceil(np.log2(needed))).astype(np.int64)
    return found


def _likely(urns: Totals, seen: Counts, size: int) -> Iterator[tuple[float, Numbers]]:
    """Give of each row how likely the total seen is, and all totals, told apart on `size` points."""
    open_ones = urns.most > urns.least
    kinds, which = _kinds(urns, open_ones)
    base = _bases(kinds, size)
    spectra = _spectra(kinds, base, size)
    bases = np.zeros(urns.of.shape, np.int64)
    bases[open_ones] = base[which]
    bases[~open_ones] = urns.least[~open_ones]
    mean = (urns.drawn * urns.good / np.maximum(urns.of, 1)).sum(axis=1)
    starts = np.concatenate([[0], np.cumsum(open_ones.sum(axis=1))])
    for row, total in enumerate(seen):
        product = spectra[which[starts[row] : starts[row + 1]]].prod(axis=0)
        likely = np.maximum(np.fft.irfft(product, n=size), 0)
        is_far = abs(total - mean[row]) > size / 2 and _spread_of(urns, row) > size
        yield 0.0 if is_far else float(likely[(total - bases[row].sum()) % size]), likely


def _spread_of(urns: Totals, row: int) -> int:
    return int((urns.most[row] - urns.least[row]).sum()) + 1


def _kinds(urns: Totals, which: npt.NDArray[np.bool_]) -> tuple[Totals, npt.NDArray[np.intp]]:
    """Return the different urns among some, and of each of these which it is: most are alike."""
    some = np.stack([urns.drawn[which], urns.good[which], urns.of[which]])
    base = int(some.max()) + 1
    codes = (some[0] * base + some[1]) * base + some[2]
    _, first, place = np.unique(codes, return_index=True, return_inverse=True)
    drawn, good, of = some[:, first]
    return Totals(drawn=drawn, good=good, of=of), place


def _bases(urns: Totals, size: int) -> Counts:
    """Return of each urn the count at its first point: of a wide one the points lie around its mean."""
    mean = np.rint(urns.drawn * urns.good / urns.of).astype(np.int64)
    last = np.maximum(urns.least, urns.most - size + 1)
    found: Counts = np.clip(mean - size // 2, urns.least, last)
    return found


def _spectra(urns: Totals, base: Counts, size: int) -> npt.NDArray[np.complex128]:
    width = min(size, int((urns.most - urns.least).max()) + 1)
    counts = base[:, None] + np.arange(width)
    wide = Totals(drawn=urns.drawn[:, None], good=urns.good[:, None], of=urns.of[:, None])
    inside = counts <= wide.most
    likely = np.where(inside, np.exp(_log_likely(wide, np.minimum(counts, wide.most))), 0.0)
    found: npt.NDArray[np.complex128] = np.fft.rfft(likely, n=size, axis=1)
    return found


def _log_likely(urns: Totals, counts: Counts) -> Numbers:
    """Return the logarithm of how likely counts are that are possible."""
    log = log_factorials(1 << (int(urns.of.max(initial=0)) + 1).bit_length())
    drawn, good, of = urns.drawn, urns.good, urns.of
    found: Numbers = (
        log[good] - log[counts] - log[good - counts]
        + log[of - good] - log[drawn - counts] - log[of - good - drawn + counts]
        - log[of] + log[drawn] + log[of - drawn]
    )  # fmt: skip
    return found
