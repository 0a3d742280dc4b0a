"""`coachkit playlists import`: lists that another library, or this one, has exported as JSON."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.list_now import by_option, editor_of
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.changes.list_import import Imported

MOST_CALLS = 5
"""Calls named that are not here; the rest are counted."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@by_option
@place_options
def import_(file: Path, dry_run: bool, by: str | None, place: Place) -> None:
    """Take in the playlists in FILE, as `playlists export --format json` writes them, as lists of your own.

    Clips of calls that are not in this library are told and left out. Taking a file in twice adds nothing.

    Example: coachkit playlists import zenlane.json
    """
    from coachkit.pipeline.changes.list_import import import_lists

    with Library.open(place.db) as library:
        reports = import_lists(editor_of(library, place, by), file, dry_run=dry_run)
    for one in reports:
        _print(one)
    if not reports:
        print_line(f"There is no playlist in {file.name}.")
    if dry_run:
        click.echo("Nothing was changed (--dry-run).", err=True)


def _print(one: "Imported") -> None:
    there = f", {one.there_already:,} there already" if one.there_already else ""
    print_line(f"“{one.title}”: {format_count(one.clips, 'new clip')}{there}  ({one.playlist_id})")
    if one.not_here:
        named = ", ".join(one.not_here[:MOST_CALLS])
        more = f" and {len(one.not_here) - MOST_CALLS} more" if len(one.not_here) > MOST_CALLS else ""
        print_line(
            f"Left out, as their calls are not in this library: {format_count(one.clips_not_here, 'clip')} "
            f"(of {named}{more})",
            indent=2,
        )
    if one.past_the_end:
        print_line(
            f"Left out, as they are past the end of their call: {format_count(one.past_the_end, 'clip')}",
            indent=2,
        )
