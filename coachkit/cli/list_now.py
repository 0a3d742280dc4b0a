"""What commands that change a playlist have in common: who does it, and how the list stands then."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.author import author
from coachkit.cli.library_settings import settings_of
from coachkit.cli.people_changes import Place
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.models import Clip
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.changes.lists import Editor, ListNow
    from coachkit.searching.places_asked import Narrowing

MOST_SHOWN = 20
"""Clips that are listed after a change; the rest are counted."""
LONG = 76
"""Letters of what is quoted of a clip in one line."""
by_option = click.option("--by", metavar="NAME", help="Who does it; else the name you are logged in with.")


def editor_of(library: Library, place: Place, by: str | None, *, changes: Path | None = None) -> "Editor":
    """Return who changes lists of this library, with the settings that hold for it.

    `changes` is the settings file, where it is known already as it is to be changed.
    """
    from coachkit.config import load_settings

    settings = load_settings(changes) if changes else settings_of(library, place.config)

    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.changes.lists import Editor

    return Editor(
        library=library,
        settings=settings,
        name=by or author(),
        tools=click.get_current_context().obj,
        progress=choose_progress(is_wanted=not place.no_progress),
    )


def print_list_now(now: "ListNow", *, is_explained: bool = False) -> None:
    """Print how long a list is now, its clips, and why it is empty unless that `is_explained`."""
    seconds = sum(one.end - one.start for one in now.clips)
    clips = format_count(len(now.clips), "clip")
    length = f"{clips}, {format_clock(seconds)} long" if now.clips else "empty"
    print_line(f"“{now.playlist.title}” is {length} now.")
    if now.playlist.note and not is_explained:
        print_line(now.playlist.note, indent=2)
    print_clips(now.clips, is_frozen=now.playlist.origin == "frozen")
    print_line(f"coachkit playlists show {now.playlist.id}", indent=6, style="dim")


def print_clips(clips: Sequence[Clip], *, is_frozen: bool = False) -> None:
    """Print clips, a line each, numbered as `playlists show` does."""
    for n, clip in enumerate(clips[:MOST_SHOWN], 1):
        marks = _marks(clip, is_frozen=is_frozen)
        print_line(f"{n:>3}. {format_clock(clip.end - clip.start):>5}  {said_in(clip)}{marks}")
    if len(clips) > MOST_SHOWN:
        print_line(f"… and {len(clips) - MOST_SHOWN} more", indent=5)


def said_in(clip: Clip) -> str:
    """Return what tells a clip from others: its quote, or without one its reason."""
    return quoted(clip.quote, LONG) or clip.reason


def quoted(text: str, most: int) -> str:
    """Return what is said in quotation marks, cut where it is longer than `most`; "" for none."""
    text = " ".join(text.split())
    if len(text) > most:
        text = f"{text[:most].rsplit(' ', 1)[0]} …"
    return f"“{text}”" if text else ""


def _marks(clip: Clip, *, is_frozen: bool) -> str:
    """Return what people did to a clip, in brackets; in a frozen list everything was added by one person."""
    marks = [
        *(["pinned"] if clip.is_pinned else []),
        *([f"added by {clip.added_by}"] if clip.added_by and not is_frozen else []),
        *([f"note: {clip.note}"] if clip.note else []),
    ]
    return f"  ({'; '.join(marks)})" if marks else ""


def print_narrowing(narrowing: "Sequence[Narrowing]", *, of_calls: bool) -> None:
    """Print which condition of a query that finds nothing takes away how much."""
    noun = "call" if of_calls else "place"
    if len(narrowing) == 1:
        print_line(f"Nothing in the library fits: {narrowing[0].said}.", indent=2)
        return
    for one in narrowing:
        print_line(
            f"{one.written}: leaves {one.left:,} of {format_count(one.before, noun)} "
            f"(alone it finds {one.alone:,})",
            indent=2,
        )
