"""What adding a competitor, a feature or a tracker has in common: the settings, then all calls again."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.library_settings import changeable_settings
from coachkit.cli.people_changes import Place
from coachkit.cli.screen import print_line
from coachkit.cli.tracker_rescan import print_difference
from coachkit.cli.tracker_warnings import warn_of_common_names
from coachkit.config.trackers import tracker_key
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.settings_file import NamedSection
from coachkit.store.library import Library
from coachkit.store.reading import list_calls, list_playlists
from coachkit.tracking.packs import all_built_in

if TYPE_CHECKING:
    from coachkit.store.reading import Finding

MOST_CALLS = 20
"""Calls listed; the rest are counted."""
MOST_PLACES = 3
"""Places listed of each call."""


def add_named(
    ctx: click.Context,
    section: NamedSection,
    name: str,
    values: Mapping[str, str | Sequence[str] | None],
    *,
    place: Place,
) -> None:
    """Write one block into the settings, look through all calls, and print what is found.

    Lists are added to those that the block has; what is None stays as it is.
    """
    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.changes.names import add_to_name, look_again

    with Library.open(place.db) as library:
        path = changeable_settings(library, place.config)
        writing = add_to_name(path, section, name, values)
        print_line(f"“{name}” is written in {path.name}.")
        if section == "trackers" and not writing.entry_before:
            _warn_of_replacing(name)
        progress = choose_progress(is_wanted=not place.no_progress)
        difference = look_again(library, writing, tools=ctx.obj, progress=progress)
        print_difference(difference, limit=0, is_diff=False)
        _print_calls(library, [one for one in difference.added if one.name == name])
        _print_playlists(library, name)
        warn_of_common_names(library, writing.settings, added=name)


def _warn_of_replacing(name: str) -> None:
    if any(tracker_key(one.name) == tracker_key(name) for one in all_built_in()):
        click.echo(
            f"Warning: “{name}” takes the place of the built-in tracker of that name, with all its phrases; "
            "give yours another name to have both",
            err=True,
        )


def _print_calls(library: Library, found: "Sequence[Finding]") -> None:
    places: dict[str, list[str]] = {}
    for one in found:
        places.setdefault(one.call_id, []).append(f"{format_clock(one.start)} “{one.text}”")
    calls = [call for call in list_calls(library) if call.id in places]
    if calls:
        print_line(f"Found in {format_count(len(calls), 'call')}:")
    for call in calls[:MOST_CALLS]:
        facts = (call.id, ", ".join(call.agents) or "–", call.label or "–", Path(call.path).name)
        print_line("  ".join(facts), indent=2)
        more = len(places[call.id]) - MOST_PLACES
        shown = [*places[call.id][:MOST_PLACES], *([f"and {more} more"] if more > 0 else [])]
        print_line(", ".join(shown), indent=6, style="dim")
    if len(calls) > MOST_CALLS:
        print_line(f"… and {len(calls) - MOST_CALLS} more", indent=2)


def _print_playlists(library: Library, name: str) -> None:
    for one in list_playlists(library):
        if one.subject == name:
            print_line(f"Playlist: {one.title} ({format_count(one.clips, 'clip')})")
            print_line(f"coachkit playlists show {one.id}", indent=6, style="dim")
