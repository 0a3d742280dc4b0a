"""`coachkit outcomes`: how calls ended, and tables of it from a CRM, a survey or a ticket system."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import Column, harmless, print_heading, print_json, print_line, print_table
from coachkit.cli.unknown_outcomes import how_to_map, lines_about
from coachkit.config import Settings, load_settings
from coachkit.counts import format_count
from coachkit.errors import SettingsError
from coachkit.store.library import Library
from coachkit.store.reading.outcomes import OutcomeLine, list_outcomes
from coachkit.store.reading.settings_used import settings_path

if TYPE_CHECKING:
    from coachkit.pipeline.outcomes.importing import OutcomeReport
    from coachkit.pipeline.outcomes.joining import Joined
    from coachkit.pipeline.outcomes.unknown import UnknownWord

_COLUMNS = (
    Column(name="call"),
    Column(name="recording", grows=True),
    Column(name="kind"),
    Column(name="value", grows=True),
    Column(name="source"),
    Column(name="recorded"),
)
_UNKNOWN = (Column(name="kind"), Column(name="value", grows=True), Column(name="calls", align="right"))
_HISTORY = (*_COLUMNS, Column(name="replaced"))


@click.group(cls=NounGroup)
def outcomes() -> None:
    """List how calls ended, or import it from a table.

    Example: coachkit outcomes import crm.csv --dry-run
    """


@outcomes.command("list")
@click.option("--history", is_flag=True, help="Also what later reports have replaced.")
@db_option
@json_option
def list_(history: bool, db: Path, as_json: bool) -> None:
    """List the outcomes of all calls, the latest call first.

    Example: coachkit outcomes --history
    """
    with Library.open(db) as library:
        found = list_outcomes(library, history=history)
        words = [] if as_json else _unknown(library, _settings_if_there(library))
    if as_json:
        print_json(found)
        return
    rows = (_row(one) if history else _row(one)[:-1] for one in found)
    print_table(_HISTORY if history else _COLUMNS, rows, empty="No outcome is known.")
    if words:
        click.echo("Without a meaning in the settings: kept, but they label nothing", err=True)
        for line in lines_about(words, "call"):
            click.echo(f"  {harmless(line)}", err=True)


@outcomes.command("unknown")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
def unknown(db: Path, as_json: bool, config: Path | None) -> None:
    """List the values that the settings give no meaning: they are kept, and label nothing.

    Example: coachkit outcomes unknown
    """
    with Library.open(db) as library:
        words = _unknown(library, settings_of(library, config))
    if as_json:
        print_json(words)
        return
    rows = ((one.kind, one.value, one.count) for one in words)
    print_table(_UNKNOWN, rows, empty="Every outcome has a meaning, or none is known.")
    if words:
        click.echo(how_to_map(words[0]), err=True)


@outcomes.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show which row belongs to which call; write nothing.")
@click.option("--source", help="Who says so, such as crm or survey; else as the settings say.")
@place_options
@json_option
@click.pass_context
def import_(
    ctx: click.Context, table: Path, dry_run: bool, source: str | None, place: Place, as_json: bool
) -> None:
    """Put the outcomes in TABLE, a CSV file, on the calls that they belong to.

    A row finds its call by id or file name, or by agent and time. What cannot be told is listed, not guessed.

    Example: coachkit outcomes import crm.csv --dry-run
    """
    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.outcomes.importing import OutcomeImport, import_outcomes

    with Library.open(place.db) as library:
        report = import_outcomes(
            library,
            settings_of(library, place.config),
            OutcomeImport(table=table, source=source, dry_run=dry_run),
            tools=ctx.obj,
            progress=choose_progress(is_wanted=not place.no_progress),
        )
    if as_json:
        print_json(report)
    else:
        _print_report(report, dry_run=dry_run)
    if not report.matched and (report.ambiguous or report.unmatched):
        ctx.exit(1)


def _unknown(library: Library, settings: Settings | None) -> "Sequence[UnknownWord]":
    from coachkit.pipeline.outcomes.unknown import unknown_in

    return unknown_in(library, settings.outcomes) if settings else ()


def _settings_if_there(library: Library) -> Settings | None:
    """Return the settings of the last build; None where they are gone or broken, as a list needs none."""
    try:
        return load_settings(settings_path(library, None))
    except SettingsError:
        return None


def _print_report(report: "OutcomeReport", *, dry_run: bool) -> None:
    if dry_run:
        _print_rows("Matched", report.matched, report.name)
    _print_rows("Ambiguous: not used", report.ambiguous, report.name)
    _print_rows("Unmatched: not used", report.unmatched, report.name)
    if report.unknown_words:
        print_heading("Values without a meaning in the settings: stored, but they label nothing")
        for line in lines_about(report.unknown_words, "row"):
            print_line(line, indent=2)
    click.echo()
    print_line(
        f"{report.name}: {format_count(len(report.matched), 'row')} matched, "
        f"{len(report.ambiguous)} ambiguous, {len(report.unmatched)} unmatched, "
        f"{report.skipped} without an outcome"
    )
    would = "would get" if dry_run else "got"
    print_line(f"{format_count(report.changed_calls, 'call')} {would} new outcomes")
    for change in report.relabelled:
        old, new = change.before or "no label", change.after or "no label"
        print_line(f"{format_count(change.calls, 'call')}: {old} → {new}", style="bold")
    if dry_run:
        click.echo("Nothing was written (--dry-run).", err=True)


def _print_rows(heading: str, rows: Iterable["Joined"], name: str) -> None:
    shown = list(rows)
    if shown:
        print_heading(f"{heading} ({len(shown)})")
    for one in shown:
        told = ", ".join(f"{kind} {value}" for kind, value in one.row.outcomes)
        if one.call:
            print_line(
                f"line {one.row.line}: {told} → {one.call.id} {Path(one.call.paths[0]).name}", indent=2
            )
            continue
        print_line(f"{name}, line {one.row.line}: {told}: {one.why}", indent=2)
        for call in one.candidates:
            start = f"{call.start:%Y-%m-%d %H:%M}" if call.start else "–"
            who = ", ".join((*call.agents, *([call.customer] if call.customer else [])))
            print_line(f"{call.id}  {start}  {who}  {Path(call.paths[0]).name}", indent=6, style="dim")


def _row(line: OutcomeLine) -> tuple[object, ...]:
    return (
        line.call_id,
        Path(line.path).name,
        line.kind,
        line.value,
        line.source,
        line.recorded_at and line.recorded_at[:16].replace("T", " "),
        line.replaced_at and line.replaced_at[:16].replace("T", " "),
    )
