"""The family: everything that is compared in a library, and what of it is more than chance.

Behaviours are put in order of evidence, and for every point of that order it is counted how many would be
there by chance alone: exactly, as each of them has its own few chances that it can attain, and one done in
a few cases can hardly attain a small one (Tarone 1990; Heyse, Recent Advances in Biostatistics 2011; Döhler,
Durand and Roquain, Electronic Journal of Statistics 2018). The share of these in the lines that are left
there is the rate of false ones, which Benjamini and Hochberg (1995) keep below a bound.

The lines that are left are those that stand once whatever says the same is folded: each true one counts
once, so that its shadows let no false ones in (Katsevich, Sabatti and Bogomolov, Annals of Applied
Statistics 2023).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from coachkit.mining.hypotheses import Hypothesis
from coachkit.statistics.averages import Numbers

TYPICAL = 0.7
"""Log odds: effects are thought to be smaller as likely as not by about this (twice as likely to go well)."""


@dataclass(frozen=True, kw_only=True)
class Family:
    """All hypotheses of a library that have the support to be claimed."""

    hypotheses: Sequence[Hypothesis]

    @cached_property
    def evidence(self) -> Numbers:
        """How much speaks for each."""
        chances = np.array([one.chance for one in self.hypotheses])
        return evidence_of(chances, self._information) + self._before

    @cached_property
    def by_chance(self) -> Numbers:
        """How many with at least as much evidence there would be by chance alone, of each."""
        sizes = [len(one.attainable) for one in self.hypotheses]
        attainable = np.concatenate([np.empty(0), *(one.attainable for one in self.hypotheses)])
        more = np.concatenate([np.empty(0), *(np.diff(one.attainable, prepend=0) for one in self.hypotheses)])
        evidence = evidence_of(attainable, np.repeat(self._information, sizes))
        evidence += np.repeat(self._before, sizes)
        order = np.argsort(-evidence, kind="stable")
        summed = np.concatenate([[0.0], more[order].cumsum()])
        found: Numbers = summed[np.searchsorted(-evidence[order], -self.evidence + 1e-9, side="right")]
        return found

    @cached_property
    def _information(self) -> Numbers:
        return np.array([one.information for one in self.hypotheses])

    @cached_property
    def _before(self) -> Numbers:
        """What speaks for each beforehand: of a kind that has many in a subject, few can be what works.

        The 36 traits were thought of by people; phrases are whatever is said. Each kind counts by the root
        of how many it has, between one vote each and one for all (weights known beforehand are free:
        Genovese, Roeder and Wasserman, Biometrika 2006).
        """
        kinds = [(one.place, one.observed.behaviour.kind) for one in self.hypotheses]
        many = Counter(kinds)
        return np.array([-log(many[kind]) / 2 for kind in kinds])

    def nearly(self, most: float) -> list[tuple[Hypothesis, float]]:
        """Return those that stand at a rate of false ones up to `most` before any is folded, strongest first.

        With each comes how many such ones there would be by chance alone.
        """
        order = sorted(
            (n for n, one in enumerate(self.hypotheses) if len(one.attainable) and one.chance <= 0.05),
            key=lambda n: (
                -round(float(self.evidence[n]), 9),
                self.hypotheses[n].place,
                self.hypotheses[n].key,
            ),
        )
        found = [(self.hypotheses[n], float(self.by_chance[n])) for n in order]
        rates = rates_of([expected for _, expected in found], range(1, len(found) + 1))
        return [one for one, rate in zip(found, rates, strict=True) if rate <= most]


def rates_of(by_chance: Sequence[float], left: Sequence[int]) -> list[float]:
    """Return the rate of false ones with each line, strongest first, and all before it.

    `by_chance` has how many so strong there would be by chance alone, `left` how many lines are left once
    those so far are folded.
    """
    found, least = [1.0] * len(by_chance), 1.0
    for place in range(len(by_chance) - 1, -1, -1):
        least = min(least, by_chance[place] / max(left[place], 1))
        found[place] = least
    return found


def evidence_of(chances: Numbers, information: Numbers) -> Numbers:
    """Return how much speaks for an effect, where `information` is 1 / variance of its log odds.

    Wakefield's Bayes factor (Genetic Epidemiology 2009), as a logarithm: of two with the same chance the one
    of fewer cases speaks for a larger effect, but of very few nothing speaks. Only the order is used.
    """
    spread = TYPICAL**2 * information
    return _deviate(chances / 2) ** 2 / 2 * spread / (1 + spread) - np.log1p(spread) / 2


def _deviate(tail: Numbers) -> Numbers:
    """Return the normal deviate that leaves `tail` above it (Abramowitz and Stegun 26.2.23), up to half."""
    t = np.sqrt(-2 * np.log(tail))
    found: Numbers = t - (2.515517 + 0.802853 * t + 0.010328 * t**2) / (
        1 + 1.432788 * t + 0.189269 * t**2 + 0.001308 * t**3
    )
    return found
