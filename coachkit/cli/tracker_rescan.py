"""`coachkit trackers rescan`: apply changed trackers to all stored calls, or show what that would change."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import print_json, print_line
from coachkit.cli.tracker_warnings import warn_of_common_names
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.changes.rescan import Difference
    from coachkit.store.reading import Finding


@click.command("rescan")
@db_option
@json_option
@click.option("--diff", "is_diff", is_flag=True, help="Only show what would change; write nothing.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Places to show.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@click.pass_context
def rescan(
    ctx: click.Context,
    db: Path,
    as_json: bool,
    is_diff: bool,
    limit: int,
    config: Path | None,
    no_progress: bool,
) -> None:
    """Look through all stored calls again, after a change to trackers, competitors or features.

    No recording is heard again. With --diff, see first what would be added and removed.

    Example: coachkit trackers rescan --diff
    """
    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.changes import rescan as rescans

    progress = choose_progress(is_wanted=not no_progress)
    with Library.open(db) as library:
        settings = settings_of(library, config)
        if is_diff:
            difference = rescans.preview(library, settings, tools=ctx.obj, progress=progress)
        else:
            difference, _ = rescans.rescan(library, settings, tools=ctx.obj, progress=progress)
        warn_of_common_names(library, settings, preview=difference if is_diff else None)
    if as_json:
        print_json(difference)
    else:
        print_difference(difference, limit=limit, is_diff=is_diff)


def print_difference(difference: "Difference", *, limit: int, is_diff: bool) -> None:
    """Print what a rescan changed, or would change: by name first, then place by place."""
    if not difference.calls:
        print_line("Nothing to do: all calls were looked through with these settings.")
        return
    looked = format_count(difference.calls, "call")
    if not (difference.added or difference.removed):
        print_line(f"{looked} looked through: the same is found as before.")
        return
    would = "would be " if is_diff else ""
    for what, found in (("added", difference.added), ("removed", difference.removed)):
        for (kind, name), count in sorted(Counter((one.kind, one.name) for one in found).items()):
            calls = len({one.call_id for one in found if (one.kind, one.name) == (kind, name)})
            print_line(f"{would}{what}: {kind} “{name}”: {count} in {format_count(calls, 'call')}")
    places = [("+", one) for one in difference.added] + [("-", one) for one in difference.removed]
    for sign, one in places[:limit]:
        _print_place(sign, one)
    if len(places) > limit > 0:
        print_line(f"… and {len(places) - limit} more; see them with --limit {len(places)}")
    if is_diff:
        print_line("Nothing was written. Apply it with: coachkit trackers rescan")


def _print_place(sign: str, one: "Finding") -> None:
    print_line(f"{sign} {one.call_id} {format_clock(one.start):>7}  {one.name}: “{one.text}”", indent=2)
