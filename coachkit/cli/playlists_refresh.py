"""`coachkit playlists refresh`: the lists brought up to date, and nothing else."""

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
        lists, clips = len(library.rows(Playlist)), len(library.rows(Clip))
    held = f"{format_count(lists, 'list')} with {format_count(clips, 'clip')}"
    if not changed:
        print_line(f"Nothing has changed: {held}.")
        return
    print_line(f"There are {held} now. Changed:")
    for title in changed:
        print_line(title, indent=3)
