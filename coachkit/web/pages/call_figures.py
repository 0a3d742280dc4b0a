"""The figures of a call as a lead reads them: what is usual, and where this call lies."""

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import Path

from coachkit.briefs.quoting import cut_quote
from coachkit.counts import format_count
from coachkit.measuring.sentiment import trend_of
from coachkit.measuring.showing import format_range, format_value, title_of
from coachkit.metric_definitions import GROUP_TITLES, metric_definitions
from coachkit.models import Call, Medium, Metric, RangeVerdict
from coachkit.store.library import Library
from coachkit.store.reading import find_call
from coachkit.store.reading.call_facts import stored_call
from coachkit.store.reading.figures import TeamMedian, team_median
from coachkit.web.library_pool import Opened

QUOTED_WORDS = 12
_LIES: dict[RangeVerdict, str] = {
    "in range": "within the usual range",
    "near": "just outside the usual range",
    "out of range": "outside the usual range",
}
_TOLD_APART = {
    "channel": "",
    "voice": "Agent and customer are told apart by their voices, which is less sure.",
    "given": "Agent and customer are told apart as the transcript names them.",
}
"""By `Metric.source`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: its value in words, and what is usual."""

    name: str
    about: str
    title: str
    value: str
    lies: str
    """Where it lies, in words; empty where there is no usual range."""
    verdict: RangeVerdict | None
    usual: str
    """The range and who says so."""
    note: str
    start: float | None
    end: float | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Some of the figures of a call."""

    call_id: str
    medium: Medium
    figures: tuple[Figure, ...]
    unknown: tuple[str, ...]
    """What is not known, and why, in sentences."""
    others: int
    """How many figures there are that are not among these."""
    told_apart: tuple[str, ...]

    @property
    def groups(self) -> list[tuple[str, list[Figure]]]:
        """The figures under what they are about."""
        return [(about, list(same)) for about, same in groupby(self.figures, key=lambda one: one.about)]


def read_first_figures(library: Library, call: Call) -> Figures:
    """Return the figures that help most."""
    return _figures(library.rows(Metric, call_id=call.id), call, are_all=False, fillers=None)


def read_all_figures(opened: Opened, call: Annotated[str, Path(max_length=400)]) -> Figures:
    """Return every figure of a call, and what is usual in its team.

    Raises:
        NotFoundError: There is no such call; says what comes near.
    """
    found = stored_call(opened.library, find_call(opened.library, call))
    metrics = opened.library.rows(Metric, call_id=found.id)
    return _figures(metrics, found, are_all=True, fillers=team_median(opened.library, "fillers", found.id))


def _figures(metrics: list[Metric], call: Call, *, are_all: bool, fillers: TeamMedian | None) -> Figures:
    by_name = {one.name: one for one in metrics}
    defined = metric_definitions()
    ordered = [by_name[name] for name in defined if name in by_name and (are_all or defined[name].is_first)]
    shown = [one for one in ordered if one.value is not None]
    told_apart = (_TOLD_APART.get(one.source, "") for one in ordered)
    return Figures(
        call_id=call.id,
        medium=call.medium,
        figures=tuple(_figure(one, fillers) for one in shown),
        unknown=tuple(_unknown([one for one in ordered if one.value is None])),
        others=len(by_name) - len(ordered),
        told_apart=tuple(dict.fromkeys(one for one in told_apart if one)),
    )


def _figure(metric: Metric, fillers: TeamMedian | None) -> Figure:
    span = format_range(metric.good_low, metric.good_high, metric.unit)
    source = f" ({metric.range_source})" if metric.range_source else ""
    return Figure(
        name=metric.name,
        about=GROUP_TITLES[metric_definitions()[metric.name].group],
        title=title_of(metric.name),
        value=format_value(metric.value or 0.0, metric.unit),
        lies=_LIES[metric.verdict] if metric.verdict else "",
        verdict=metric.verdict,
        usual=f"{span}{source}" if span else "",
        note=_note(metric, fillers),
        start=metric.start,
        end=metric.end,
        quote=cut_quote(metric.quote or "", QUOTED_WORDS),
    )


def _note(metric: Metric, fillers: TeamMedian | None) -> str:
    if metric.name == "sentiment_change" and metric.value is not None:
        return trend_of(metric.value)
    if metric.name == "fillers" and fillers is not None:
        whose = f"in team {fillers.team}" if fillers.team else "over all calls"
        return f"usual {whose}: {fillers.value:.1f} ({format_count(fillers.calls, 'call')})"
    return ""


def _unknown(metrics: list[Metric]) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for one in metrics:
        by_reason.setdefault(one.reason or "no reason is stored", []).append(title_of(one.name))
    return [f"Not known: {', '.join(names)}, as {reason}." for reason, names in by_reason.items()]
