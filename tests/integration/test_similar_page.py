"""The commands of the page about similar calls are run, and what it shows of their output is looked for."""

from pathlib import Path

import pytest

from tests.integration.heard_samples import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "similar.md")


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 3


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_the_command_does_what_the_page_shows(
    command: str, shown: list[str], sample_build: tuple[Path, object]
) -> None:
    check_command(sample_build[0].parent, command, shown, env={"COACHKIT_DB": str(sample_build[0])})
