"""What was read of a whole library, kept for all connections until the file changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
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
        self._values: OrderedDict[str, object] = OrderedDict()
        self._reading: dict[str, Lock] = {}

    def get(self, name: str, read: Callable[[], Value]) -> Value:
        """Return the value of `name`; `read` is called where there is none of the file as it is now."""
        state = file_state(self._path)
        with self._lock:
            if state != self._state:
                self._state, self._values, self._reading = state, OrderedDict(), {}
            if name in self._values:
                self._values.move_to_end(name)
                return cast(Value, self._values[name])
            turn = self._reading.setdefault(name, Lock())
        with turn:
            with self._lock:
                if name in self._values and state == self._state:
                    return cast(Value, self._values[name])
            value = read()
            with self._lock:
                if state == self._state:
                    self._values[name] = value
                    self._reading.pop(name, None)
                    while len(self._values) > self._most:
                        self._values.popitem(last=False)
        return value


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
