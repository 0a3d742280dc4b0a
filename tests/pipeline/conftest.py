import shutil

import pytest

from coachkit.pipeline import build_library
from coachkit.store.library import Library
from tests.pipeline.example import SCRIPTS, SETTINGS, make_folder
from tests.pipeline.fakes import FakeTools


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "calls")


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "coachkit.db", create=True) as opened:
        yield opened


@pytest.fixture
def tools():
    return FakeTools(scripts=SCRIPTS)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder and its library, built once: each test gets a copy."""
    place = tmp_path_factory.mktemp("made")
    folder = make_folder(place / "calls")
    with Library.open(place / "coachkit.db", create=True) as library:
        build_library(folder, library, SETTINGS, tools=FakeTools(scripts=SCRIPTS))
    return place


@pytest.fixture
def built(made, tmp_path):
    shutil.copy(made / "coachkit.db", tmp_path / "coachkit.db")
    with Library.open(tmp_path / "coachkit.db") as opened:
        yield opened
