"""A figure as it is computed, before it becomes a row."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value with the place that shows it, or why there is none."""

    value: float | None
    start: float | None = None
    end: float | None = None
    quote: str | None = None
    """What is said there."""
    reason: str | None = None
    """Why there is no value."""


Figures = Mapping[str, Figure]
"""By name, as in `coachkit.metric_definitions`."""


def ratio(part: float, whole: float, *, reason: str) -> Figure:
    """Return `part` ÷ `whole`, or no value and the reason where there is nothing to divide by."""
    return Figure(value=part / whole) if whole > 0 else Figure(value=None, reason=reason)
