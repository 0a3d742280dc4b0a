"""`coachkit playlists history`: who did what to a list, and what of it counts."""

from collections.abc import Mapping
from pathlib import Path

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.export.clock import format_clock
from coachkit.playlists.history import Deed, State
from coachkit.store.library import Library
from coachkit.store.reading.by_hand import read_history

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
    with Library.open(db) as library:
        found = read_history(library, playlist)
    if as_json:
        print_json(found)
        return
    if found.title is None:
        print_line(
            f"There is no list {found.playlist_id} now. What was done to its clips waits until the settings "
            "hold a list of this title again."
        )
    print_table(_COLUMNS, map(_row, found.deeds), empty="Nobody has changed this list.")


def _row(deed: Deed) -> tuple[object, ...]:
    at = None if deed.start is None or deed.end is None else _span(deed.start, deed.end)
    when = deed.at[:16].replace("T", " ")
    return when, deed.author, _what(deed), _STATES[deed.state], deed.call_id, at, deed.quote


_STATES: Mapping[State, str] = {
    "counts": "counts",
    "replaced": "replaced by a later one",
    "taken out since": "taken out since",
    "not in the list now": "waits: the clip is not in the list now",
    "no such list now": "waits: there is no such list now",
}
_WORDS: Mapping[str, str] = {
    "made": "made the list “{text}”",
    "froze": "froze it as “{text}”",
    "imported": "took the list “{text}” in from a file",
    "added": "added it",
    "pin": "pinned it at place {place}",
    "unpin": "took the pin off",
    "exclude": "took it out",
    "restore": "let it back in",
    "move": "moved it to place {place}",
    "note": "wrote beside it: {text}",
    "trim": "trimmed it to {span}",
}


def _what(deed: Deed) -> str:
    if deed.action == "note" and not deed.text:
        return "took the note away"
    if deed.new_start is None or deed.new_end is None:
        if deed.action == "trim":
            return "gave it its own length again"
        span = ""
    else:
        span = _span(deed.new_start, deed.new_end)
    words = _WORDS[deed.action].format(text=deed.text, place=deed.place, span=span)
    return f"{words}: {deed.text}" if deed.action == "exclude" and deed.text else words


def _span(start: float, end: float) -> str:
    return f"{format_clock(start)} to {format_clock(end)}"
