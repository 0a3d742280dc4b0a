"""Figures over the calls of a report: their mean, and on how many calls they are in range."""

from collections.abc import Collection, Iterable

import numpy as np

from coachkit.measuring.showing import format_range, format_value, title_of
from coachkit.reporting.results import FigureLine, Spot
from coachkit.reporting.spots import Spots
from coachkit.statistics.averages import Estimate, average
from coachkit.store.reading.report_rows import FigureRow

_FEWEST = 2
"""Calls with a figure, for a mean."""


def figures_on(
    rows: Iterable[FigureRow], here: Collection[str], before: Collection[str], spots: Spots
) -> list[FigureLine]:
    """Return each figure with a range, those with the largest share of calls out of range first."""
    by_name: dict[str, list[FigureRow]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    found = []
    for name, every in by_name.items():
        own = [row for row in every if row.call_id in here]
        if len(own) >= _FEWEST:
            found.append(_line(name, own, [row for row in every if row.call_id in before], spots))
    return sorted(found, key=lambda one: (-one.out_of_range / one.calls, -one.near / one.calls, one.name))


def _line(name: str, own: list[FigureRow], before: list[FigureRow], spots: Spots) -> FigureLine:
    spread = float(np.std([row.value for row in [*own, *before]]))
    worst = max(
        (row for row in own if row.verdict == "out of range"),
        key=lambda row: (_beyond(row), row.call_id),
        default=None,
    )
    counts = [row.verdict for row in own]
    ranges = dict.fromkeys(format_range(row.good_low, row.good_high, row.unit) for row in own)
    return FigureLine(
        name=name,
        title=title_of(name)[:1].upper() + title_of(name)[1:],
        unit=own[0].unit,
        calls=len(own),
        mean=_within(own, average([row.value for row in own], spread=spread)),
        before=_within(before, average([row.value for row in before], spread=spread))
        if len(before) >= _FEWEST
        else None,
        in_range=counts.count("in range"),
        near=counts.count("near"),
        out_of_range=counts.count("out of range"),
        ranges=tuple(sorted(ranges)),
        sources=tuple(sorted({row.range_source for row in own if row.range_source})),
        worst=_spot(worst, spots) if worst else None,
        worst_value=worst.value if worst else None,
    )


def _spot(row: FigureRow, spots: Spots) -> Spot:
    return spots.at(row.call_id, row.start, row.end, row.quote, format_value(row.value, row.unit))


def _beyond(row: FigureRow) -> float:
    """Return how far a value is beyond its range."""
    below = row.good_low - row.value if row.good_low is not None else -np.inf
    above = row.value - row.good_high if row.good_high is not None else -np.inf
    return float(max(below, above))


def _within(rows: list[FigureRow], mean: Estimate) -> Estimate:
    """Return a mean whose interval does not reach below zero where no value can."""
    if rows[0].unit.startswith("-"):
        return mean
    high = min(mean.high, 1.0) if rows[0].unit == "share" else mean.high
    return Estimate(value=mean.value, low=max(mean.low, 0.0), high=high)
