"""`coachkit calls edit`, `edits` and `undo`: change what a line of a call says, or who says it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.author import author
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, format_share, print_json, print_line, print_table
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.models import Edit, Role, Segment
from coachkit.store.library import Library
from coachkit.store.reading import find_call

if TYPE_CHECKING:
    from coachkit.pipeline.changes.editing import EditReport, Standing

MOST_LINES = 3
_COLUMNS = (
    Column(name="number", align="right"),
    Column(name="at"),
    Column(name="what"),
    Column(name="was", grows=True),
    Column(name="is", grows=True),
    Column(name="by"),
    Column(name="when"),
)
_config_option = click.option(
    "--config", type=click.Path(path_type=Path), help="Settings; else those of the build."
)
_progress_option = click.option("--no-progress", is_flag=True, help="Show no progress.")


@click.command("edit")
@click.argument("call")
@click.argument("at")
@db_option
@click.option("--text", help="What was said.")
@click.option("--speaker", help="Who says it.")
@click.option("--role", type=click.Choice(["agent", "customer", "other", "unknown"]), help="What they are.")
@click.option("--everywhere", is_flag=True, help="Change --speaker and --role in all lines of the speaker.")
@_config_option
@_progress_option
@click.pass_context
def edit(
    ctx: click.Context,
    call: str,
    at: str,
    db: Path,
    text: str | None,
    speaker: str | None,
    role: Role | None,
    everywhere: bool,
    config: Path | None,
    no_progress: bool,
) -> None:
    """Change the line of a CALL that is said AT a time (1:23), or that has a number (12).

    Names, scores and playlists are worked out anew at once. What was heard is kept, so that
    `coachkit calls undo` can take the change back.

    Example: coachkit calls edit 4f0c2a 1:23 --text "We use Zenlane for that."
    """
    if text is None and speaker is None and role is None:
        raise click.UsageError("Say what to change: --text, --speaker or --role.")
    with Library.open(db) as library:
        call_id = find_call(library, call)
        settings = settings_of(library, config)

        from coachkit.cli.progress import choose_progress
        from coachkit.pipeline.changes.editing import Change, edit_line
        from coachkit.pipeline.changes.lines import find_line

        report = edit_line(
            library,
            settings,
            find_line(library.rows(Segment, call_id=call_id), at),
            Change(text=text, speaker=speaker, role=role, everywhere=everywhere),
            author=author(),
            tools=ctx.obj,
            progress=choose_progress(is_wanted=not no_progress),
        )
    _print_report(report, "edited")
    for made in reversed(report.edits):
        print_line(f"To take back the {made.field}: coachkit calls undo {call_id} {made.n}", indent=2)


@click.command("edits")
@click.argument("call")
@db_option
@json_option
def edits(call: str, db: Path, as_json: bool) -> None:
    """List what people changed on a CALL, in the order in which they did.

    Example: coachkit calls edits 4f0c2a
    """
    with Library.open(db) as library:
        found = library.rows(Edit, call_id=find_call(library, call))
    if as_json:
        print_json(found)
    else:
        print_table(_COLUMNS, map(_row, found), empty="Nothing was edited on this call.")


@click.command("undo")
@click.argument("call")
@click.argument("number", type=int, required=False)
@db_option
@_config_option
@_progress_option
@click.pass_context
def undo(
    ctx: click.Context, call: str, number: int | None, db: Path, config: Path | None, no_progress: bool
) -> None:
    """Take back the last edit of a CALL, or the one with this NUMBER (see `coachkit calls edits`).

    Example: coachkit calls undo 4f0c2a
    """
    with Library.open(db) as library:
        call_id = find_call(library, call)
        settings = settings_of(library, config)

        from coachkit.cli.progress import choose_progress
        from coachkit.pipeline.changes.editing import undo_edit

        report = undo_edit(
            library,
            settings,
            call_id,
            number,
            tools=ctx.obj,
            progress=choose_progress(is_wanted=not no_progress),
        )
    _print_report(report, "taken back")


def _row(edit: Edit) -> tuple[object, ...]:
    what = f"{edit.field} (everywhere)" if edit.everywhere else edit.field
    at = format_clock(edit.start) if edit.channel is not None else None
    return edit.n, at, what, edit.old, edit.new, edit.author, edit.made_at[:16].replace("T", " ")


def _print_report(report: "EditReport", what: str) -> None:
    """Print what was changed and all that follows from it."""
    numbers = ", ".join(str(edit.n) for edit in report.edits)
    noun = "edit" if len(report.edits) == 1 else "edits"
    at = format_clock(report.edits[0].start)
    print_line(
        f"{report.call.id}  {Path(report.call.path).name}, {at}: {what} ({noun} {numbers}).", style="bold"
    )
    for before, after in report.changed[:MOST_LINES]:
        for lead, line in (("was", before), ("is ", after)):
            print_line(f"{lead}  {line.speaker} ({line.role}): {line.text}", indent=2)
    if len(report.changed) > MOST_LINES:
        print_line(f"… and {format_count(len(report.changed) - MOST_LINES, 'more line')}", indent=2)
    if not report.changed:
        print_line(
            "No line reads otherwise: a later edit has the last word, or nothing is said there.", indent=2
        )
    for name, old, new in report.mentions:
        print_line(f"{name}: named {format_count(new, 'time')} (was: {old})", indent=2)
    was, now = _judged(report.before), _judged(report.after)
    print_line(f"{now} (was: {was})" if was != now else f"{now}, as before", indent=2)
    for title in report.playlists:
        print_line(f"Playlist changed: {title}", indent=2)


def _judged(standing: "Standing") -> str:
    return f"{(standing.label or 'not judged').capitalize()}, score {format_share(standing.score)}"
