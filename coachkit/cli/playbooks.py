"""`coachkit playbooks`: what works and what does not, listed; other commands have modules of their own."""

from pathlib import Path
from typing import get_args

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.playbooks_commands import COMMANDS
from coachkit.cli.screen import Column, print_json, print_table
from coachkit.models import PlaybookKind
from coachkit.playbooks.sentences import briefly
from coachkit.store.library import Library
from coachkit.store.reading.playbooks import PlaybookSummary, list_playbooks

_COLUMNS = (
    Column(name="playbook"),
    Column(name="lines", align="right"),
    Column(name="good", align="right", spare=True),
    Column(name="bad", align="right", spare=True),
    Column(name="calls", align="right", spare=True),
    Column(name="agents", align="right", spare=True),
    Column(name="still missing"),
)
_EMPTY = "There is no playbook of this kind."
_NONE_YET = (
    "There are no playbooks yet: coachkit build FOLDER writes them, from calls in which competitors, "
    "features, trackers, moments or topics come up."
)


@click.group(cls=NounGroup, lazy=COMMANDS)
def playbooks() -> None:
    """List playbooks, show one, or decide on its lines.

    Example: coachkit playbooks show zenlane
    """


@playbooks.command("list")
@db_option
@json_option
@click.option("--kind", type=click.Choice(get_args(PlaybookKind)), help="Only this kind.")
def list_(db: Path, as_json: bool, kind: PlaybookKind | None) -> None:
    """List playbooks: how many lines stand, what they rest on, and what evidence is still missing.

    Example: coachkit playbooks list --kind competitor
    """
    with Library.open(db) as library:
        found = list_playbooks(library, kind=kind)
    if as_json:
        print_json(found)
    else:
        print_table(_COLUMNS, map(_row, found), empty=_EMPTY if kind else _NONE_YET)


def _row(one: PlaybookSummary) -> tuple[object, ...]:
    missing = one.missing and briefly(one.missing)
    return _name(one), one.lines, one.good, one.bad, one.calls, one.agents, missing


def _name(one: PlaybookSummary) -> str:
    """Return the id, with the title of a topic, of which the id says nothing."""
    return f"{one.id} ({one.subject})" if one.kind == "topic" else one.id
