import pytest

from coachkit.store.library import Library
from tests.pipeline.example import SCRIPTS, make_folder
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
