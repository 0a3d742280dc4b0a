"""`coachkit metrics`: the figures of a team, an agent or a kind of call, as means with how many calls."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.call_filter import filter_options
from coachkit.cli.options import db_option, json_option

if TYPE_CHECKING:
    from coachkit.figures.averages import AverageFigure, AverageTable, By
    from coachkit.store.reading import CallFilter

BEGINNERS_NOTE = (
    "Starting points for coaching, mostly from B2B sales calls; docs/metrics.md says how to read them."
)
FEW = 5
"""With fewer calls than this a mean says little, which is told."""


@click.command()
@db_option
@json_option
@click.option("--by", type=click.Choice(["agent", "team", "kind"]), help="One mean for each of these.")
@click.option("--metric", "wanted", multiple=True, help="Only this figure; can be given again.")
@click.option("--all", "every", is_flag=True, help="All figures, not only those that help most.")
@filter_options
def metrics(
    db: Path, as_json: bool, by: "By | None", wanted: tuple[str, ...], every: bool, filters: "CallFilter"
) -> None:
    """Show what is usual: the mean of calls' figures, with how many calls and how sure it is.

    `likely` is where the true mean lies, 95 times of 100. Calls without a figure are not in its mean.

    Example: coachkit metrics --by agent --metric patience --kind support
    """
    from coachkit.cli.screen import print_json
    from coachkit.figures.averages import average_figures, find_figure
    from coachkit.metric_definitions import metric_definitions
    from coachkit.store.library import Library

    if every and wanted:
        raise click.UsageError("--all and --metric each say which figures to show: choose one.")
    names = [*metric_definitions()] if every else [find_figure(one) for one in wanted]
    with Library.open(db) as library:
        table = average_figures(library, by=by, filters=filters, names=names)
    if as_json:
        print_json(table)
    else:
        _print(table)


def _print(table: "AverageTable") -> None:
    from coachkit.cli.screen import Column, print_table

    right = ("calls", "mean", "likely")
    names = ["about", "figure", *([table.by] if table.by else []), *right, "in range", "not known"]
    columns = [
        Column(
            name=name,
            align="right" if name in right else "left",
            grows=name == "figure",
            spare=name in ("about", "not known"),
        )
        for name in names
    ]
    print_table(columns, _cells(table), empty="No call fits." if not table.calls else NO_FIGURES)
    for note in (*table.notes, *_notes(table)):
        click.echo(note, err=True)


NO_FIGURES = "These calls have no figures yet; `coachkit build` makes them."


def _cells(table: "AverageTable") -> list[tuple[object, ...]]:
    from coachkit.measuring.showing import title_of
    from coachkit.metric_definitions import GROUP_TITLES, metric_definitions

    found: list[tuple[object, ...]] = []
    last = None
    for row in table.rows:
        about, title = GROUP_TITLES[metric_definitions()[row.name].group], title_of(row.name)
        is_same = row.name == last and sys.stdout.isatty()
        lead = ("", "") if is_same else (about, title)
        group = (row.group,) if table.by else ()
        found.append(
            (*lead, *group, row.calls, *_figures(row), _in_range(row), sum(row.unknown.values()) or "")
        )
        last = row.name
    return found


def _figures(row: "AverageFigure") -> tuple[str | None, str | None]:
    from coachkit.measuring.showing import format_number, format_value

    if row.mean is None:
        return None, None
    mean = format_value(row.mean, row.unit)
    if row.team_median:
        mean += f" ({row.mean / row.team_median:.1f} × the team's median)"
    if row.low is None or row.high is None:
        return mean, None
    return mean, f"{format_number(row.low, row.unit)} to {format_number(row.high, row.unit)}"


def _in_range(row: "AverageFigure") -> str:
    judged = row.in_range + row.near + row.out_of_range
    return f"{row.in_range} of {judged}" if judged else ""


def _notes(table: "AverageTable") -> list[str]:
    from coachkit.counts import format_count
    from coachkit.measuring.showing import title_of

    notes: list[str] = []
    shown = {row.name for row in table.rows}
    reasons: dict[str, Counter[str]] = {}
    for row in table.rows:
        for reason, calls in row.unknown.items():
            reasons.setdefault(reason, Counter())[row.name] += calls
    for reason, counts in reasons.items():
        which = (
            "any of these figures"
            if set(counts) == shown
            else ", ".join(f"“{title_of(one)}”" for one in counts)
        )
        notes.append(f"{format_count(max(counts.values()), 'call')} without {which}: {reason}.")
    few = {row.group for row in table.rows if 0 < row.calls < FEW}
    if few:
        whose = "" if few == {None} else f" of {', '.join(sorted(str(one) for one in few))}"
        notes.append(f"Fewer than {FEW} calls{whose}: too few to say what is usual.")
    return [*notes, BEGINNERS_NOTE] if table.rows else notes
