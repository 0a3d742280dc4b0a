"""`coachkit customers`: who calls, how often, and by which names they go."""

from pathlib import Path

import click

from coachkit.cli import people_changes
from coachkit.cli.customer_page import show
from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_table
from coachkit.store.library import Library
from coachkit.store.reading import list_customers

_COLUMNS = (
    Column(name="customer", grows=True),
    Column(name="aliases", grows=True),
    Column(name="calls", align="right"),
    Column(name="last call"),
)


@click.group(cls=NounGroup)
def customers() -> None:
    """List customers, show one, name them, or merge two names of one customer.

    Example: coachkit customers merge "Lindqvist, M." "Marta Lindqvist"
    """


@customers.command("list")
@db_option
@json_option
def list_(db: Path, as_json: bool) -> None:
    """List customers with number of calls and the latest one, those with most calls first.

    Example: coachkit customers --json
    """
    with Library.open(db) as library:
        found = list_customers(library)
    if as_json:
        print_json(found)
    else:
        rows = (
            (one.name, one.aliases, one.calls, one.last_call and one.last_call[:16].replace("T", " "))
            for one in found
        )
        print_table(_COLUMNS, rows, empty="No customer is known.")


@customers.command("add")
@click.argument("name")
@click.option("--alias", multiple=True, help="Another way of writing it. Can be given again.")
@click.option("--drop-alias", multiple=True, help="A name that is not this customer's after all.")
@people_changes.place_options
def add(
    name: str,
    alias: tuple[str, ...],
    drop_alias: tuple[str, ...],
    place: people_changes.Place,
) -> None:
    """Add the customer NAME to the settings, or change one who is there.

    Example: coachkit customers add "Marta Lindqvist" --alias "Lindqvist, M."
    """
    from coachkit.pipeline.people.roster import Person

    people_changes.add_person("customers", Person(name=name, aliases=alias), dropped=drop_alias, place=place)


@customers.command("merge")
@click.argument("other")
@click.argument("name")
@people_changes.place_options
def merge(other: str, name: str, place: people_changes.Place) -> None:
    """Make OTHER a name of the customer NAME: all their calls are NAME's then.

    To take it back: coachkit customers add NAME --drop-alias OTHER

    Example: coachkit customers merge "Lindqvist, M." "Marta Lindqvist"
    """
    people_changes.merge_people("customers", other, name, place=place)


@customers.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show; write nothing.")
@people_changes.place_options
@click.pass_context
def import_(
    ctx: click.Context,
    table: Path,
    dry_run: bool,
    place: people_changes.Place,
) -> None:
    """Add the customers in TABLE, a CSV file with the columns name and aliases.

    Example: coachkit customers import customers.csv --dry-run
    """
    if not people_changes.import_people("customers", table, dry_run=dry_run, place=place):
        ctx.exit(1)


customers.add_command(show)
