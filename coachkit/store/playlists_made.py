"""Writing what people make of playlists: lists of their own, clips they add, and what they do to clips.

What is done at once is stored at once: a list is never there without its clips. Only a list itself can be
changed or dropped; what was done to its clips stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import TypeVar

from coachkit.models import ClipChange, KeptClip, MadePlaylist
from coachkit.store.library import Library
from coachkit.store.row_writing import insert_rows, upsert_rows
from coachkit.store.tables import TABLE_OF

Row = TypeVar("Row", KeptClip, ClipChange)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneByHand:
    """What a person did in one go."""

    made: MadePlaylist | None = None
    """A list that is new, or put in the place of the one with its id."""
    kept: tuple[KeptClip, ...] = ()
    changes: tuple[ClipChange, ...] = ()


def save_by_hand(library: Library, done: DoneByHand) -> DoneByHand:
    """Store what a person did, under the next numbers whatever its own are, and return it so.

    Raises:
        LibraryError: The database cannot be written; nothing is stored then.
    """
    with library.changing() as connection:
        if done.made is not None:
            upsert_rows(connection, done.made)
        kept = _numbered(connection, done.kept)
        changes = _numbered(connection, done.changes)
    return DoneByHand(made=done.made, kept=kept, changes=changes)


def drop_made(library: Library, playlist_id: str) -> None:
    """Take a list away that a person made; what was done to its clips stays under its id.

    Raises:
        LibraryError: The database cannot be written.
    """
    with library.changing() as connection:
        connection.execute("delete from made_playlists where id = ?", (playlist_id,))


def rename_list(library: Library, old: str, new: str) -> None:
    """Give all that people did to the list `old` to the list `new`, as its title is another now.

    Raises:
        LibraryError: The database cannot be written.
    """
    with library.changing() as connection:
        for table in ("kept_clips", "clip_changes", "assignments"):
            connection.execute(f"update {table} set playlist_id = ? where playlist_id = ?", (new, old))  # noqa: S608 - one of three
        connection.execute('update made_playlists set "of" = ? where "of" = ?', (new, old))


def _numbered(connection: Connection, rows: Sequence[Row]) -> tuple[Row, ...]:
    if not rows:
        return ()
    table = TABLE_OF[type(rows[0])]
    [last] = connection.execute(f"select coalesce(max(n), 0) from {table.name}").fetchone()  # noqa: S608 - name from the registry
    numbered = tuple(replace(row, n=last + n) for n, row in enumerate(rows, 1))
    insert_rows(connection, table, numbered)
    return numbered
