"""`coachkit playlists`: moments worth hearing, listed and shown; other commands have modules of their own."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.playlists_commands import COMMANDS
from coachkit.cli.playlists_export import export
from coachkit.cli.playlists_show import show
from coachkit.cli.screen import Column, print_heading, print_json, print_table
from coachkit.export.clock import format_clock
from coachkit.models import PlaylistKind, PlaylistOrigin, PlaylistVerdict
from coachkit.store.library import Library
from coachkit.store.reading import PlaylistSummary, list_playlists

KINDS: Mapping[PlaylistKind, str] = {
    "week": "This week",
    "smart": "Lists of your settings",
    "made": "Made by people",
    "starter": "For new starters",
    "phrase": "On the rise",
    "competitor": "Competitors",
    "moment": "Moments",
    "feature": "Features",
    "tracker": "Your trackers",
    "topic": "Topics",
}
"""The kinds of lists in the order in which they are shown, with their headings."""
_COLUMNS = (
    Column(name="id"),
    Column(name="verdict"),
    Column(name="title", grows=True),
    Column(name="clips", align="right"),
    Column(name="length", align="right"),
)
_EMPTY = "There is no such playlist."
_NONE_YET = "There are no playlists yet: coachkit build fills them, and so does coachkit playlists refresh."


@click.group(cls=NounGroup, lazy=COMMANDS)
def playlists() -> None:
    """List playlists, show one, or export them.

    Example: coachkit playlists export --all --format html --output week.html
    """


@playlists.command("list")
@db_option
@json_option
@click.option("--kind", type=click.Choice([*KINDS]), help="Only this kind.")
@click.option("--verdict", type=click.Choice(get_args(PlaylistVerdict)), help="Only lists that are so.")
@click.option(
    "--origin", type=click.Choice(get_args(PlaylistOrigin)), help="Only lists that come from there."
)
def list_(
    db: Path,
    as_json: bool,
    kind: PlaylistKind | None,
    verdict: PlaylistVerdict | None,
    origin: PlaylistOrigin | None,
) -> None:
    """List playlists by kind and subject.

    Example: coachkit playlists list --kind competitor --verdict bad
    """
    with Library.open(db) as library:
        found = list_playlists(library, kind=kind, verdict=verdict, origin=origin)
    found.sort(key=lambda one: [*KINDS].index(one.kind))
    if as_json:
        print_json(found)
    elif not sys.stdout.isatty() or not found:
        columns = (Column(name="kind"), *_COLUMNS)
        empty = _EMPTY if kind or verdict or origin else _NONE_YET
        print_table(columns, ((one.kind, *_row(one)) for one in found), empty=empty)
    else:
        for of, heading in KINDS.items():
            rows = [_row(one) for one in found if one.kind == of]
            if rows:
                print_heading(f"{heading} ({len(rows)})")
                print_table(_COLUMNS, rows, empty=_EMPTY)


playlists.add_command(show)
playlists.add_command(export)


def _row(playlist: PlaylistSummary) -> tuple[object, ...]:
    length = format_clock(60 * playlist.minutes)
    return playlist.id, playlist.verdict, playlist.title, playlist.clips, length
