"""What comparing groups of calls finds, as values for commands and pages."""

from dataclasses import dataclass
from typing import Literal

from coachkit.statistics.averages import Estimate
from coachkit.statistics.shares import Share

By = Literal["agent", "language", "sound", "length", "kind", "time of day"]
SURE = 0.05
"""Of what is claimed, so much is false at most, on average."""
Verdict = Literal["higher", "lower", "no clear difference", "too few calls"]
Standing = Literal["off", "borne out", "cannot tell", "not compared"]
"""`off`: among calls that ended the same way, the group's scores differ as well. `borne out`: how they ended
differs the same way. `cannot tell`: too few calls have a known end, or neither shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A figure of a group less that of all other calls."""

    by: Estimate
    chance: float
    adjusted: float
    """The chance, corrected for everything that was compared."""

    @property
    def is_clear(self) -> bool:
        """Whether it is beyond chance."""
        return self.adjusted <= SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some calls that have a circumstance in common, beside all others."""

    name: str
    calls: int
    """With a score."""
    score: Estimate | None
    """Mean, 0 to 100; None where too few calls tell."""
    difference: Compared | None
    """Of the score from that of all other calls, in points."""
    good: Share
    """Calls with the label good among those with a label."""
    good_chance: float | None
    """How likely chance alone parts this share from the others', corrected; None: too few calls."""
    ends: Share
    """Calls that ended well among those of which somebody said how they ended."""
    ends_difference: Compared | None
    """Of how calls ended (good 100, neutral 50, bad 0) from all others."""
    at_same_end: Compared | None
    """By how many points the score differs among calls that ended the same way."""
    same_agents: float | None
    """By how many points it differs within the calls of the same agents; None where few have both."""
    verdict: Verdict
    """What is claimed of the score."""
    standing: Standing
    """Whether how calls ended bears the score out."""
    says: str
    """In a sentence or two."""

    @property
    def has_other_labels(self) -> bool:
        """Whether the share of good labels differs from the others' beyond chance."""
        return self.good_chance is not None and self.good_chance <= SURE

    @property
    def is_news(self) -> bool:
        """Whether anything of it is beyond chance."""
        return self.verdict in ("higher", "lower") or self.standing == "off" or self.has_other_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The calls told apart by one circumstance."""

    by: By
    groups: tuple[Group, ...]
    note: str | None
    """Why nothing is compared, or which calls are in no group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """How calls are judged, by group."""

    calls: int
    """That fit."""
    scored: int
    """Of them, with a score."""
    known_ends: int
    """Of those, with a rating or an outcome."""
    score: Estimate | None
    """Mean of all."""
    looked_at: int
    """How many comparisons were made; the claims are corrected for so many."""
    groupings: tuple[Grouping, ...]
    findings: tuple[str, ...]
    """What is beyond chance, the surest first."""
    notes: tuple[str, ...]
