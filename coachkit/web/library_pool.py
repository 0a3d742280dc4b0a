"""Open connections to one library file, lent out one request at a time.

SQLite's connections and what a searcher keeps are used by one thread at a time; opening them anew for each
request would read the file's pages again and again. A file that was replaced by another is opened anew.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import anyio
from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from coachkit.errors import LibraryBusyError, LibraryError, ModelError
from coachkit.searching.shared_encoder import SharedEncoder
from coachkit.searching.stored_vectors import StoredVectors
from coachkit.store.library import Library
from coachkit.store.reading.packed_vectors import library_version
from coachkit.store.reading.seen import seen_key
from coachkit.web.kept_readings import FileState, KeptReadings, file_state
from coachkit.web.person import person_of

if TYPE_CHECKING:
    from coachkit.searching.archive import Encoder
    from coachkit.searching.search import Searcher
    from coachkit.store.seen_by import Viewer

SIZE = 3
"""So many requests read the library at once; others wait."""
MOST_LIMITED = 6
"""Connections kept open for people who do not see all: each holds what they see."""
WAIT = 20.0
"""Seconds that a request waits for its turn."""
PAGE_CACHE = 8 * 1024
"""KiB of the file that each connection may keep in memory."""
LIMIT = 20.0
"""Seconds after which nothing more is read for a request."""
LOCK_WAIT = 2.0
"""Seconds that reading waits for a program that holds the file to itself."""

FileIdentity = tuple[int, int]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What takes much memory or time and is only read: one for all connections."""

    readings: KeptReadings
    encoder: Encoder = field(default_factory=SharedEncoder)
    vectors: StoredVectors = field(default_factory=StoredVectors)


