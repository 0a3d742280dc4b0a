"""The sample calls, built once for all tests that look at the result."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.config import find_settings, load_settings
from coachkit.pipeline import BuildReport, build_library
from coachkit.store.library import Library
from tests.integration.heard_samples import SAMPLE_CALLS, HeardBefore


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """Return the database built from the sample calls, and the build's report."""
    path = tmp_path_factory.mktemp("sample") / "coachkit.db"
    with Library.open(path, create=True) as library:
        settings = load_settings(find_settings(SAMPLE_CALLS))
        report = build_library(SAMPLE_CALLS, library, settings, tools=HeardBefore())
    return path, report


@pytest.fixture
def sample_library(sample_build: tuple[Path, BuildReport]) -> Iterator[Library]:
    """Open the built library."""
    with Library.open(sample_build[0]) as library:
        yield library


@pytest.fixture(scope="module")
def desk(sample_build: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the library, for all commands of a page."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copy(sample_build[0], place / "coachkit.db")
    return place
