"""`coachkit trackers add`: a tracker is written into the settings and looked for in all calls."""

from typing import Literal

import click

from coachkit.cli.add_named import add_named
from coachkit.cli.people_changes import Place, place_options


@click.command("add")
@click.argument("name")
@click.option("--phrase", multiple=True, help="Words with (a|b) and *. Can be given again.")
@click.option("--lemma", multiple=True, help="A word of which every form counts. Can be given again.")
@click.option("--example", multiple=True, help="A sentence that means it; give three or more.")
@click.option("--exclude", multiple=True, help="A phrase that cancels a find. Can be given again.")
@click.option("--said-by", type=click.Choice(["agent", "customer", "any"]), help="Who must say it.")
@place_options
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    phrase: tuple[str, ...],
    lemma: tuple[str, ...],
    example: tuple[str, ...],
    exclude: tuple[str, ...],
    said_by: Literal["agent", "customer", "any"] | None,
    place: Place,
) -> None:
    """Add the tracker NAME to the settings, or add to it, and look through all calls.

    Example: coachkit trackers add renewal --lemma renew --said-by customer
    """
    values = {
        "phrases": phrase,
        "lemma": lemma,
        "examples": example,
        "exclusions": exclude,
        "said_by": said_by,
    }
    add_named(ctx, "trackers", name, values, place=place)