class OpenedLibrary:
    """A library that is open for one request, and what is kept with it for the next."""

    def __init__(
        self,
        library: Library,
        identity: FileIdentity,
        shared: Shared,
        viewer: Viewer | None = None,
        *,
        state: FileState = (),
    ) -> None:
        """Keep a library open; `state` is that of its file before it was opened."""
        self.library = library
        self.identity = identity
        self._state = state
        self.viewer = viewer
        """Whose eyes it is read with; None: it is read whole."""
        self.version = library_version(library)
        # a reading may still be kept that was made while somebody saw more
        self._kept_for = f"\0{seen_key(library)}\0" if viewer else ""
        self._shared = shared
        self._kept_here: dict[str, object] = {}
        self._kept_of: tuple[int, int] | None = None

    @cached_property
    def searcher(self) -> Searcher:
        """Search this library; what it has read stays good until the file changes."""
        from coachkit.searching.search import Searcher

        # vectors of all calls would tell who may not see them that others said the same
        vectors = self._shared.vectors if self.viewer is None else StoredVectors()
        return Searcher(self.library, self._shared.encoder, vectors=vectors)

    def is_unchanged(self) -> bool:
        """Whether the file is as it was before it was opened."""
        return library_version(self.library) == self.version and file_state(self.library.path) == self._state

    def kept(self, name: str, read: Callable[[Library], Value], *, tells_notes: bool = False) -> Value:
        """Return what `read` finds, read again only when the file has changed; `name` is its own.

        `tells_notes`: how far people are in lists is part of it; other readings outlive such notes.

        All connections of those who see the same share it: a value must not change, nor hold the library
        that it was read from.
        """
        return self._shared.readings.get(
            self._kept_for + name, lambda: read(self.library), tells_notes=tells_notes
        )

    def kept_here(self, name: str, read: Callable[[Library], Value]) -> Value:
        """Do as `kept` for a value that goes on reading from this library: each connection has its own."""
        version = library_version(self.library)
        if version != self._kept_of:
            self._kept_here, self._kept_of = {}, version
        if name not in self._kept_here:
            self._kept_here[name] = read(self.library)
        return cast(Value, self._kept_here[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Free:
    """What is open and not lent: those who see all first in line, and a few of those who do not."""

    turns: anyio.Semaphore
    _opened: list[OpenedLibrary] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def taken(self, viewer: Viewer | None) -> OpenedLibrary | None:
        """Take one out that is read with these eyes."""
        with self._lock:
            found = next((one for one in reversed(self._opened) if one.viewer == viewer), None)
            if found is not None:
                self._opened.remove(found)
            return found

    def put(self, opened: OpenedLibrary) -> list[OpenedLibrary]:
        """Put one in, and return those that there are too many of now: the ones that rested longest."""
        with self._lock:
            self._opened.append(opened)
            limited = [one for one in self._opened if one.viewer is not None]
            dropped = limited[: max(0, len(limited) - MOST_LIMITED)]
            for one in dropped:
                self._opened.remove(one)
            return dropped

    def emptied(self) -> list[OpenedLibrary]:
        """Take all out."""
        with self._lock:
            found = [*self._opened]
            self._opened.clear()
            return found


class LibraryPool:
    """Lends open libraries of the file at `path`."""

    def __init__(
        self,
        path: Path,
        *,
        encoder: Encoder | None = None,
        size: int = SIZE,
        limit: float = LIMIT,
        lock_wait: float = LOCK_WAIT,
    ) -> None:
        """Lend at most `size` at once; `encoder` None: the built-in one, opened when it is needed.

        `limit` is how many seconds a request may read, `lock_wait` how many it waits for a locked file.
        """
        self.path = path
        readings = KeptReadings(path)
        self._shared = Shared(readings=readings, encoder=encoder) if encoder else Shared(readings=readings)
        self._limit, self._lock_wait = limit, lock_wait
        self._is_stopped = False
        self._free = _Free(turns=anyio.Semaphore(size))

    @asynccontextmanager
    async def borrow(self, viewer: Viewer | None) -> AsyncIterator[OpenedLibrary]:
        """Lend an open library, to be used by one thread at a time; `viewer` None: with all that is in it.

        Raises:
            LibraryError: The file is gone, empty, not coachkit's or may not be read.
            LibraryBusyError: Nothing got free, or another program holds the file to itself.
        """
        try:
            with anyio.fail_after(WAIT):
                await self._free.turns.acquire()
        except TimeoutError as error:
            raise LibraryBusyError("too many people are asking at once; try again in a moment") from error
        try:
            opened = await run_in_threadpool(self._take, viewer)
            is_sound = True
            try:
                yield opened
            except LibraryError:
                is_sound = False
                raise
            finally:
                self._put_back(opened, is_sound=is_sound)
        finally:
            self._free.turns.release()

    def read_vectors(self) -> None:
        """Read what a search by meaning needs, so that the first one need not wait for it."""
        with suppress(LibraryError, ModelError):  # the search itself says so
            library = Library.open_to_read(self.path, wait=self._lock_wait)
            try:
                self._shared.vectors.meanings(library, self._shared.encoder.can_compare)
            finally:
                library.close()

    def noting(self, library: Library) -> AbstractContextManager[None]:
        """Let what is kept outlive what `library` writes meanwhile: how far somebody is in a list."""
        return self._shared.readings.noting(lambda: library_version(library)[0])

    def unchanged_since(self) -> FileState:
        """Return what is another one after every change of the file that is no such note."""
        return self._shared.readings.unchanged_since()

    def stop(self) -> None:
        """End what is being read at once; nothing is read any more."""
        self._is_stopped = True

    def close(self) -> None:
        """Close all that is not lent."""
        for one in self._free.emptied():
            one.library.close()

    def _take(self, viewer: Viewer | None) -> OpenedLibrary:
        """Return one that is free and still of the same file; otherwise a new one."""
        opened = self._free_or_new(viewer)
        end = time.monotonic() + self._limit
        opened.library.stop_when(lambda: self._is_stopped or time.monotonic() > end)
        return opened

    def _free_or_new(self, viewer: Viewer | None) -> OpenedLibrary:
        identity = self._identity()
        while (opened := self._free.taken(viewer)) is not None:
            # what an agent sees was worked out when the file was opened
            if opened.identity == identity and (viewer is None or opened.is_unchanged()):
                return opened
            opened.library.close()
        state = file_state(self.path)
        library = Library.open_to_read(
            self.path, any_thread=True, page_cache=PAGE_CACHE, wait=self._lock_wait, viewer=viewer
        )
        return OpenedLibrary(library, identity, self._shared, viewer, state=state)

    def _put_back(self, opened: OpenedLibrary, *, is_sound: bool) -> None:
        """Keep what was lent for the next; what failed to read is closed, and opened anew."""
        if not is_sound:
            opened.library.close()
            return
        for one in self._free.put(opened):
            one.library.close()

    def _identity(self) -> FileIdentity:
        try:
            found = self.path.stat()
        except OSError:
            return (0, 0)  # opening it says what is wrong
        return (found.st_dev, found.st_ino)


async def _borrowed(request: Request) -> AsyncIterator[OpenedLibrary]:
    pool: LibraryPool = request.app.state.pool
    async with pool.borrow(person_of(request).viewer) as opened:
        yield opened


Opened = Annotated[OpenedLibrary, Depends(_borrowed, scope="function")]
"""What a function that reads a page asks for: the open library, given back before the answer is sent."""
