"""The tutorial's commands are run as they stand, and what it shows of their output is looked for."""

from pathlib import Path

import pytest

from tests.integration.heard_samples import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "tutorial.md")


@pytest.fixture(scope="module")
def desk(sample_build: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder like a reader's: the sample calls in it, and the library built."""
    place = tmp_path_factory.mktemp("desk")
    (place / "sample_calls").symlink_to(SAMPLE_CALLS)
    (place / "coachkit.db").write_bytes(sample_build[0].read_bytes())
    return place


def test_the_tutorial_has_commands():
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_command_of_the_tutorial_does_what_the_tutorial_shows(desk, command, shown):
    check_command(desk, command, shown)
