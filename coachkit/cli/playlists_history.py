"""`coachkit playlists history`: who did what to a list, and what of it counts."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.export.clock import format_clock
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.changes.list_history import Deed

_COLUMNS = (
    Column(name="when"),
    Column(name="who"),
    Column(name="what", grows=True),
    Column(name="state"),
    Column(name="call"),
    Column(name="at"),
    Column(name="quote", grows=True),
)


@click.command("history")
@click.argument("playlist")
@db_option
@json_option
def history(playlist: str, db: Path, as_json: bool) -> None:
    """Say who added, took out, pinned, moved, trimmed or noted what in PLAYLIST, and what of it counts now.

    Example: coachkit playlists history competitor-zenlane-good
    """
    from coachkit.pipeline.changes.list_history import list_history

    with Library.open(db) as library:
        found = list_history(library, playlist)
    if as_json:
        print_json(found)
        return
    if found.title is None:
        print_line(
            f"There is no list {found.playlist_id} now. What was done to its clips waits until the settings "
            "hold a list of this title again."
        )
    print_table(_COLUMNS, map(_row, found.deeds), empty="Nobody has changed this list.")


def _row(deed: "Deed") -> tuple[object, ...]:
    at = None if deed.start is None or deed.end is None else _span(deed.start, deed.end)
    when = deed.at[:16].replace("T", " ")
    return when, deed.author, deed.what, deed.state, deed.call_id, at, deed.quote


def _span(start: float, end: float) -> str:
    return f"{format_clock(start)} to {format_clock(end)}"
