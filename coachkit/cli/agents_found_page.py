"""On how many of each agent's calls something is said, and who never says it."""

from coachkit.cli.screen import Column, format_share, harmless, print_line, print_table
from coachkit.cli.search_page import print_notes
from coachkit.counts import format_count
from coachkit.searching.results import AgentGroup, FoundAgents

_COLUMNS = (
    Column(name="agent"),
    Column(name="calls with it", align="right"),
    Column(name="of calls", align="right"),
    Column(name="share", align="right"),
    Column(name="latest example", grows=True),
)
FEW = 5
"""Calls of an agent below which a share says little."""


def print_agents(found: FoundAgents) -> None:
    """Print a table of agents, the highest share first."""
    print_table(_COLUMNS, map(_row, found.groups), empty="No agent has a call that was searched.")
    print_notes(found.notes, found.near)


def print_silent(found: FoundAgents) -> None:
    """Print the agents on none of whose calls it is found, those with most calls first."""
    import click

    silent = found.silent
    for group in silent:
        few = " (few calls: this says little yet)" if group.calls < FEW else ""
        print_line(f"{group.agent}: on none of {format_count(group.calls, 'call')}{few}")
    if found.groups and not silent:
        last = found.groups[0]
        click.echo(
            harmless(
                "Every agent has it on some call; least often "
                f"{last.agent}, on {last.calls_with} of {format_count(last.calls, 'call')}."
            ),
            err=True,
        )
    print_notes(found.notes, found.near if silent else ())


def _row(group: AgentGroup) -> tuple[object, ...]:
    quote = group.example.quote if group.example else None
    return group.agent, group.calls_with, group.calls, format_share(100 * group.share), quote
