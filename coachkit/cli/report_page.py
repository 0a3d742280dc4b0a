"""A report as it is read on a terminal."""

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from coachkit.cli.place import place_of
from coachkit.cli.screen import Column, print_heading, print_line, print_marked, print_table
from coachkit.cli.search_page import call_title
from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_minutes
from coachkit.reporting.wording import SOURCES, estimate
from coachkit.trends.wording import day_span, percent, sparkline

if TYPE_CHECKING:
    from coachkit.reporting.results import FigureLine, Finding, LabelCount, Report, Spot, TopicLine
    from coachkit.store.library import Library

_INDENT = 3
_TOPICS = 12


def print_report(library: "Library", found: "Report") -> None:
    """Print everything that a report holds; notes go to stderr."""
    print_line(headline(found), style="bold")
    for line in summary_of(found):
        print_line(line)
    if found.hear_first:
        print_heading("Hear these first")
        for number, one in enumerate(found.hear_first, 1):
            print_line(f"{number:>2}  {call_title(one.spot.call)}", style="bold")
            if one.called_for:
                print_line(f"Called for: “{one.called_for}”", indent=_INDENT + 1, style="dim")
            for reason in one.reasons:
                print_line(reason, indent=_INDENT + 1)
            _print_spot(library, one.spot)
    for title, findings in (("What went well", found.went_well), ("What went badly", found.went_badly)):
        if findings:
            print_heading(title)
            for finding in findings:
                _print_finding(library, finding)
    _print_topics(found)
    _print_figures(library, found.figures)
    if found.promises:
        print_heading("Promised on the last calls")
        for call, of_call in groupby(found.promises, key=lambda promise: promise.spot.call):
            print_line(call_title(call), indent=_INDENT - 1)
            for promise in of_call:
                _print_spot(library, promise.spot)
    _print_learning(library, found)
    for note in found.notes:
        click.echo(note, err=True)


def headline(found: "Report") -> str:
    """Return what the report is about: `Team Support · 27 Oct to 23 Nov 2026`."""
    days = day_span(found.first, found.last) if found.first and found.last else "all days"
    return f"{found.title} · {days}"


def summary_of(found: "Report") -> Iterator[str]:
    """Yield how many calls there are, how they went and who says so, and how they score, a line each."""
    if not found.calls:
        return
    before = f"; {found.calls_before:,} in the period before" if found.calls_before else ""
    yield f"{format_count(found.calls, 'call')}, {format_minutes(60 * found.minutes)}{before}"
    labels = [label_words(one, has_before=found.calls_before > 0) for one in found.labels if one.calls]
    if found.unlabelled:
        labels.append(f"{found.unlabelled:,} not judged")
    yield "; ".join(labels)
    if found.score:
        yield f"Mean score {estimate(found.score)}" + (
            f"; before {estimate(found.score_before)}" if found.score_before else ""
        )


def label_words(one: "LabelCount", *, has_before: bool) -> str:
    """Return `8 good (5 by how it ended, 3 by the score card)`."""
    sources = ", ".join(f"{count:,} {SOURCES.get(source, source)}" for source, count in one.by_source)
    before = f"; before {one.before:,}" if has_before else ""
    return f"{one.calls:,} {one.label} ({sources}{before})"


def with_links(library: "Library", value: object) -> object:
    """Return a report as JSON takes it; every place in a call has a `link`."""
    from coachkit.reporting.results import Spot

    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        plain = {name: with_links(library, getattr(value, name)) for name in names}
        if isinstance(value, Spot):
            plain["link"] = place_of(library, value.call, value.start, value.end).link
        return plain
    if isinstance(value, list | tuple):
        return [with_links(library, one) for one in value]
    return value


def _print_finding(library: "Library", finding: "Finding") -> None:
    print_line(f"{finding.title}: {finding.says}", indent=_INDENT - 1)
    if finding.example:
        _print_spot(library, finding.example)


def _print_spot(library: "Library", spot: "Spot") -> None:
    import sys

    place = place_of(library, spot.call, spot.start, spot.end)
    if spot.quote:
        lead = f"{format_clock(spot.start)} to {format_clock(spot.end)}  "
        print_marked(f"“{spot.quote}”", (), lead=lead, indent=2 * _INDENT)
    link = "" if sys.stdout.isatty() else f" · {place.link}"
    style = f"dim link {place.link}" if sys.stdout.isatty() else ""
    print_line(f"{place.shown} · call {spot.call.id}{link}", indent=2 * _INDENT, style=style)


def _print_topics(found: "Report") -> None:
    if found.topics:
        print_heading("Topics, those that cost most first")
        columns = (
            Column(name="topic", grows=True),
            Column(name="calls", align="right"),
            Column(name="good", align="right"),
            Column(name="bad", align="right"),
            Column(name="score", align="right", spare=True),
            Column(name="by week", spare=True),
            Column(name="what goes badly", grows=True),
        )
        _print_known(columns, [_topic_row(one) for one in found.topics[:_TOPICS]])
        if len(found.topics) > _TOPICS:
            click.echo(f"{len(found.topics) - _TOPICS} more topics; --json has all.", err=True)
    if found.news:
        print_heading("What rises and falls, beyond chance")
        for news in found.news:
            print_line(news.sentence, indent=_INDENT - 1)


def _print_known(columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> None:
    """Print a table without the columns of which nothing is known in any row."""
    known = [n for n in range(len(columns)) if any(row[n] is not None for row in rows)]
    print_table([columns[n] for n in known], [[row[n] for n in known] for row in rows], empty="")


def _topic_row(one: "TopicLine") -> tuple[object, ...]:
    return (
        one.title,
        one.calls,
        one.good,
        one.bad.held,
        one.score and estimate(one.score),
        sparkline(one.weeks) if any(one.weeks) else None,
        one.worst,
    )


def _print_figures(library: "Library", figures: Sequence["FigureLine"]) -> None:
    if not figures:
        return
    print_heading("Figures")
    columns = (
        Column(name="figure", grows=True),
        Column(name="mean", align="right"),
        Column(name="before", align="right", spare=True),
        Column(name="good is", grows=True),
        Column(name="in range", align="right"),
        Column(name="furthest out", grows=True, spare=True),
    )
    _print_known(columns, [_figure_row(library, one) for one in figures])


def _figure_row(library: "Library", one: "FigureLine") -> tuple[object, ...]:
    worst = one.worst
    place = place_of(library, worst.call, worst.start, worst.end).shown if worst else None
    return (
        one.title,
        f"{estimate(one.mean, one.unit)}",
        one.before and estimate(one.before, one.unit),
        " or ".join(one.ranges),
        f"{one.in_range} of {one.calls} ({percent(one.in_range / one.calls)})",
        worst and f"{worst.why}: {place}",
    )


def _print_learning(library: "Library", found: "Report") -> None:
    if not found.learn_from:
        return
    print_heading("Whose calls to learn from")
    for one in found.learn_from:
        names = " and ".join(filter(None, (", ".join(one.agents[:-1]), one.agents[-1])))
        calls = format_count(one.calls, "call")
        print_line(f"{one.title}: {names} ({calls}, better than such calls go otherwise)", indent=_INDENT - 1)
        if one.example:
            _print_spot(library, one.example)
