"""Opening the database file, and SQLite's complaints in plain words.

Opening a file whose schema is current uses the standard library alone; sqlite-utils (a quarter of a
second to import) comes in only to migrate and to write.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coachkit.errors import LibraryBusyError, LibraryError

APPLICATION_ID = 0x636F6163
"""`coac` in ASCII: marks a SQLite file as coachkit's (`pragma application_id`)."""
SCHEMA_VERSION = 12
"""How many migrations this version of coachkit knows (`pragma user_version`)."""
PAGE_CACHE = 64 * 1024
"""KiB of the file that a connection may keep in memory: a search looks at a thousand places all over it."""

_COMPLAINTS = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run the same command again",
    sqlite3.SQLITE_BUSY: "another program is writing to it; wait until it is done and try again",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; wait until it is done and try again",
    sqlite3.SQLITE_READONLY: "it may only be read; make the file and its folder writable, or work on a copy",
    sqlite3.SQLITE_IOERR: "the disk does not read or write as it should; check that it is there and not full",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore a copy, or build it anew from the recordings",
    sqlite3.SQLITE_NOTADB: "this is not a SQLite database; name another file with --db",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that you may read it and write in its folder",
    sqlite3.SQLITE_PERM: "you may not use it; ask for permission to read and write it",
    sqlite3.SQLITE_AUTH: "you may not use it; ask for permission to read and write it",
    sqlite3.SQLITE_TOOBIG: "a text or blob is larger than SQLite takes",
    sqlite3.SQLITE_INTERRUPT: "reading it took too long; ask for less, or again in a moment",
}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT)
READ_WAIT = 5.0
"""Seconds that a reading statement waits for a program that holds the file to itself."""


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file at `path` into a `LibraryError` that says what to do.

    A broken constraint or a wrong statement is a mistake of coachkit's own and passes unchanged.
    """
    try:
        yield
    except PermissionError as error:
        raise LibraryError(f"{path}: {_COMPLAINTS[sqlite3.SQLITE_PERM]}") from error
    except sqlite3.Error as error:
        primary_code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary_code not in _COMPLAINTS:
            raise
        kind = LibraryBusyError if primary_code in _BUSY else LibraryError
        raise kind(f"{path}: {_COMPLAINTS[primary_code]}") from error


def connect_to_read(
    path: Path, *, any_thread: bool = False, page_cache: int = PAGE_CACHE, wait: float = READ_WAIT
) -> sqlite3.Connection:
    """Open the coachkit database at `path` without the right to change it.

    One with an older schema is copied into memory and brought up to date there; the file stays as it is.
    `any_thread`: threads may take turns with the connection. `page_cache` is in KiB, `wait` in seconds.

    Raises:
        LibraryError: There is no such file, it is not coachkit's, its schema is newer, or it may not be read.
    """
    with plain_errors(path):
        _check_place(path, create=False)
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro",
            uri=True,
            timeout=wait,
            isolation_level=None,
            check_same_thread=not any_thread,
        )
        try:
            if _schema_version(connection, path, create=False) == SCHEMA_VERSION:
                connection.execute(f"pragma cache_size = -{page_cache}")
                return connection
            copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=not any_thread)
            connection.backup(copy)
            _prepare(copy, path, create=False)
        except BaseException:
            connection.close()
            raise
    connection.close()
    return copy


def connect(path: Path, *, create: bool, wait: float) -> sqlite3.Connection:
    """Open the coachkit database at `path`, bring its schema up to date and return the connection.

    `wait` is how many seconds to wait for another writer.

    Raises:
        LibraryError: There is no such file and `create` is false, the file is not coachkit's, its
            schema is newer than this coachkit, or it may not be opened.
    """
    mode = "rwc" if create else "rw"
    with plain_errors(path):
        _check_place(path, create=create)
        is_new = not path.exists()
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=wait, isolation_level=None
        )
        try:
            _prepare(connection, path, create=create)
        except BaseException:
            connection.close()
            if is_new:
                path.unlink(missing_ok=True)
            raise
    return connection


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LibraryError(f"{path}: this is a folder; name a database file with --db")
    if path.exists():
        return
    if not create:
        raise LibraryError(f"{path}: there is no such database; `coachkit build FOLDER` makes one")
    if not path.resolve().parent.is_dir():
        raise LibraryError(f"{path}: the folder {path.parent} does not exist; make it first")


def _prepare(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    version = _schema_version(connection, path, create=create)
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")
    connection.execute(f"pragma cache_size = -{PAGE_CACHE}")
    if version < SCHEMA_VERSION:
        from coachkit.store.migrations import migrate

        connection.execute("pragma journal_mode = wal")
        migrate(connection, application_id=APPLICATION_ID)


def _schema_version(connection: sqlite3.Connection, path: Path, *, create: bool) -> int:
    """Return the file's schema version (0 for a new file), or raise if it is not for this coachkit."""
    [application_id] = connection.execute("pragma application_id").fetchone()
    [version] = connection.execute("pragma user_version").fetchone()
    [objects] = connection.execute("select count(*) from sqlite_master").fetchone()
    if application_id == APPLICATION_ID and objects:
        if version > SCHEMA_VERSION:
            raise LibraryError(
                f"{path}: written by a newer coachkit (schema {version}, this one knows {SCHEMA_VERSION});"
                " upgrade coachkit"
            )
        return int(version)
    if objects or application_id:
        raise LibraryError(f"{path}: a SQLite database, but not one of coachkit's; name another with --db")
    if not create:
        raise LibraryError(f"{path}: the database is empty; `coachkit build FOLDER` fills it")
    return 0
