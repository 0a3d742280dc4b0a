"""Searches that a team keeps under names, in the settings of its library: finding them."""

from collections.abc import Iterable
from pathlib import Path

from coachkit.config import load_settings
from coachkit.errors import NotFoundError, QueryError
from coachkit.near import pick
from coachkit.query.parse import parse
from coachkit.store.library import Library
from coachkit.store.reading.settings_used import settings_path


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
    path = settings_path(library, config)
    return path, dict(load_settings(path).searches)


def _checked(query: str, where: str) -> str:
    try:
        parse(query)
    except QueryError as error:
        raise QueryError(f"saved search {where}: {error}") from None
    return query
