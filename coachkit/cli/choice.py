"""Options of commands that change several calls: which ones, and whether that is meant."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.store.reading import CallSummary

MOST_LISTED = 20
Command = TypeVar("Command", bound=Callable[..., object])


def choice_options(command: Command) -> Command:
    """Add `--where`, `--yes`, `--config` and `--no-progress`."""
    options = (
        click.option("--where", metavar="QUERY", help='Calls that fit, such as: agent:jana "cancel it".'),
        click.option("--yes", is_flag=True, help="Do not ask, however many calls there are."),
        click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build."),
        click.option("--no-progress", is_flag=True, help="Show no progress."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def confirm(calls: Sequence[CallSummary], what: str, *, yes: bool) -> None:
    """List the calls where there are several, and ask; a no ends the command with exit code 1."""
    if len(calls) < 2:
        return
    print_line(f"{what} {format_count(len(calls), 'call')}:")
    for call in calls[:MOST_LISTED]:
        who = ", ".join(call.agents) or "–"
        print_line(f"{call.id}  {format_clock(call.duration):>6}  {who}  {Path(call.path).name}", indent=2)
    if len(calls) > MOST_LISTED:
        print_line(f"… and {len(calls) - MOST_LISTED} more", indent=2)
    if not yes:
        click.confirm("Go on?", abort=True, err=True)
