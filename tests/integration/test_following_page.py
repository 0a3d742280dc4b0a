"""The commands of the page about assigned lists are run in their order, and what it shows is looked for."""

import shutil
from pathlib import Path

import pytest

from tests.integration.conftest import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "following.md")


@pytest.fixture(scope="module")
def desk(sample_build: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the library."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copy(sample_build[0], place / "coachkit.db")
    return place


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 12


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_command_of_the_page_does_what_it_shows(desk: Path, command: str, shown: list[str]) -> None:
    check_command(desk, command, shown)
