"""Where a figure lies: in the range that is good for this kind of call, near it, or out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from coachkit.config.ranges import RangeSettings, built_in_ranges, kind_key
from coachkit.models import RangeVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """The ranges that hold for one call, by figure."""

    by_metric: dict[str, RangeSettings]

    @classmethod
    def for_kind(cls, kind: str | None, own: Sequence[RangeSettings] = ()) -> "Ranges":
        """Return the ranges of calls of a kind (None: it is not known).

        A team's own come before built-in ones; among each, one for the kind before one for all calls.
        """
        wanted = kind_key(kind) if kind else None
        found: dict[str, RangeSettings] = {}
        for some in (own, built_in_ranges()):
            for one in (
                *(one for one in some if one.kind and kind_key(one.kind) == wanted),
                *(one for one in some if one.kind is None),
            ):
                found.setdefault(one.metric, one)
        return cls(by_metric=found)

    def of(self, metric: str) -> RangeSettings | None:
        """Return the range of a figure, if it has one."""
        return self.by_metric.get(metric)


def verdict_of(value: float, settings: RangeSettings) -> RangeVerdict:
    """Say where a value lies; both ends of a range belong to it."""
    if settings.good[0] <= value <= settings.good[1]:
        return "in range"
    fair = settings.fair or settings.good
    return "near" if fair[0] <= value <= fair[1] else "out of range"


def ends_of(settings: RangeSettings) -> tuple[float | None, float | None]:
    """Return from where to where a figure is good; None where that side is open."""
    low, high = settings.good
    return (None if low == -inf else low, None if high == inf else high)
