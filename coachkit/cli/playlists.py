"""`coachkit playlists`: the moments worth hearing, listed, shown and exported."""

from pathlib import Path

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.playlists_commands import COMMANDS
from coachkit.cli.playlists_export import export
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_lines, print_table
from coachkit.export.clock import format_clock, format_day
from coachkit.export.contents import gather_playlists
from coachkit.models import PlaylistVerdict, SubjectKind
from coachkit.store.library import Library
from coachkit.store.reading import ClipDetail, PlaylistSummary, list_playlists, show_playlist

_COLUMNS = (
    Column(name="id"),
    Column(name="verdict"),
    Column(name="title", grows=True),
    Column(name="clips", align="right"),
    Column(name="length", align="right"),
)


@click.group(cls=NounGroup, lazy=COMMANDS)
def playlists() -> None:
    """List playlists, show one, or export them.

    Example: coachkit playlists export --all --format html --output week.html
    """


@playlists.command("list")
@db_option
@json_option
@click.option(
    "--kind",
    type=click.Choice(["competitor", "feature", "tracker", "moment", "topic"]),
    help="Only this kind.",
)
@click.option(
    "--verdict", type=click.Choice(["good", "bad", "mixed", "contrast"]), help="Only lists that are so."
)
def list_(
    db: Path,
    as_json: bool,
    kind: SubjectKind | None,
    verdict: PlaylistVerdict | None,
) -> None:
    """List playlists by kind and subject.

    Example: coachkit playlists list --verdict bad
    """
    with Library.open(db) as library:
        found = list_playlists(library, kind=kind, verdict=verdict)
    if as_json:
        print_json(found)
    else:
        print_table(_COLUMNS, map(_row, found), empty="There is no such playlist.")


@playlists.command("show")
@click.argument("playlist")
@db_option
@json_option
def show(playlist: str, db: Path, as_json: bool) -> None:
    """Show a PLAYLIST, named by its id or title, clip by clip.

    Example: coachkit playlists show competitor-zenlane-good
    """
    with Library.open(db) as library:
        page = show_playlist(library, playlist)
        [contents] = gather_playlists(library, [page.summary.id])
    if as_json:
        print_json(page)
        return
    print_line(f"{page.summary.title} ({page.summary.verdict})", style="bold")
    print_line(page.summary.description)
    pair = None
    for place, (clip, of) in enumerate(zip(page.clips, contents.clips, strict=True), 1):
        if clip.pair is not None and clip.pair != pair:
            pair = clip.pair
            print_heading(f"Pair {pair}: what differs")
            print_line(clip.difference or "")
        _print_clip(place, clip)
        if not of.has_sound:
            print_lines(of.lines)


playlists.add_command(export)


def _print_clip(place: int, clip: ClipDetail) -> None:
    print_heading(f"{place}. {clip.reason}")
    if clip.quote:
        print_line(f"“{clip.quote}”", indent=3)
    facts = (
        f"{format_clock(clip.start)} to {format_clock(clip.end)} of call {clip.call_id}",
        ", ".join(clip.agents),
        clip.customer or "",
        format_day(clip.started_at) if clip.started_at else "",
        clip.path,
    )
    print_line(" · ".join(fact for fact in facts if fact), indent=3, style="dim")


def _row(playlist: PlaylistSummary) -> tuple[object, ...]:
    length = format_clock(60 * playlist.minutes)
    return playlist.id, playlist.verdict, playlist.title, playlist.clips, length
