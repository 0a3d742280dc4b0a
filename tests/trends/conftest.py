import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.store.library import Library


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "coachkit.db"
    Library.open(path, create=True).close()
    return path


@pytest.fixture
def library(empty_library: Path, tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(Path(shutil.copy(empty_library, tmp_path))) as opened:
        yield opened
