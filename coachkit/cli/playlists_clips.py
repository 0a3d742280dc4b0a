"""`coachkit playlists exclude`, `restore`, `pin`, `unpin`, `move`, `note` and `trim`: one clip of a list."""

from typing import TYPE_CHECKING

import click

from coachkit.cli.list_now import by_option, editor_of, print_list_now, said_in
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import print_line
from coachkit.export.clock import format_clock, format_day
from coachkit.models import Clip
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.changes.list_clips import ClipReport, ClipWish
    from coachkit.pipeline.changes.list_restored import TakenOut

_playlist = click.argument("playlist")
_number = click.argument("number", type=click.IntRange(min=1))


@click.command("exclude")
@_playlist
@_number
@click.option("--why", help="Why, in a sentence; `history` shows it.")
@by_option
@place_options
def exclude(playlist: str, number: int, why: str | None, by: str | None, place: Place) -> None:
    """Take clip NUMBER, as `show` counts, out of PLAYLIST; it stays out however often the list fills itself.

    Example: coachkit playlists exclude competitor-zenlane-good 3 --why "Too long to play in the team call"
    """
    from coachkit.pipeline.changes.list_clips import ClipWish

    report = _change(playlist, number, ClipWish(action="exclude", text=why), by=by, place=place)
    _print(f"Clip {number} is taken out: {said_in(report.before)}", report)
    print_line(f"To bring it back: coachkit playlists restore {report.now.playlist.id}", style="dim")


@click.command("restore")
@_playlist
@click.argument("number", type=click.IntRange(min=1), required=False)
@by_option
@place_options
def restore(playlist: str, number: int | None, by: str | None, place: Place) -> None:
    """Bring a clip back that was taken out of PLAYLIST; without NUMBER, list those that were.

    Example: coachkit playlists restore competitor-zenlane-good 1
    """
    from coachkit.pipeline.changes.list_restored import clips_taken_out, restore_clip

    with Library.open(place.db) as library:
        editor = editor_of(library, place, by)
        if number is None:
            shown = editor.find(playlist)
            out = clips_taken_out(library, shown.playlist.id)
            for n, one in enumerate(out, 1):
                print_line(f"{n:>3}. {_told(one)}")
            if not out:
                print_line(f"Nobody took a clip out of “{shown.playlist.title}”.")
            return
        report = restore_clip(editor, playlist, number)
    print_line(f"No longer taken out: {_told(report.was)}", style="bold")
    if report.after is None:
        print_line(
            "It is not in the list all the same: others are stronger now. Pin or add it to have it there."
        )
    print_list_now(report.now)


@click.command("pin")
@_playlist
@_number
@click.option("--at", "spot", type=click.IntRange(min=1), metavar="PLACE", help="Where; else where it is.")
@by_option
@place_options
def pin(playlist: str, number: int, spot: int | None, by: str | None, place: Place) -> None:
    """Keep clip NUMBER in PLAYLIST, at its place or at another, whatever comes in or goes.

    Example: coachkit playlists pin competitor-zenlane-good 4 --at 1
    """
    from coachkit.pipeline.changes.list_clips import ClipWish

    report = _change(playlist, number, ClipWish(action="pin", place=spot), by=by, place=place)
    _print(f"Pinned{_at(report.after)}: {said_in(report.before)}", report)


@click.command("unpin")
@_playlist
@_number
@by_option
@place_options
def unpin(playlist: str, number: int, by: str | None, place: Place) -> None:
    """Let clip NUMBER of PLAYLIST come and go again by itself.

    Example: coachkit playlists unpin competitor-zenlane-good 1
    """
    from coachkit.pipeline.changes.list_clips import ClipWish

    report = _change(playlist, number, ClipWish(action="unpin"), by=by, place=place)
    _print(f"No longer pinned: {said_in(report.before)}", report)


@click.command("move")
@_playlist
@_number
@click.option("--to", "spot", type=click.IntRange(min=1), required=True, metavar="PLACE", help="Where.")
@by_option
@place_options
def move(playlist: str, number: int, spot: int, by: str | None, place: Place) -> None:
    """Move clip NUMBER of PLAYLIST to another place; the others close up.

    It stands there as long as the list holds it; `pin` keeps it in the list as well.

    Example: coachkit playlists move monday 5 --to 2
    """
    from coachkit.pipeline.changes.list_clips import ClipWish

    report = _change(playlist, number, ClipWish(action="move", place=spot), by=by, place=place)
    _print(f"Moved{_at(report.after)}: {said_in(report.before)}", report)
    if report.after is not None and report.after.n != spot - 1:
        print_line(f"Other clips are pinned at place {spot} and next to it, so it could not stand there.")


@click.command("note")
@_playlist
@_number
@click.argument("text", default="")
@by_option
@place_options
def note(playlist: str, number: int, text: str, by: str | None, place: Place) -> None:
    """Write TEXT beside clip NUMBER of PLAYLIST; without a text the note is taken away.

    Example: coachkit playlists note monday 2 "Listen to the pause before she answers."
    """
    from coachkit.pipeline.changes.list_clips import ClipWish

    report = _change(playlist, number, ClipWish(action="note", text=text), by=by, place=place)
    done = f"Beside clip {number}: {text}" if text.strip() else f"Clip {number} has no note now"
    _print(f"{done} ({said_in(report.before)})", report)


@click.command("trim")
@_playlist
@_number
@click.option("--from", "start", metavar="TIME", help="Where it begins, a time of the call such as 1:20.")
@click.option("--to", "end", metavar="TIME", help="Where it ends.")
@click.option("--whole", is_flag=True, help="As it was by itself.")
@by_option
@place_options
def trim(
    playlist: str, number: int, start: str | None, end: str | None, whole: bool, by: str | None, place: Place
) -> None:
    """Let clip NUMBER of PLAYLIST begin and end where you say; a word is not cut where that can be spared.

    Example: coachkit playlists trim monday 2 --from 1:20 --to 1:55
    """
    from coachkit.pipeline.changes.list_clips import ClipWish

    if whole == bool(start or end):
        raise click.UsageError("Say where it begins or ends, such as --from 1:20 --to 1:55, or --whole.")
    wish = ClipWish(action="trim", new_start=start, new_end=end)
    report = _change(playlist, number, wish, by=by, place=place)
    shown = report.after or report.before
    done = f"Clip {number} is {_span(shown)} of the call now (was {_span(report.before)})"
    _print(f"{done}: {said_in(shown)}", report)
    if report.before.quote and report.after is not None and not report.after.quote:
        print_line(f"What was quoted is not in it any more: {said_in(report.before)}")


def _change(playlist: str, number: int, wish: "ClipWish", *, by: str | None, place: Place) -> "ClipReport":
    from coachkit.pipeline.changes.list_clips import change_clip

    with Library.open(place.db) as library:
        return change_clip(editor_of(library, place, by), playlist, number, wish)


def _print(done: str, report: "ClipReport") -> None:
    print_line(done if report.is_new else "It was so before, so nothing has changed.", style="bold")
    print_list_now(report.now)


def _told(one: "TakenOut") -> str:
    out = one.exclusion
    words = f"“{one.quote}”, " if one.quote else ""
    why = f": {out.text}" if out.text else ""
    times = f"{format_clock(out.start)} to {format_clock(out.end)}"
    return (
        f"{words}{times} of call {out.call_id}, taken out by {out.author} on {format_day(out.made_at)}{why}"
    )


def _at(clip: Clip | None) -> str:
    return "" if clip is None else f" at place {clip.n + 1}"


def _span(clip: Clip) -> str:
    return f"{format_clock(clip.start)} to {format_clock(clip.end)}"
