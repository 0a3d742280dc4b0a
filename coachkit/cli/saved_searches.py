"""Searches that a team keeps under names, in the settings that it shares: saving and finding them."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from coachkit.errors import NotFoundError, QueryError
from coachkit.near import pick
from coachkit.query.parse import parse
from coachkit.query.tree import Node
from coachkit.query.unparse import unparse
from coachkit.store.library import Library


def saved_queries(library: Library, wanted: Iterable[str], config: Path | None) -> dict[str, str]:
    """Return the query of each saved search that is wanted.

    Raises:
        NotFoundError: There is no such saved search; says which come near.
        QueryError: A saved search cannot be understood; names it.
    """
    path, searches = read_searches(library, config)
    found = {}
    for one in wanted:
        if not searches:
            raise NotFoundError(f'no search is saved yet; coachkit search --save "{one}" QUERY saves one')
        name = pick(one, [(name, name) for name in searches], what="saved search")
        found[one] = _checked(searches[name], f"“{name}” under [searches] in {path}")
    return found


def read_searches(library: Library, config: Path | None) -> tuple[Path | None, dict[str, str]]:
    """Return the settings file in use and the searches that are saved in it, by name."""
    from coachkit.cli.library_settings import settings_path
    from coachkit.config import load_settings

    path = settings_path(library, config)
    return path, dict(load_settings(path).searches)


def query_of(text: str, filters: Sequence[Node]) -> str:
    """Return one query that asks for `text` and all filters."""
    if not filters:
        return text
    query = parse(text)
    wanted = [text if query.is_plain else f"({text})"] if query.node else []
    return " ".join([*wanted, *map(unparse, filters)])


def save_search(library: Library, name: str, query: str, config: Path | None) -> Path:
    """Write a search into the settings, in the place of one with the same name; return the file.

    Raises:
        SettingsError: There are no settings yet, or they cannot be changed.
    """
    from coachkit.cli.library_settings import changeable_settings
    from coachkit.settings_file import change_settings, put_search

    path = changeable_settings(library, config)
    change_settings(path, partial(put_search, name=name, query=query), section="searches")
    return path


def remove_search(library: Library, name: str, config: Path | None) -> str:
    """Take a search out of the settings; return its name as it stood there.

    Raises:
        NotFoundError: There is no such saved search; says which come near.
        SettingsError: The settings cannot be changed.
    """
    from coachkit.cli.library_settings import changeable_settings
    from coachkit.config import load_settings
    from coachkit.settings_file import change_settings, drop_search

    path = changeable_settings(library, config)
    known = pick(name, [(one, one) for one in load_settings(path).searches], what="saved search")
    change_settings(path, partial(drop_search, name=known), section="searches")
    return known


def _checked(query: str, where: str) -> str:
    try:
        parse(query)
    except QueryError as error:
        raise QueryError(f"saved search {where}: {error}") from None
    return query
