"""Searches that a team keeps under names, in the settings that it shares: saving and removing them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from coachkit.near import pick
from coachkit.query.parse import parse
from coachkit.query.tree import Node
from coachkit.query.unparse import unparse
from coachkit.store.library import Library


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
