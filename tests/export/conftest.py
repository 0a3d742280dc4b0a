from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.store.library import Library
from tests.export.example import build_example


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(build_example(tmp_path / "example.db", tmp_path)) as opened:
        yield opened
