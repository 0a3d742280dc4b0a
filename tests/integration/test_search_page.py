"""The commands of the page about search are run in order, and what it shows of their output is looked for."""

import shutil
import stat
from pathlib import Path

import pytest

from tests.integration.heard_samples import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "search.md")


@pytest.fixture(scope="module")
def desk(sample_build: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the library, settings of its own, and a player that is silent."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copy(sample_build[0], place / "coachkit.db")
    shutil.copy(SAMPLE_CALLS / "coachkit.toml", place)
    player = place / "mpv"
    player.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    return place


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 10


def test_the_commands_of_the_page_do_what_it_shows(desk: Path) -> None:
    # one test for all of them: a search is saved by one, and used by the next
    for command, shown in COMMANDS:
        check_command(desk, command, shown, more=("--config", "coachkit.toml"), env={"PATH": str(desk)})
