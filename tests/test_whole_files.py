import errno
import os
import stat
from pathlib import Path

import pytest

from coachkit.errors import CoachkitError
from coachkit.whole_files import write_whole


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("old")
    path.chmod(0o600)

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_file_may_be_read_as_any_other(tmp_path: Path) -> None:
    path, other = tmp_path / "list.json", tmp_path / "other"
    other.touch()

    write_whole(path, b"new")

    assert path.stat().st_mode == other.stat().st_mode


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.json"
    path.write_text("old")

    def fsync(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(CoachkitError, match="the disk is full"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_and_a_folder_in_place_of_a_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(CoachkitError, match="its folder does not exist"):
        write_whole(tmp_path / "none" / "list.json", b"")
    with pytest.raises(CoachkitError, match="this is a folder"):
        write_whole(tmp_path, b"")
