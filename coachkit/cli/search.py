"""`coachkit search`: find where something was said."""

from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coachkit.cli.options import Command, db_option, json_option
from coachkit.cli.search_options import (
    SIGN,
    SearchCommand,
    Showing,
    asking_options,
    query_text,
    saved_names,
)

if TYPE_CHECKING:
    from coachkit.searching.results import Asked
    from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Which saved search is run, and under which name this one is saved."""

    save: str | None
    saved: str | None
    config: Path | None


def saving_options(command: Command) -> Command:
    """Add `--save`, `--saved` and `--config`, passed together as `saving`."""

    @click.option("--save", metavar="NAME", help="Save this search under a name as well.")
    @click.option("--saved", metavar="NAME", help="Run a saved search; so does @NAME.")
    @click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
    @wraps(command)
    def with_saving(
        *given: Any, save: str | None, saved: str | None, config: Path | None, **options: Any
    ) -> None:
        # `given` and `options` are click's own, of every kind
        command(*given, saving=Saving(save=save, saved=saved, config=config), **options)

    return with_saving  # type: ignore[return-value]  # a command like the one that came in


@click.command(cls=SearchCommand)
@click.argument("query", nargs=-1)
@db_option
@json_option
@asking_options
@saving_options
@click.option("--play", type=click.IntRange(min=1), metavar="N", help="Play the Nth result instead.")
def search(
    query: tuple[str, ...],
    db: Path,
    as_json: bool,
    asked: "Asked",
    showing: Showing,
    saving: Saving,
    play: int | None,
) -> None:
    """Find where something is said: the words of QUERY in any form, and what means the same.

    "A phrase" finds exactly these words, -word leaves out, agent:jana and other fields narrow the search.

    Example: coachkit search late refund --said-by customer --since 'last week'
    """
    from coachkit.cli.search_views import moment_of, print_found
    from coachkit.searching.search import Searcher
    from coachkit.searching.views import find
    from coachkit.store.library import Library
    from coachkit.store.reading.asking import check_words_indexed

    if not (query or asked.filters or saving.saved):
        raise click.UsageError("Say what to look for, such as: coachkit search late refund")
    with Library.open(db) as library:
        check_words_indexed(library)
        asked = _with_query(library, query, asked, saving)
        if play:
            asked = replace(asked, limit=max(asked.limit, play))
        found = find(Searcher(library), asked, showing.view, is_never=showing.is_never)
        if saving.save:
            _save(library, asked, saving.save, saving.config)
        if play:
            from coachkit.cli.play import play_moment

            play_moment(library, *moment_of(found, play))
        else:
            print_found(library, found, is_never=showing.is_never, as_json=as_json)


def _with_query(library: "Library", query: tuple[str, ...], asked: "Asked", saving: Saving) -> "Asked":
    if saving.saved:
        query = (f"{SIGN}{saving.saved}", *query)
    saved: dict[str, str] = {}
    if names := saved_names(query):
        from coachkit.searching.saved import saved_queries

        saved = saved_queries(library, names, saving.config)
    return replace(asked, text=query_text(query, saved))


def _save(library: "Library", asked: "Asked", name: str, config: Path | None) -> None:
    from coachkit.cli.saved_searches import query_of, save_search
    from coachkit.cli.screen import harmless

    save_search(library, name, query_of(asked.text, asked.filters), config)
    click.echo(harmless(f'Saved; run it with: coachkit search --saved "{name}"'), err=True)
