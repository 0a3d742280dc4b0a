"""Watch a folder: say when files that are new or have changed have stopped growing.

A recorder or a copy in progress writes a file bit by bit, so a file counts only once it has been the same
for some seconds. Files that are old at first sight are taken to be whole; so nothing has to be kept
between two runs, and after a restart only what is still being written has to wait.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event

    from watchfiles import Change

OLD = 600.0
"""A file that was last written so many seconds ago is whole at first sight."""
TICK = 1.0
"""Seconds between two looks at files that were growing."""
_NOT_CALLS = frozenset({".db", ".db-wal", ".db-shm", ".db-journal", ".part", ".tmp", ".crdownload"})
"""Endings of files that never change what the folder holds: the library itself, and halves of downloads."""

State = tuple[int, int]
"""(bytes, time of change in nanoseconds)."""


@dataclass(slots=True, kw_only=True)
class Settling:
    """Which files have stopped growing: those that have been the same for `quiet` seconds."""

    quiet: float
    clock: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    _seen: dict[Path, tuple[State, float]] = field(default_factory=dict)
    _waiting: set[Path] = field(default_factory=set)

    def is_growing(self, path: Path) -> bool:
        """Say whether the file may still be written to; from now on it is waited for if so."""
        state = _state_of(path)
        if state is None:
            self._seen.pop(path, None)
            return False
        seen = self._seen.get(path)
        if seen is None and self.wall() - state[1] / 1e9 > OLD:
            return False
        if seen is None or seen[0] != state:
            self._seen[path] = seen = state, self.clock()
        if self.clock() - seen[1] >= self.quiet:
            return False
        self._waiting.add(path)
        return True

    def note(self, path: Path) -> None:
        """Wait for a file that has been written to."""
        self._waiting.add(path)

    def take_settled(self) -> list[Path]:
        """Return the files that were waited for and have settled, in order; each is returned once."""
        settled = [path for path in sorted(self._waiting) if not self.is_growing(path)]
        self._waiting.difference_update(settled)
        return settled


def watch_folder(folder: Path, settling: Settling, *, stop: "Event | None" = None) -> Iterator[list[Path]]:
    """Yield the files that have come or changed under `folder` and have settled, whenever there are some.

    Hidden files and the library's own are none of them. Ends when `stop` is set. Whether a file that was
    settled has been taken in already is for the reader to know.
    """
    from watchfiles import watch

    changes = watch(
        folder,
        watch_filter=lambda _, path: is_watched(Path(path), folder),
        rust_timeout=int(1000 * TICK),
        yield_on_timeout=True,
        stop_event=stop,
    )
    for found in changes:
        _note(found, settling)
        settled = settling.take_settled()
        if settled:
            yield settled


def is_watched(path: Path, folder: Path) -> bool:
    """Say whether a file under `folder` could be part of a call: not hidden, and not the library's own."""
    inside = path.relative_to(folder).parts if path.is_relative_to(folder) else path.parts
    return not any(part.startswith(".") for part in inside) and path.suffix.lower() not in _NOT_CALLS


def _note(changes: "set[tuple[Change, str]]", settling: Settling) -> None:
    for _, name in changes:
        path = Path(name)
        if not path.is_dir():
            settling.note(path)
            continue
        for inner in path.rglob("*"):  # a folder that was moved in shows up as one change
            if inner.is_file():
                settling.note(inner)


def _state_of(path: Path) -> State | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
