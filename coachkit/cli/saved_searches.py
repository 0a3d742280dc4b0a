"""Searches that a team keeps under names, in the settings that it shares: saving and finding them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from coachkit.errors import NotFoundError, QueryError
from coachkit.near import pick
from coachkit.query.parse import parse
from coachkit.query.tree import Node
from coachkit.query.unparse import unparse
from coachkit.store.library import Library

SIGN = "@"
"""Before a name, it stands for the saved search: `coachkit search @"price worries"`."""


def with_saved(
    library: Library, arguments: Sequence[str], saved: str | None, config: Path | None
) -> tuple[str, ...]:
    """Return the arguments with the queries of saved searches for their names.

    Raises:
        NotFoundError: There is no such saved search; says which come near.
        QueryError: A saved search cannot be understood; names it.
    """
    wanted = ([f"{SIGN}{saved}"] if saved else []) + [*arguments]
    if not any(_is_name(one) for one in wanted):
        return tuple(wanted)
    path, searches = read_searches(library, config)
    found = []
    for one in wanted:
        if not _is_name(one):
            found.append(one)
            continue
        if not searches:
            raise NotFoundError(f'no search is saved yet; coachkit search --save "{one[1:]}" QUERY saves one')
        name = pick(one[1:], [(name, name) for name in searches], what="saved search")
        found.append(_checked(searches[name], f"“{name}” under [searches] in {path}"))
    # alone, a query stays as it is; beside others it is kept together
    return tuple(found) if len(found) == 1 else tuple(_bracketed(one) for one in found)


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
    conditions = " ".join(map(unparse, filters))
    return " ".join(part for part in (_bracketed(text), conditions) if part)


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


def _is_name(argument: str) -> bool:
    return argument.startswith(SIGN) and len(argument) > 1


def _checked(query: str, where: str) -> str:
    try:
        parse(query)
    except QueryError as error:
        raise QueryError(f"saved search {where}: {error}") from None
    return query


def _bracketed(query: str) -> str:
    """Return a query in brackets, unless it is only words."""
    if not query.strip() or _is_name(query):
        return query
    try:
        return query if parse(query).is_plain else f"({query})"
    except QueryError:  # a part such as a lone OR; the whole is read later
        return query
