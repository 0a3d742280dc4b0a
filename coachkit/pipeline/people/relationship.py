"""How far the relationship with a customer has come: signs from their calls, in three tiers.

A tier with no sign yet is a gap; what to do next comes from the lowest gap, so that nobody is asked to
recommend what they do not like.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.models import Tier
from coachkit.store.library import Library
from coachkit.store.reading import FoundHit, customer_signals
from coachkit.store.reading.customers import calls_of_customer
from coachkit.store.reading.people import customer_named
from coachkit.tracking.packs import trackers_on

TIERS: tuple[Tier, ...] = ("appreciate", "engage", "trust")
"""From the first to the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A sign that is looked for, and where it was found, the latest call first."""

    name: str
    tier: Tier
    evidence: tuple[FoundHit, ...]
    next_step: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """What a customer's calls show."""

    customer: str
    calls: int
    signals: tuple[Signal, ...]
    """By tier; signs without evidence are among them."""
    gaps: tuple[Tier, ...]
    """Tiers without any sign."""
    missing: str | None
    """The sign that the next step is about; None where all are there."""
    next_step: str | None


def relationship_with(library: Library, settings: Settings, customer: str) -> Relationship:
    """Return the signs in the calls of the customer called so (a name, an alias, or its beginning).

    Raises:
        NotFoundError: No customer, or more than one, is called so.
    """
    name = customer_named(library, customer)
    hits = customer_signals(library, name)
    looked_for = [one.settings for one in trackers_on(settings) if one.settings.tier]
    signals = [
        Signal(
            name=one.name,
            tier=tier,
            evidence=tuple(hit for hit in hits if hit.tracker == one.name),
            next_step=one.next_step,
        )
        for tier in TIERS
        for one in looked_for
        if one.tier == tier
    ]
    gaps = tuple(tier for tier in TIERS if not any(one.evidence for one in signals if one.tier == tier))
    missing = _next(signals, gaps)
    return Relationship(
        customer=name,
        calls=len(calls_of_customer(library, name)),
        signals=tuple(signals),
        gaps=gaps,
        missing=missing.name if missing else None,
        next_step=missing.next_step if missing else None,
    )


def _next(signals: Sequence[Signal], gaps: Sequence[Tier]) -> Signal | None:
    """Return the first sign without evidence, of the lowest gap where there is one."""
    lacking = [one for one in signals if not one.evidence and one.next_step]
    return next((one for one in lacking if gaps and one.tier == gaps[0]), next(iter(lacking), None))
