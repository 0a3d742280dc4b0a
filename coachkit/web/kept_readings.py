"""What was read of a whole library, kept for all connections until the file changes.

How far people are in the lists that they hear is noted all day, and would have everything read again for
everybody: what does not tell of it outlives such a note.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

Value = TypeVar("Value")
FileState = tuple[tuple[int, ...], ...]

MOST = 400
"""So many readings are kept; when there are more, the one that was not asked for longest goes."""


class KeptReadings:
    """Values by name. Threads share one; a value is read once, also when several ask at the same time."""

    def __init__(self, path: Path, *, most: int = MOST) -> None:
        """Keep at most so many readings of the database file at `path`."""
        self._path, self._most = path, most
        self._lock = Lock()
        self._state: FileState | None = None
        self._since: FileState | None = None
        """The state as it was when the oldest of the values could be read."""
        self._is_noting = False
        self._values: OrderedDict[str, object] = OrderedDict()
        self._reading: dict[str, Lock] = {}
        self._with_notes: set[str] = set()

    def get(self, name: str, read: Callable[[], Value], *, tells_notes: bool = False) -> Value:
        """Return the value of `name`; `read` is called where there is none of the file as it is now.

        `tells_notes`: it does not outlive a note (`noting`).
        """
        with self._lock:
            self._look_at_file()
            if name in self._values:
                self._values.move_to_end(name)
                return cast(Value, self._values[name])
            if tells_notes:
                self._with_notes.add(name)
            turn = self._reading.setdefault(name, Lock())
        with turn:
            with self._lock:
                self._look_at_file()
                if name in self._values:
                    return cast(Value, self._values[name])
            value = read()
            with self._lock:
                self._look_at_file()
                # another lock, or none: it was forgotten meanwhile, and so is what was read
                if self._reading.get(name) is turn:
                    self._values[name] = value
                    del self._reading[name]
                    while len(self._values) > self._most:
                        self._values.popitem(last=False)
        return value

    def unchanged_since(self) -> FileState:
        """Return what is another one after every change of the file that is no note."""
        with self._lock:
            self._look_at_file()
            return self._since or ()

    @contextmanager
    def noting(self, version: Callable[[], object]) -> Iterator[None]:
        """Let what is kept outlive what is written meanwhile, but for what tells of it.

        `version` is another one after every change by others than who writes now: then nothing is kept.
        """
        known, before = version(), file_state(self._path)
        with self._lock:
            self._is_noting = before == self._state
        try:
            yield
        finally:
            after = file_state(self._path)
            is_ours = version() == known
            with self._lock:
                if self._is_noting and is_ours:
                    self._state = after
                    for name in self._with_notes:
                        self._values.pop(name, None)
                        self._reading.pop(name, None)
                self._is_noting = False

    def _look_at_file(self) -> None:
        """Forget all if the file is another one; while a note is written, that may be its doing."""
        state = file_state(self._path)
        if state != self._state and not self._is_noting:
            self._state = self._since = state
            self._values, self._reading, self._with_notes = OrderedDict(), {}, set()


def file_state(path: Path) -> FileState:
    """Return what is another one after every change of the database file at `path`.

    A change is written to the file beside it first (SQLite's write-ahead log), so both are looked at. An
    empty log is the same as none: it comes and goes with whoever reads.
    """
    return tuple(_state(one) for one in (path, path.with_name(f"{path.name}-wal")))


def _state(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns) if found.st_size else ()
