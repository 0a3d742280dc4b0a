"""`coachkit trackers suggest`: what the calls name again and again and the settings do not know."""

import sys
from typing import TYPE_CHECKING, Literal

import click

from coachkit.cli.add_named import add_named
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import json_option
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import harmless, print_heading, print_json, print_line
from coachkit.counts import format_count
from coachkit.errors import NotFoundError
from coachkit.export.clock import format_clock
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.suggesting import Suggestion

Section = Literal["competitors", "features"]
_KINDS = {"c": "competitor", "f": "feature"}
"""Keys that take up a name as one or the other."""
_SECTIONS: dict[str, Section] = {"competitor": "competitors", "feature": "features"}


@click.command("suggest")
@click.option("--accept", multiple=True, metavar="N", help="Take up number N, or this name.")
@click.option("--reject", multiple=True, metavar="N", help="Never suggest number N, or this name, again.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["competitor", "feature"]),
    default="competitor",
    show_default=True,
    help="What an accepted new name is.",
)
@click.option(
    "--min-calls", type=click.IntRange(1), default=2, show_default=True, help="Said in so many calls or more."
)
@json_option
@place_options
@click.pass_context
def suggest(
    ctx: click.Context,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    kind: str,
    min_calls: int,
    as_json: bool,
    place: Place,
) -> None:
    """List spellings that probably stand for a known name, and names that nobody has listed.

    Accepting writes an alias or a competitor into the settings and looks through all calls again. On a
    terminal you are asked about each: y takes it (a name: c as a competitor, f as a feature), n never shows
    it again, s skips it, q stops.

    Example: coachkit trackers suggest --accept 1 --reject 3
    """
    found = _found(ctx, place, min_calls)
    if not accept and not reject:
        if as_json:
            print_json(found)
            return
        _print(found)
        if found and sys.stdin.isatty() and sys.stdout.isatty():
            _ask(ctx, found, kind, place)
        return
    for one in _chosen(found, reject):
        _reject(place, one)
    for one in _chosen(found, accept):
        _accept(ctx, one, kind, place)


def _found(ctx: click.Context, place: Place, min_calls: int) -> "list[Suggestion]":
    from coachkit.pipeline.changes.suggestions import find_suggestions

    with Library.open(place.db) as library:
        return find_suggestions(
            library, settings_of(library, place.config), min_calls=min_calls, tools=ctx.obj
        )


def _print(found: "list[Suggestion]") -> None:
    if not found:
        print_line("Nothing to suggest: no unknown name or spelling comes back in several calls.")
        return
    headings = {
        "spelling": "Spellings that probably stand for a name of the settings",
        "name": "Names that the settings do not know",
    }
    last = ""
    for n, one in enumerate(found, 1):
        if one.kind != last:
            print_heading(headings[one.kind])
            last = one.kind
        _print_one(n, one)
    print_line()
    print_line(
        "Take one up: coachkit trackers suggest --accept N; never see it again: --reject N", style="dim"
    )


def _print_one(n: int, one: "Suggestion") -> None:
    meant = f" → {one.meant}" if one.meant else ""
    said = f"{format_count(one.mentions, 'time')} in {format_count(one.calls, 'call')}"
    print_line(f"{n}. {one.spelling}{meant}  ({said})")
    print_line(f"“{one.quote}” ({one.call_id} at {format_clock(one.start)})", indent=3, style="dim")


def _chosen(found: "list[Suggestion]", wanted: tuple[str, ...]) -> "list[Suggestion]":
    chosen = []
    for word in wanted:
        by_name = [one for one in found if one.spelling.casefold() == word.casefold()]
        if word.isdigit() and 1 <= int(word) <= len(found):
            by_name = by_name or [found[int(word) - 1]]
        if not by_name:
            there = f"there are {len(found)}" if found else "there are none"
            raise NotFoundError(
                f"suggestion “{word}” is not there ({there}); `coachkit trackers suggest` lists them"
            )
        chosen.append(by_name[0])
    return chosen


def _accept(ctx: click.Context, one: "Suggestion", kind: str, place: Place) -> None:
    if one.meant:
        values = {"aliases": (one.spelling,)}
        add_named(ctx, _SECTIONS[one.meant_kind], one.meant, values, place=place)
    else:
        add_named(ctx, _SECTIONS[kind], one.spelling, {}, place=place)


def _reject(place: Place, one: "Suggestion") -> None:
    from coachkit.cli.author import author
    from coachkit.pipeline.changes.suggestions import reject_suggestion

    with Library.open(place.db) as library:
        reject_suggestion(library, one, author=author())
    print_line(f"“{one.spelling}” will not be suggested again.")


def _ask(ctx: click.Context, found: "list[Suggestion]", kind: str, place: Place) -> None:
    for n, one in enumerate(found, 1):
        meant = f"an alias of {one.meant}" if one.meant else f"a {kind}"
        keys = "y/n/s/q" if one.meant else "y/n/s/q, c: a competitor, f: a feature"
        click.echo(f"{n}. Make “{harmless(one.spelling)}” {meant}? [{keys}] ", nl=False, err=True)
        answer = click.getchar().lower()
        click.echo(harmless(answer), err=True)
        if answer == "q":
            return
        if answer == "y" or (answer in _KINDS and not one.meant):
            _accept(ctx, one, _KINDS.get(answer, kind), place)
        elif answer == "n":
            _reject(place, one)
