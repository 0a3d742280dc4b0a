"""`coachkit playlists new`, `edit` and `drop`: lists of one's own, filled by a query or by hand."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from coachkit.cli.library_settings import changeable_settings
from coachkit.cli.list_now import by_option, editor_of, print_list_now, print_narrowing
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.errors import EditError
from coachkit.models import Playlist
from coachkit.store.library import Library
from coachkit.store.reading.by_hand import find_list

if TYPE_CHECKING:
    from coachkit.pipeline.changes.list_settings import SmartReport, SmartWish


def _filling_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what a list that fills itself may say besides its title, passed together as `wish`."""

    @click.option("--query", help="What it is filled by, as `coachkit search` understands it.")
    @click.option("--verdict", type=click.Choice(["good", "bad", "mixed", "any"]), help="Only what went so.")
    @click.option(
        "--sort",
        type=click.Choice(["clearest", "newest", "oldest", "longest", "shortest"]),
        help="What comes first.",
    )
    @click.option("--max-clips", type=click.IntRange(min=1), help="At most so many clips.")
    @click.option("--max-minutes", type=click.FloatRange(min=0, min_open=True), help="At most so long.")
    @click.option("--per-agent", type=click.IntRange(min=1), help="At most so many clips of one agent.")
    @click.option("--per-call", type=click.IntRange(min=1), help="At most so many clips of one call.")
    @click.option("--trains", metavar="WHAT", help="What hearing it should change: metric:patience.")
    @click.option("--description", help="What it is for, in a sentence.")
    @wraps(command)
    def with_wish(*given: Any, **options: Any) -> None:
        # `given` and `options` are click's own, of every kind
        from coachkit.pipeline.changes.list_settings import SmartWish

        names = SmartWish.__dataclass_fields__
        wish = SmartWish(**{name: options.pop(name) for name in names})
        command(*given, wish=wish, **options)

    return with_wish


@click.command("new")
@click.argument("title")
@_filling_options
@by_option
@place_options
def new(title: str, wish: "SmartWish", by: str | None, place: Place) -> None:
    """Make a playlist called TITLE: with --query it fills itself, without one it is filled by hand.

    Example: coachkit playlists new "They object, and stay" --query "moment:objection went:good"
    """
    from coachkit.pipeline.changes.list_making import Texts, make_list
    from coachkit.pipeline.changes.list_settings import make_smart

    with Library.open(place.db) as library:
        if wish.query is None:
            _refuse_limits(wish, "a list without --query is filled by hand")
            editor = editor_of(library, place, by)
            made = make_list(editor, Texts(title=title, description=wish.description))
            print_line(f"Made: “{made.playlist.title}”, id {made.playlist.id}", style="bold")
            print_list_now(made)
            return
        path = changeable_settings(library, place.config)
        report = make_smart(editor_of(library, place, by, changes=path), path, title, wish)
        print_line(f"“{report.now.playlist.title}” is written in {path.name}.", style="bold")
        _print_smart(report)


@click.command("edit")
@click.argument("playlist")
@click.option("--title", help="Another title.")
@_filling_options
@by_option
@place_options
def edit(playlist: str, title: str | None, wish: "SmartWish", by: str | None, place: Place) -> None:
    """Change the title or description of a PLAYLIST of your own, or what it is filled by.

    Example: coachkit playlists edit "They object, and stay" --max-minutes 10 --per-agent 2
    """
    from coachkit.pipeline.changes.list_making import Texts, edit_made
    from coachkit.pipeline.changes.list_settings import SmartWish, edit_smart

    if title is None and wish == SmartWish():
        raise click.UsageError("Say what to change, such as --title TITLE or --max-clips 8.")
    with Library.open(place.db) as library:
        found = find_list(library, playlist)
        _refuse_built_in(found, "change it")
        if found.origin == "settings":
            path = changeable_settings(library, place.config)
            editor = editor_of(library, place, by, changes=path)
            report = edit_smart(editor, path, found, wish, title=title)
            print_line(f"“{report.now.playlist.title}” is changed in {path.name}.", style="bold")
            _print_smart(report)
            return
        _refuse_limits(wish, f"“{found.title}” is filled by hand")
        now = edit_made(
            editor_of(library, place, by), found, Texts(title=title, description=wish.description)
        )
    print_line(f"Changed: “{now.playlist.title}”, id {now.playlist.id}", style="bold")
    print_list_now(now)


@click.command("drop")
@click.argument("playlist")
@click.option("--yes", is_flag=True, help="Do not ask.")
@by_option
@place_options
def drop(playlist: str, yes: bool, by: str | None, place: Place) -> None:
    """Drop a PLAYLIST of your own; the calls, and the other lists, stay as they are.

    Example: coachkit playlists drop "They object, and stay"
    """
    from coachkit.pipeline.changes.list_making import drop_list
    from coachkit.pipeline.changes.list_settings import drop_smart_list, entry_of

    with Library.open(place.db) as library:
        found = find_list(library, playlist)
        _refuse_built_in(found, "drop it")
        is_smart = found.origin == "settings"
        path = changeable_settings(library, place.config) if is_smart else None
        editor = editor_of(library, place, by, changes=path)
        what = f"Drop “{found.title}”?"
        if is_smart and (each := entry_of(editor, found).each):
            what = f"“{found.title}” is one of a list for every {each}. Drop all of these?"
        if not yes:
            click.confirm(what, abort=True, err=True)
        if path is None:
            drop_list(editor, found)
            print_line(f"“{found.title}” is dropped.", style="bold")
        else:
            entry = drop_smart_list(editor, path, found)
            print_line(f"“{entry.title}” is taken out of {path.name}.", style="bold")
            print_line("What was done to its clips waits: a list of this title has it again.")


def _print_smart(report: "SmartReport") -> None:
    noun = "call" if report.of_calls else "place"
    if report.places:
        print_line(f"Its query finds {format_count(report.places, noun)}.")
    elif report.narrowing:
        print_line("Its query finds nothing now; the list fills itself once there is something:")
        print_narrowing(report.narrowing, of_calls=report.of_calls)
    print_list_now(report.now, is_explained=bool(report.narrowing))


def _refuse_limits(wish: "SmartWish", why: str) -> None:
    from dataclasses import asdict

    given = [name for name, value in asdict(wish).items() if value is not None and name != "description"]
    if given:
        option = "--" + given[0].replace("_", "-")
        raise click.UsageError(f"{option} is for lists that fill themselves; {why}.")


def _refuse_built_in(playlist: Playlist, what: str) -> None:
    if playlist.origin != "built-in":
        return
    own = f" --query {playlist.query!r}" if playlist.query else ""
    raise EditError(
        f"“{playlist.title}” is built in and fills itself, so nobody can {what}. Take out what should not be "
        f"in it (coachkit playlists exclude), or make your own: coachkit playlists new TITLE{own}"
    )
