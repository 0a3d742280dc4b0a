"""A folder of files that were made and can be made again: bounded in size and in age, for its owner alone.

What is in it are customers' voices, so nothing stays that nobody has asked for in a while.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from coachkit.whole_files import open_whole

LARGEST = 2 * 1024**3
"""Bytes that are kept in all."""
OLDEST = 7 * 24 * 3600.0
"""Seconds for which a file is kept that nobody asks for."""


class KeptFiles:
    """Files by name in one folder; those asked for longest ago go first."""

    def __init__(self, folder: Path, *, largest: int = LARGEST, oldest: float = OLDEST) -> None:
        """Keep files in `folder`, which is made when it is needed."""
        self.folder = folder
        self._largest = largest
        self._oldest = oldest

    def find(self, name: str) -> Path | None:
        """Return the file of this name, and note that it was asked for; None: it has to be made."""
        path = self.folder / name
        try:
            # when it was written stays: it is what browsers know the file by
            os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))
        except OSError:
            return None
        return path

    def make(self, name: str, write: Callable[[IO[bytes]], object]) -> Path:
        """Write a file, which is there whole or not at all, and throw out what is too old or too much.

        Raises:
            CoachkitError: It cannot be written; says why.
        """
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / name
        with open_whole(path) as file:
            write(file)
        self._throw_out(keep=path)
        return path

    def _throw_out(self, *, keep: Path) -> None:
        found = []
        with suppress(OSError):
            found = [(one.stat(), Path(one.path)) for one in os.scandir(self.folder) if one.is_file()]
        left, now = self._largest, time.time()
        for is_other, _, path, size, asked in sorted(
            (path != keep, -facts.st_atime, path, facts.st_size, facts.st_atime) for facts, path in found
        ):
            left -= size
            if is_other and (left < 0 or now - asked > self._oldest):
                with suppress(OSError):  # somebody else was faster, or is reading it
                    path.unlink()
                left += size
