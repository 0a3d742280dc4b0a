"""`coachkit agents`: who takes calls, in which team, since when, and by which names they go."""

from datetime import datetime
from pathlib import Path

import click

from coachkit.cli import people_changes
from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_table
from coachkit.store.library import Library
from coachkit.store.reading import list_agents

_COLUMNS = (
    Column(name="agent"),
    Column(name="aliases", grows=True),
    Column(name="team"),
    Column(name="started"),
    Column(name="calls", align="right"),
)


@click.group(cls=NounGroup)
def agents() -> None:
    """List agents, name them, or merge two names of one person.

    Example: coachkit agents merge agent12 "Jana Kovac"
    """


@agents.command("list")
@db_option
@json_option
def list_(db: Path, as_json: bool) -> None:
    """List agents with team, first day and number of calls.

    Example: coachkit agents --json
    """
    with Library.open(db) as library:
        found = list_agents(library)
    if as_json:
        print_json(found)
    else:
        rows = ((one.name, one.aliases, one.team, one.started, one.calls) for one in found)
        print_table(_COLUMNS, rows, empty="No agent is known; `coachkit agents add NAME` names one.")


@agents.command("add")
@click.argument("name")
@click.option("--alias", multiple=True, help="Another name: a log-in, an extension. Can be given again.")
@click.option("--drop-alias", multiple=True, help="A name that is not this person's after all.")
@click.option("--team", help="The team.")
@click.option("--started", type=click.DateTime(["%Y-%m-%d"]), help="First day at work, as 2026-01-05.")
@people_changes.place_options
def add(
    name: str,
    alias: tuple[str, ...],
    drop_alias: tuple[str, ...],
    team: str | None,
    started: datetime | None,
    place: people_changes.Place,
) -> None:
    """Add the agent NAME to the settings, or change one who is there.

    Example: coachkit agents add "Jana Kovac" --alias agent12 --team support --started 2026-01-05
    """
    from coachkit.pipeline.people.roster import Person

    person = Person(name=name, aliases=alias, team=team, started=started.date() if started else None)
    people_changes.add_person("agents", person, dropped=drop_alias, place=place)


@agents.command("merge")
@click.argument("other")
@click.argument("name")
@people_changes.place_options
def merge(other: str, name: str, place: people_changes.Place) -> None:
    """Make OTHER a name of the agent NAME: all their calls are NAME's then.

    To take it back: coachkit agents add NAME --drop-alias OTHER

    Example: coachkit agents merge agent12 "Jana Kovac"
    """
    people_changes.merge_people("agents", other, name, place=place)


@agents.command("import")
@click.argument("roster", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show; write nothing.")
@people_changes.place_options
@click.pass_context
def import_(
    ctx: click.Context,
    roster: Path,
    dry_run: bool,
    place: people_changes.Place,
) -> None:
    """Add the agents in ROSTER, a CSV file with the columns name, aliases, team and started.

    Several aliases stand in one cell, between semicolons or commas. An empty cell changes nothing.

    Example: coachkit agents import roster.csv --dry-run
    """
    if not people_changes.import_people("agents", roster, dry_run=dry_run, place=place):
        ctx.exit(1)
