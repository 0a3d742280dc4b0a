from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.store.library import Library
from tests.store.small_library import fill


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(tmp_path / "coachkit.db", create=True) as opened:
        yield opened


@pytest.fixture
def filled(library: Library) -> Library:
    """Two calls: Jana keeps a customer who names Zenlane, Tom loses one over a failed export."""
    fill(library)
    return library
