"""Where dropped files go, and which folders may be built: both are named in the settings."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from coachkit.config import Settings
from coachkit.errors import NotFoundError
from coachkit.web.building.refusal import UploadRefusedError

_STAGING = ".arriving-"
_LEFT_OVER = 24 * 3600.0
"""Seconds after which what a server that was killed left half received is thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folders of a library's page."""

    db: Path
    settings: Settings
    settings_file: Path | None

    @property
    def uploads(self) -> Path:
        """Where dropped files are kept."""
        named = self.settings.web.uploads
        return self._from_settings(named) if named else self.db.resolve().parent / "uploads"

    def folder(self, name: str) -> Path:
        """Return a folder that may be built by its name in the settings.

        Raises:
            NotFoundError: The settings do not name it, or it is not there.
        """
        if name not in self.settings.web.folders:
            raise NotFoundError(f"the settings name no folder “{name}” that may be built from the page")
        folder = self._from_settings(name)
        if not folder.is_dir():
            raise NotFoundError(
                f"the folder “{name}” is not there; make it, or mend its name in the settings"
            )
        return folder

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Make a folder for files that arrive; what is left in it at the end is thrown away.

        Raises:
            UploadRefusedError: It cannot be made.
        """
        try:
            self.uploads.mkdir(parents=True, exist_ok=True)
            _clear(self.uploads)
            staged = Path(tempfile.mkdtemp(dir=self.uploads, prefix=_STAGING))
        except OSError as error:
            text = f"Files cannot be kept here ({error.strerror}). Ask whoever runs coachkit to look at it."
            raise UploadRefusedError(text, HTTPStatus.INSUFFICIENT_STORAGE) from error
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def keep(self, staged: Path) -> Path:
        """Move what has arrived to its place, a folder for each time that files are dropped."""
        staged.chmod(0o755)
        for n in range(1, 1_000):
            again = f"-{n}" if n > 1 else ""
            place = self.uploads / f"{datetime.now():%Y-%m-%d-%H%M%S}{again}"
            if not place.exists():
                return staged.rename(place)
        raise UploadRefusedError("Too many files are being dropped at once; try again in a moment.")

    def _from_settings(self, name: str) -> Path:
        beside = self.settings_file.resolve().parent if self.settings_file else self.db.resolve().parent
        return (beside / name).resolve()


def _clear(uploads: Path) -> None:
    for old in uploads.glob(f"{_STAGING}*"):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > _LEFT_OVER:
                shutil.rmtree(old, ignore_errors=True)
