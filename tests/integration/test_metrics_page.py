"""The commands of the page about figures are run, and what it shows of their output is looked for."""

from pathlib import Path

import pytest

from tests.integration.heard_samples import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "metrics.md")


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 3


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_command_of_the_page_does_what_it_shows(desk: Path, command: str, shown: list[str]) -> None:
    check_command(desk, command, shown)
