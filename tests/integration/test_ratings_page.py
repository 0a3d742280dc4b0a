"""The commands of the page about ratings are run, and what it shows of their output is looked for."""

from pathlib import Path

from tests.integration.heard_samples import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "ratings.md")


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 8


def test_the_commands_of_the_page_do_what_it_shows(desk: Path) -> None:
    # one test for all of them: a rating is shown by the command after it
    for command, shown in COMMANDS:
        check_command(desk, command, shown)
