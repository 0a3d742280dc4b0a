"""The commands of the page about playlists by hand are run, and what it shows of them is looked for."""

import shutil
from pathlib import Path

import pytest

from tests.integration.heard_samples import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "playlists-by-hand.md")


@pytest.fixture(scope="module")
def desk(sample_build: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the library, and settings of its own that a list can be written into."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copy(sample_build[0], place / "coachkit.db")
    shutil.copy(SAMPLE_CALLS / "coachkit.toml", place / "coachkit.toml")
    return place


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 12


def test_the_commands_of_the_page_do_what_it_shows(desk: Path) -> None:
    # one test for all of them: a list is changed by the commands after it
    settings = ("--config", str(desk / "coachkit.toml"))
    for command, shown in COMMANDS:
        is_reading = command.startswith(("coachkit playlists history", "coachkit playlists export"))
        check_command(desk, command, shown, more=() if is_reading else settings)
