"""`coachkit fairness`: whether calls are judged alike, whoever took them and however they can be heard."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.call_filter import filter_options
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_table

if TYPE_CHECKING:
    from coachkit.fairness.results import Compared, Fairness, Group
    from coachkit.statistics.averages import Estimate
    from coachkit.statistics.shares import Share
    from coachkit.store.reading import CallFilter

_COLUMNS = (
    Column(name="group", grows=True),
    Column(name="calls", align="right"),
    Column(name="score", align="right"),
    Column(name="than the others", align="right"),
    Column(name="beyond chance?"),
    Column(name="labelled good", align="right", spare=True),
    Column(name="ended well", align="right", spare=True),
    Column(name="at the same end", align="right", spare=True),
)


@click.command()
@db_option
@json_option
@filter_options
def fairness(db: Path, as_json: bool, filters: "CallFilter") -> None:
    """Compare scores and labels by agent, language, sound, length, kind and time of day.

    It says which groups score higher or lower than the others beyond chance, and whether how their calls
    ended bears that out. Figures in brackets are what the true figure may as well be (95 %). Groups with
    fewer than 5 calls are named and not judged. Agents may differ in truth.

    Example: coachkit fairness --since 2026-10-01
    """
    from coachkit.fairness.fairness import fairness as compare
    from coachkit.store.library import Library

    with Library.open(db) as library:
        found = compare(library, filters)
    if as_json:
        print_json(found)
        return
    _print(found)


def _print(found: "Fairness") -> None:
    if found.score:
        print_line(f"Mean score of {found.scored:,} calls: {_estimate(found.score)}", style="bold")
    for sentence in found.findings:
        print_line(f"! {sentence}")
    if found.looked_at and not found.findings:
        print_line("No group is scored higher or lower than the others beyond chance.")
    for of in found.groupings:
        if len(of.groups) < 2:
            continue
        print_heading(f"By {of.by}")
        print_table(_COLUMNS, map(_row, of.groups), empty="")
        if of.note:
            click.echo(of.note, err=True)
    if found.looked_at:
        for of in found.groupings:
            if len(of.groups) < 2:
                click.echo(f"Not compared by {of.by}: {of.note}", err=True)
    for note in found.notes:
        click.echo(note, err=True)


def _row(group: "Group") -> tuple[object, ...]:
    return (
        group.name,
        group.calls,
        group.score and _estimate(group.score),
        _compared(group.difference),
        _claim(group),
        _of(group.good),
        _of(group.ends),
        _compared(group.at_same_end),
    )


def _claim(group: "Group") -> str:
    if group.standing == "not compared" or group.verdict in ("too few calls", "no clear difference"):
        return f"{group.verdict}{'; off' if group.standing == 'off' else ''}"
    return f"{group.verdict}, {group.standing}"


def _estimate(one: "Estimate") -> str:
    return f"{one.value:.0f} ({one.low:.0f} to {one.high:.0f})"


def _compared(one: "Compared | None") -> str | None:
    return None if one is None else f"{one.by.value:+.0f} ({one.by.low:+.0f} to {one.by.high:+.0f})"


def _of(share: "Share") -> str | None:
    return f"{share.held} of {share.calls}" if share.calls else None
