"""`coachkit calls`: the calls of a library, and one call with all that is known of it."""

from pathlib import Path

import click

from coachkit.cli.call_brief import brief
from coachkit.cli.call_figures import print_all_figures
from coachkit.cli.call_filter import filter_options
from coachkit.cli.call_page import print_call, print_heard
from coachkit.cli.calls_edit import edit, edits, undo
from coachkit.cli.calls_export import export
from coachkit.cli.calls_sentiment import sentiment
from coachkit.cli.calls_similar import similar
from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.rate import rate
from coachkit.cli.screen import Column, format_share, print_json, print_table
from coachkit.cli.swap_roles import swap_roles
from coachkit.export.clock import format_clock
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, CallSummary, heard_lines, list_calls, show_call
from coachkit.store.reading.figures import team_median

_COLUMNS = (
    Column(name="id"),
    Column(name="started"),
    Column(name="length", align="right"),
    Column(name="agent"),
    Column(name="customer", grows=True),
    Column(name="label"),
    Column(name="score", align="right"),
    Column(name="sound"),
    Column(name="topic", grows=True),
    Column(name="recording", grows=True),
)


@click.group(cls=NounGroup)
def calls() -> None:
    """List calls, or show one.

    Example: coachkit calls --agent jana --label bad
    """


@calls.command("list")
@db_option
@json_option
@filter_options
def list_(db: Path, as_json: bool, filters: CallFilter) -> None:
    """List calls, the latest first.

    Example: coachkit calls list --since 2026-11-16 --json
    """
    with Library.open(db) as library:
        found = list_calls(library, filters)
    if as_json:
        print_json(found)
    else:
        print_table(_COLUMNS, map(_row, found), empty="No call fits.")


@calls.command("show")
@click.argument("call")
@db_option
@json_option
@click.option("--heard", is_flag=True, help="Only the words as they were heard, not corrected or edited.")
@click.option("--figures", is_flag=True, help="Only the figures, all of them.")
def show(call: str, db: Path, as_json: bool, heard: bool, figures: bool) -> None:
    """Show a CALL, named by its id (or its beginning) or its recording's file.

    Example: coachkit calls show 4f0c2a
    """
    if heard and figures:
        raise click.UsageError("--heard and --figures each show one part alone: choose one.")
    with Library.open(db) as library:
        page = show_call(library, call)
        lines = heard_lines(library, page.call.id) if heard else []
        usual = team_median(library, "fillers", page.call.id) if figures else None
    if as_json:
        print_json(lines if heard else page.metrics if figures else page)
    elif heard:
        print_heard(lines)
    elif figures:
        print_all_figures(page.metrics, usual)
    else:
        print_call(page)


calls.add_command(swap_roles)
calls.add_command(edit)
calls.add_command(edits)
calls.add_command(undo)
calls.add_command(export)
calls.add_command(similar)
calls.add_command(brief)
calls.add_command(sentiment)
calls.add_command(rate)


def _row(call: CallSummary) -> tuple[object, ...]:
    return (
        call.id,
        call.started_at and call.started_at[:16].replace("T", " "),
        format_clock(call.duration),
        call.agents,
        call.customer,
        call.label,
        format_share(call.score),
        call.grade,
        call.topic,
        Path(call.path).name,
    )
