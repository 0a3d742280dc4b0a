"""`coachkit playlists freeze`: a list as it is today, which no refresh changes."""

import click

from coachkit.cli.list_now import by_option, editor_of, print_list_now
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import print_line
from coachkit.store.library import Library


@click.command("freeze")
@click.argument("playlist")
@click.option("--title", help="What the copy is called; else as the list, with the day.")
@click.option("--description", help="What it is for, in a sentence.")
@by_option
@place_options
def freeze(playlist: str, title: str | None, description: str | None, by: str | None, place: Place) -> None:
    """Keep a copy of PLAYLIST as it is now: no new call and no refresh changes it.

    Example: coachkit playlists freeze competitor-zenlane-good --title "Zenlane, for the November training"
    """
    from coachkit.pipeline.changes.list_making import Texts, freeze_list

    with Library.open(place.db) as library:
        editor = editor_of(library, place, by)
        frozen = freeze_list(editor, playlist, Texts(title=title, description=description))
    print_line(f"Frozen: “{frozen.playlist.title}”, id {frozen.playlist.id}", style="bold")
    print_list_now(frozen)
