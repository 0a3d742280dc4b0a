"""`coachkit scorecards use`: another card labels calls from now on, or is shown beside the main one."""

import click

from coachkit.cli.library_settings import changeable_settings
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.store.library import Library


@click.command("use")
@click.argument("card")
@click.option("--beside", is_flag=True, help="Only show it beside the main card, which stays.")
@place_options
@click.pass_context
def use(ctx: click.Context, card: str, beside: bool, place: Place) -> None:
    """Make a CARD the main one: it is written into coachkit.toml, and all calls are scored anew.

    Example: coachkit scorecards use sales
    """
    with Library.open(place.db) as library:
        path = changeable_settings(library, place.config)

        from coachkit.cli.progress import choose_progress
        from coachkit.pipeline.changes.cards import use_card

        change = use_card(
            library,
            path,
            card,
            beside=beside,
            tools=ctx.obj,
            progress=choose_progress(is_wanted=not place.no_progress),
        )
    role = "shown beside the main card" if beside else "the main score card"
    print_line(f"“{change.card.id}” ({change.card.title}) is {role} now.", style="bold")
    calls = format_count(len(change.labels_after), "call")
    print_line(f"{format_count(change.relabelled, 'label')} of {calls} changed.", indent=2)
