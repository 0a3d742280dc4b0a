"""The figures of a call on the terminal: first those that help most, all when asked for."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coachkit.cli.screen import Column, print_heading, print_line, print_table
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.measuring.showing import format_value, range_note, title_of
from coachkit.metric_definitions import GROUP_TITLES, metric_definitions
from coachkit.models import Metric

if TYPE_CHECKING:
    from coachkit.store.reading.figures import TeamMedian

_ABOUT = (Column(name="about"), Column(name="figure"))
_NAME = Column(name="name", spare=True)
_VALUE = (Column(name="value", align="right"), Column(name="note", grows=True))
_TOLD_BY = {
    "channel": "by channel",
    "voice": "by voice on one channel, which is less sure",
    "given": "as the transcript names them",
}
"""What `Metric.source` means."""
_MOST_QUOTED = 70
"""Characters of a quote beside a figure; the transcript has the rest."""


def print_first_figures(metrics: Sequence[Metric], call_id: str) -> None:
    """Print the figures that help most, and how to see the others."""
    if not metrics:
        return
    definitions = metric_definitions()
    first = [one for one in metrics if one.name in definitions and definitions[one.name].is_first]
    print_heading("Figures")
    _print(first, None, with_names=False)
    others = len(metrics) - len(first)
    if others:
        print_line(
            f"{format_count(others, 'figure')} more: coachkit calls show {call_id} --figures", indent=2
        )


def print_all_figures(metrics: Sequence[Metric], fillers: "TeamMedian | None") -> None:
    """Print every figure; `fillers` is what is usual in the team, which the call's are compared with."""
    if metrics:
        _print(metrics, fillers, with_names=True)
        print_line("docs/metrics.md says how each is computed.")
    else:
        print_line("There are no figures yet; `coachkit build` makes them.")


def _print(metrics: Sequence[Metric], fillers: "TeamMedian | None", *, with_names: bool) -> None:
    by_name = {one.name: one for one in metrics}
    ordered = [by_name[name] for name in metric_definitions() if name in by_name]
    ordered += [one for one in metrics if one.name not in metric_definitions()]
    rows: list[tuple[object, ...]] = []
    last = None
    for one in (one for one in ordered if one.value is not None):
        about = _about(one)
        shown = "" if about == last and sys.stdout.isatty() else about
        name = (one.name,) if with_names else ()
        value = format_value(one.value or 0.0, one.unit)
        rows.append((shown, title_of(one.name), *name, value, _note(one, fillers)))
        last = about
    if rows:
        print_table((*_ABOUT, *((_NAME,) if with_names else ()), *_VALUE), rows, empty="")
    _print_unknown([one for one in ordered if one.value is None], are_all=not rows)
    for source in dict.fromkeys(one.source for one in ordered if one.source in _TOLD_BY):
        print_line(f"Agent and customer are told apart {_TOLD_BY[source]}.", indent=2)


def _about(metric: Metric) -> str:
    definition = metric_definitions().get(metric.name)
    return GROUP_TITLES[definition.group] if definition else ""


def _note(metric: Metric, fillers: "TeamMedian | None") -> str:
    notes = [range_note(metric)]
    if metric.name == "sentiment_change" and metric.value is not None:
        from coachkit.measuring.sentiment import trend_of

        notes.append(trend_of(metric.value))
    if metric.name == "fillers" and fillers and metric.value is not None:
        notes.append(beside(metric.value, fillers))
    if metric.start is not None:
        quote = metric.quote or ""
        cut = quote if len(quote) <= _MOST_QUOTED else f"{quote[:_MOST_QUOTED].rstrip()}…"
        notes.append(f"at {format_clock(metric.start)}" + (f" “{cut}”" if cut else ""))
    return "; ".join(note for note in notes if note)


def beside(value: float, usual: "TeamMedian") -> str:
    """Return how a value stands beside what is usual in the team."""
    whose = f"team {usual.team}'s" if usual.team else "all calls'"
    told = f"{whose} median of {usual.value:.1f} ({format_count(usual.calls, 'call')})"
    return f"{value / usual.value:.1f} × {told}" if usual.value > 0 else f"beside {told}"


def _print_unknown(metrics: Sequence[Metric], *, are_all: bool) -> None:
    """Print what is not known, by reason; where all lack the same, the reason alone."""
    reasons = dict.fromkeys(one.reason or "no reason is stored" for one in metrics)
    if are_all and len(reasons) == 1:
        print_line(f"None: {next(iter(reasons))}.", indent=2, style="dim")
        return
    for reason in reasons:
        names = [title_of(one.name) for one in metrics if (one.reason or "no reason is stored") == reason]
        print_line(f"Not known: {', '.join(names)}: {reason}.", indent=2, style="dim")
