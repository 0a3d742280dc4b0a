"""`coachkit playlists refresh`: the lists brought up to date, and nothing else."""

from collections.abc import Collection, Sequence

import click

from coachkit.cli.library_settings import settings_of
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.models import Clip, Playlist
from coachkit.store.library import Library


@click.command("refresh")
@place_options
def refresh(place: Place) -> None:
    """Bring the lists up to date with the settings and with what people did; no call is heard or read again.

    Example: coachkit playlists refresh
    """
    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.changes.filling import refresh_playlists

    with Library.open(place.db) as library:
        settings = settings_of(library, place.config)
        progress = choose_progress(is_wanted=not place.no_progress)
        tools = click.get_current_context().obj
        changed = refresh_playlists(library, settings, tools=tools, progress=progress)
        lists, clips = library.rows(Playlist), library.rows(Clip)
    held = f"{format_count(len(lists), 'list')} with {format_count(len(clips), 'clip')}"
    if changed:
        print_line(f"There are {held} now. Changed:")
        for title in changed:
            print_line(title, indent=3)
    elif not lists:
        print_line("There are no lists: nothing in these calls is worth a clip, as far as they were read.")
        print_line("Where coachkit is newer than the last build, coachkit build reads them anew.")
    else:
        print_line(f"Nothing has changed: {held}.")
    _print_empty(lists, {clip.playlist_id for clip in clips})


def _print_empty(lists: Sequence[Playlist], filled: Collection[str]) -> None:
    """Print which lists nothing is in, and why."""
    empty = [one for one in lists if one.note and one.id not in filled]
    if empty:
        print_line("Empty:")
    for one in empty:
        print_line(f"{one.title}: {one.note}", indent=3)
