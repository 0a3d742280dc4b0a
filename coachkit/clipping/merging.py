"""Clips of one list that overlap become one: nobody wants to hear the same seconds twice."""

from collections.abc import Iterable
from dataclasses import replace

from coachkit.models import Highlight


def merge_overlapping(highlights: Iterable[Highlight], *, max_seconds: float) -> list[Highlight]:
    """Return highlights, best first, so that no two of a call overlap.

    Of those that overlap the first keeps its reason, score and quote, and is widened to show the others too;
    one with which it would last more than `max_seconds` is left out.
    """
    kept: list[Highlight] = []
    for one in highlights:
        met = [k for k in kept if k.call_id == one.call_id and k.start < one.end and one.start < k.end]
        if not met:
            kept.append(one)
            continue
        start, end = min(k.start for k in (*met, one)), max(k.end for k in (*met, one))
        if len(met) == 1 and end - start <= max_seconds:
            kept[kept.index(met[0])] = _joined(met[0], one)
    return kept


def _joined(better: Highlight, other: Highlight) -> Highlight:
    first, second = sorted((better, other), key=lambda one: (one.start, one.end))
    return replace(
        better,
        start=first.start,
        end=max(first.end, second.end),
        moments=tuple(dict.fromkeys((*first.moments, *second.moments))),
    )
