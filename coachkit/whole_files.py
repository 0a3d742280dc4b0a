"""Write files whole or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from coachkit.errors import CoachkitError

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and run the same command again",
    errno.EDQUOT: "your share of the disk is used up; free some space and run the same command again",
    errno.EFBIG: "it would be larger than a file may be here; choose another place, or write less",
    errno.ENOENT: "its folder does not exist; make it first",
    errno.ENOTDIR: "its folder does not exist; make it first",
    errno.EACCES: "you may not write there; choose another place",
    errno.EROFS: "nothing can be written on this disk; choose another place",
    errno.EISDIR: "this is a folder; name a file",
}


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, as `open_whole` does."""
    with open_whole(path) as file:
        file.write(data)


@contextmanager
def open_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to be written piece by piece; it is at `path` once the block has ended without an error.

    A reader sees the old file or the new one, never a part. Raises CoachkitError, saying what to do, if it
    cannot be written; the old file then stays.
    """
    temporary: Path | None = None
    try:
        with _plain_errors(path):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder")
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
            temporary = Path(name)
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(_mode_of(path))
            temporary.replace(path)
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


@contextmanager
def open_whole_folder(folder: Path) -> Iterator[Path]:
    """Make a folder to write files into; once the block has ended without an error, `folder` has them.

    Files of the same names are replaced, others stay. Raises CoachkitError, saying what to do, if it cannot
    be written; what was in `folder` then stays as it was.
    """
    staged: Path | None = None
    try:
        with _plain_errors(folder):
            if folder.exists() and not folder.is_dir():
                raise CoachkitError(f"{folder}: this is a file; name a folder")
            staged = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".part"))
            yield staged
            folder.mkdir(exist_ok=True)
            for file in sorted(staged.iterdir()):
                file.replace(folder / file.name)
    finally:
        if staged:
            shutil.rmtree(staged, ignore_errors=True)


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise CoachkitError(f"{path}: cannot be written: {reason}") from error


def _mode_of(path: Path) -> int:
    """Return the permissions of the file to be replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
