"""`coachkit searches`: searches that the team keeps under a name."""

from pathlib import Path

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.saved_searches import remove_search
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.searching.saved import read_searches
from coachkit.store.library import Library

_COLUMNS = (Column(name="name"), Column(name="query", grows=True))
_EMPTY = 'No search is saved; coachkit search --save "price worries" QUERY saves one.'
_config_option = click.option(
    "--config", type=click.Path(path_type=Path), help="Settings; else those of the build."
)


@click.group(cls=NounGroup)
def searches() -> None:
    """List saved searches, or remove one.

    Example: coachkit searches
    """


@searches.command("list")
@db_option
@json_option
@_config_option
def list_(db: Path, as_json: bool, config: Path | None) -> None:
    """List saved searches; `coachkit search @NAME` runs one.

    Example: coachkit searches list
    """
    with Library.open(db) as library:
        _, found = read_searches(library, config)
    if as_json:
        print_json([{"name": name, "query": query} for name, query in found.items()])
    else:
        print_table(_COLUMNS, found.items(), empty=_EMPTY)


@searches.command("remove")
@click.argument("name")
@db_option
@_config_option
def remove(name: str, db: Path, config: Path | None) -> None:
    """Remove the saved search NAME from the settings.

    Example: coachkit searches remove "price worries"
    """
    with Library.open(db) as library:
        removed = remove_search(library, name, config)
    print_line(f"“{removed}” is removed.")
