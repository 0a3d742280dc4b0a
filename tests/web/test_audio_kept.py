import os
import time
from pathlib import Path

import pytest

from coachkit.web.sound.kept_files import KeptFiles

HOUR = 3600.0


def put(kept: KeptFiles, name: str, size: int = 100, *, hours_ago: float = 0.0) -> Path:
    path = kept.make(name, lambda file: file.write(bytes(size)))
    then = time.time() - hours_ago * HOUR
    os.utime(path, (then, then))
    return path


def test_what_was_asked_for_longest_ago_goes_when_there_is_too_much(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "kept", largest=250)
    for name, hours in (("a", 3.0), ("b", 2.0)):
        put(kept, name, hours_ago=hours)
    kept.find("a")
    put(kept, "c")
    assert sorted(path.name for path in kept.folder.iterdir()) == ["a", "c"]


def test_what_nobody_asks_for_in_a_while_goes(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "kept", oldest=HOUR)
    put(kept, "old", hours_ago=2.0)
    put(kept, "new")
    assert [path.name for path in kept.folder.iterdir()] == ["new"]


def test_the_newest_stays_however_large_it_is(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "kept", largest=50)
    assert put(kept, "large").exists()


def test_a_file_that_fails_to_be_written_is_not_there(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "kept")

    def fail(_: object) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.make("a", fail)
    assert kept.find("a") is None
    assert not any(kept.folder.iterdir())
