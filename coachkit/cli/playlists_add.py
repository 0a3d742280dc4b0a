"""`coachkit playlists add`: all that a search finds, or one stretch of a call, put into a list."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from coachkit.cli.list_now import by_option, editor_of, print_clips, print_list_now, print_narrowing
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.store.library import Library
from coachkit.store.reading import find_call

if TYPE_CHECKING:
    from coachkit.pipeline.changes.list_adding import Addition
    from coachkit.pipeline.changes.lists import Editor

MANY = 25
"""More clips than this are only added when a person says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a call, as a person writes it."""

    call: str
    start: str
    end: str
    why: str | None


def _part_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--call`, `--from`, `--to` and `--why`, passed together as `part`, which is None without them."""

    @click.option("--call", metavar="CALL", help="Instead of a query: a part of this call.")
    @click.option("--from", "start", metavar="TIME", help="Where it begins, a time of the call such as 1:20.")
    @click.option("--to", "end", metavar="TIME", help="Where it ends.")
    @click.option("--why", help="Why that part is worth hearing, in a sentence.")
    @wraps(command)
    def with_part(
        *given: Any, call: str | None, start: str | None, end: str | None, why: str | None, **options: Any
    ) -> None:
        # `given` and `options` are click's own, of every kind
        part = None
        if call and start and end:
            part = Part(call=call, start=start, end=end, why=why)
        elif call or start or end or why:
            raise click.UsageError("A part of a call needs --call CALL --from 1:20 --to 2:05.")
        command(*given, part=part, **options)

    return with_part


@click.command("add")
@click.argument("playlist")
@click.argument("query", nargs=-1)
@_part_options
@click.option("--limit", type=click.IntRange(min=1), help="At most so many clips, of the newest calls.")
@click.option("--dry-run", is_flag=True, help="Only show what would be added.")
@click.option("--yes", is_flag=True, help=f"Do not ask, also where there are more than {MANY}.")
@by_option
@place_options
def add(
    playlist: str,
    query: tuple[str, ...],
    part: Part | None,
    limit: int | None,
    dry_run: bool,
    yes: bool,
    by: str | None,
    place: Place,
) -> None:
    """Put all places that QUERY finds into PLAYLIST, each with its whole exchange, or a part of a call.

    Example: coachkit playlists add monday name:zenlane went:good --limit 5
    """
    if bool(query) == bool(part):
        raise click.UsageError(
            "Say what to add: a query such as name:zenlane, or --call CALL --from 1:20 --to 2:05."
        )
    with Library.open(place.db) as library:
        editor = editor_of(library, place, by)
        addition = _found(editor, playlist, query, part, limit)
        _print_found(addition)
        if not addition.clips or dry_run:
            click.echo("Nothing was changed (--dry-run)." if dry_run else "Nothing was added.", err=True)
            return
        if len(addition.clips) > MANY and not yes:
            click.confirm(f"Add {len(addition.clips)} clips?", abort=True, err=True)

        from coachkit.pipeline.changes.list_adding import add_clips

        now = add_clips(editor, addition)
    print_list_now(now)


def _found(
    editor: "Editor", playlist: str, query: tuple[str, ...], part: Part | None, limit: int | None
) -> "Addition":
    from coachkit.cli.search_options import query_text
    from coachkit.pipeline.changes.list_adding import find_clips, part_of_call, refuse_unheard

    if part is None:
        return find_clips(editor, playlist, query_text(query, {}), limit=limit)
    call_id = find_call(editor.library, part.call)
    addition = part_of_call(editor, playlist, call_id, (part.start, part.end), why=part.why)
    refuse_unheard(editor.settings.playlists, addition)
    return addition


def _print_found(addition: "Addition") -> None:
    noun = "call" if addition.of_calls else "place"
    if not addition.places:
        print_line("The query finds nothing:", style="bold")
        print_narrowing(addition.narrowing, of_calls=addition.of_calls)
        return
    clips = format_count(len(addition.clips), "new clip") if addition.clips else "nothing new"
    length = f", {format_clock(addition.seconds)} long" if addition.clips else ""
    title = addition.to.playlist.title
    print_line(f"{format_count(addition.places, noun)} found; {clips} for “{title}”{length}", style="bold")
    print_clips(addition.clips)
    if addition.there_already:
        print_line(f"In the list already: clip {_numbers(addition.there_already)}.", indent=2)
    for one in addition.left_out:
        print_line(
            f"Left out: {format_count(one.clips, 'clip')} of call {one.call_id}, which is hard to hear "
            f"(grade {one.grade}).",
            indent=2,
        )


def _numbers(found: tuple[int, ...]) -> str:
    return ", ".join(map(str, found))
