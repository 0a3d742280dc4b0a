"""The commands of the page about ratings are run, and what it shows of their output is looked for."""

import shutil
from pathlib import Path

import pytest

from tests.integration.conftest import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "ratings.md")


@pytest.fixture(scope="module")
def desk(sample_build: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the library."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copy(sample_build[0], place / "coachkit.db")
    return place


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 8


def test_the_commands_of_the_page_do_what_it_shows(desk: Path) -> None:
    # one test for all of them: a rating is shown by the command after it
    for command, shown in COMMANDS:
        check_command(desk, command, shown)
