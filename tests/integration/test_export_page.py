"""The commands of the page about exporting are run, and what it shows of their output is looked for."""

from pathlib import Path

from tests.integration.heard_samples import SAMPLE_CALLS
from tests.integration.page_commands import check_command, commands_of

COMMANDS = commands_of(SAMPLE_CALLS.parent / "docs" / "export.md")


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 6


def test_the_commands_do_what_the_page_shows_and_write_what_they_name(desk: Path) -> None:
    for command, shown in COMMANDS:
        check_command(desk, command, shown)
    assert {"week.html", "zenlane.zip", "podcasts"} <= {path.name for path in desk.iterdir()}
