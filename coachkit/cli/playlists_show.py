"""`coachkit playlists show`: a list clip by clip, with what people did to it and what left it."""

import shlex
from pathlib import Path

import click

from coachkit.cli.list_now import quoted
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import print_heading, print_json, print_line, print_lines
from coachkit.export.clock import format_clock, format_day
from coachkit.export.contents import gather_playlists
from coachkit.models import Departure
from coachkit.store.library import Library
from coachkit.store.reading import ClipDetail, PlaylistSummary, show_playlist

LONGEST_QUOTE = 300
"""Characters of a quote that are shown; a customer who does not answer leaves the agent's whole speech."""


@click.command("show")
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
    _print_head(page.summary)
    pair = None
    for place, (clip, of) in enumerate(zip(page.clips, contents.clips, strict=True), 1):
        if clip.pair is not None and clip.pair != pair:
            pair = clip.pair
            print_heading(f"Pair {pair}: what differs")
            print_line(clip.difference or "")
        _print_clip(place, clip)
        if not of.can_play:
            print_line(of.sound_note or "", indent=3, style="dim")
            print_lines(of.lines)
    _print_departures(page.departures)


def _print_head(summary: PlaylistSummary) -> None:
    print_line(f"{summary.title} ({summary.verdict})", style="bold")
    if summary.description:
        print_line(summary.description)
    if summary.note:
        print_line(summary.note)
    if summary.query:
        print_line(f"coachkit search {shlex.quote(summary.query)}", style="dim")


def _print_clip(place: int, clip: ClipDetail) -> None:
    pinned = " (pinned)" if clip.is_pinned else ""
    print_heading(f"{place}. {clip.reason}{pinned}")
    if clip.quote:
        print_line(quoted(clip.quote, LONGEST_QUOTE), indent=3)
    if clip.note:
        print_line(f"Note: {clip.note}", indent=3)
    facts = (
        f"{format_clock(clip.start)} to {format_clock(clip.end)} of call {clip.call_id}",
        ", ".join(clip.agents),
        clip.customer or "",
        format_day(clip.started_at) if clip.started_at else "",
        clip.path,
        f"added by {clip.added_by}" if clip.added_by else "",
    )
    print_line(" · ".join(fact for fact in facts if fact), indent=3, style="dim")


def _print_departures(departures: tuple[Departure, ...]) -> None:
    if departures:
        print_heading("Left the list")
    for gone in departures:
        place = f"{format_clock(gone.start)} to {format_clock(gone.end)} of call {gone.call_id}"
        print_line(f"{gone.place + 1}. {place}: {gone.reason} ({format_day(gone.left_at)})", indent=3)
