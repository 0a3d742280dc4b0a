"""The commands of the page about practice are run, and what it shows of them is looked for."""

from pathlib import Path

from tests.integration.heard_samples import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "practice.md")


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 2


def test_the_commands_of_the_page_show_what_it_says(sample_build: tuple[Path, object]) -> None:
    for command, shown in COMMANDS:
        check_command(sample_build[0].parent, command, shown)
