"""Write a file whole or not at all."""

import errno
import os
import tempfile
from pathlib import Path

from coachkit.errors import CoachkitError

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and run the same command again",
    errno.EDQUOT: "your share of the disk is used up; free some space and run the same command again",
    errno.ENOENT: "its folder does not exist; make it first",
    errno.ENOTDIR: "its folder does not exist; make it first",
    errno.EACCES: "you may not write there; choose another place",
    errno.EROFS: "nothing can be written on this disk; choose another place",
    errno.EISDIR: "this is a folder; name a file",
}


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`: a reader sees the old file or the new one, never a part.

    Raises CoachkitError, saying what to do, if it cannot be written; the old file then stays.
    """
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of(path))
        temporary.replace(path)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise CoachkitError(f"{path}: cannot be written: {reason}") from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def _mode_of(path: Path) -> int:
    """Return the permissions of the file to be replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
