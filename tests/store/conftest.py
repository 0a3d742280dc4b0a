import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.store.library import Library
from tests.store.small_library import fill, fill_opinions


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two calls: Jana keeps a customer who names Zenlane, Tom loses one over a failed export."""
    path = tmp_path_factory.mktemp("filled") / "coachkit.db"
    with Library.open(path, create=True) as opened:
        fill(opened)
        fill_opinions(opened)
    return path


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "coachkit.db"
    Library.open(path, create=True).close()
    return path


@pytest.fixture
def library(empty_file: Path, tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(Path(shutil.copy(empty_file, tmp_path))) as opened:
        yield opened


@pytest.fixture
def filled(filled_file: Path, tmp_path: Path) -> Iterator[Library]:
    """A library of its own for the test, filled as `filled_file` is."""
    with Library.open(Path(shutil.copy(filled_file, tmp_path))) as opened:
        yield opened
