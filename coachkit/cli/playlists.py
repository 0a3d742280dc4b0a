"""`coachkit playlists`: the moments worth hearing, listed, shown and exported."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.playlists_commands import COMMANDS
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_lines, print_table
from coachkit.export.clock import format_clock, format_day
from coachkit.export.contents import gather_playlists
from coachkit.export.data import format_csv, format_json
from coachkit.export.m3u8 import format_m3u8
from coachkit.export.page import format_page, recorded_days
from coachkit.models import SubjectKind
from coachkit.store.library import Library
from coachkit.store.reading import ClipDetail, PlaylistSummary, library_summary, list_playlists, show_playlist
from coachkit.whole_files import write_whole

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
@click.option("--verdict", type=click.Choice(["good", "bad", "mixed"]), help="Only lists that are so.")
def list_(
    db: Path,
    as_json: bool,
    kind: SubjectKind | None,
    verdict: Literal["good", "bad", "mixed"] | None,
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
    for place, (clip, of) in enumerate(zip(page.clips, contents.clips, strict=True), 1):
        _print_clip(place, clip)
        if not of.has_sound:
            print_lines(of.lines)


@playlists.command("export")
@click.argument("ids", nargs=-1)
@db_option
@click.option("--all", "is_all", is_flag=True, help="Export all playlists.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["m3u8", "json", "csv", "html"]),
    required=True,
    help="What to write.",
)
@click.option("--output", type=click.Path(path_type=Path), help="File to write; left out: standard output.")
def export(ids: tuple[str, ...], db: Path, is_all: bool, form: str, output: Path | None) -> None:
    """Export playlists: M3U8 for players, JSON, CSV, or one HTML page that plays by itself.

    Example: coachkit playlists export --all --format html --output week.html
    """
    if bool(ids) == is_all:
        raise click.UsageError("Name the playlists to export, or say --all.")
    with Library.open(db) as library:
        text = _FORMATS[form](library, list(ids) or None)
    if output is None:
        click.echo(text, nl=False)
        return
    data = text.encode("utf-8")
    write_whole(output, data)
    click.echo(f"Wrote {output} ({len(data) / 1e6:.1f} MB).", err=True)


def _page(library: Library, ids: list[str] | None) -> str:
    from coachkit.backends.clip_audio import cut_clips

    contents = gather_playlists(library, ids)
    return format_page(contents, library_summary(library), cut=cut_clips, days=recorded_days(library))


_FORMATS: Mapping[str, Callable[[Library, list[str] | None], str]] = {
    "m3u8": lambda library, ids: format_m3u8(gather_playlists(library, ids)),
    "json": lambda library, ids: format_json(gather_playlists(library, ids)),
    "csv": lambda library, ids: format_csv(gather_playlists(library, ids)),
    "html": _page,
}


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
