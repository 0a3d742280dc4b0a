"""`coachkit ratings`: what people say of calls, and how far they and the scores agree."""

from pathlib import Path

import click

from coachkit.cli.call_filter import filter_options
from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.ratings_agreement import agreement
from coachkit.cli.screen import Column, print_json, print_table
from coachkit.export.clock import format_clock
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter
from coachkit.store.reading.opinions import RatingLine, list_ratings

_COLUMNS = (
    Column(name="call"),
    Column(name="part"),
    Column(name="says"),
    Column(name="by"),
    Column(name="why", grows=True),
    Column(name="when"),
    Column(name="agent", spare=True),
    Column(name="recording", grows=True, spare=True),
)
_HISTORY = (*_COLUMNS, Column(name="counts"))


@click.group(cls=NounGroup)
def ratings() -> None:
    """List what people say of calls, or show how far they agree.

    Rate a call with `coachkit calls rate`.

    Example: coachkit ratings agreement
    """


@ratings.command("list")
@click.option("--by", help="Only what this person says.")
@click.option("--history", is_flag=True, help="Also what people said before or took back.")
@db_option
@json_option
@filter_options
def list_(by: str | None, history: bool, db: Path, as_json: bool, filters: CallFilter) -> None:
    """List the ratings of calls and of parts of them, the newest first.

    Example: coachkit ratings list --by jana --since "last month"
    """
    with Library.open(db) as library:
        found = list_ratings(library, filters, by=by, history=history)
    if as_json:
        print_json(found)
    else:
        rows = (_row(one) if history else _row(one)[:-1] for one in found)
        empty = "No rating fits. Rate a call with: coachkit calls rate CALL good"
        print_table(_HISTORY if history else _COLUMNS, rows, empty=empty)


ratings.add_command(agreement)


def _row(line: RatingLine) -> tuple[object, ...]:
    return (
        line.call_id,
        _part(line),
        line.verdict or "taken back",
        line.author,
        line.why,
        line.made_at[:16].replace("T", " "),
        line.agents,
        Path(line.path).name,
        "yes" if line.counts else "no",
    )


def _part(line: RatingLine) -> str:
    if line.start is None or line.end is None:
        return "whole call"
    return f"{format_clock(line.start)}-{format_clock(line.end)}"
