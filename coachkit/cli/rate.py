"""`coachkit calls rate`: a person says how a call went, or a stretch of it, and that decides."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.author import author
from coachkit.cli.library_settings import settings_of
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.rejudged import print_rejudged
from coachkit.cli.screen import print_line
from coachkit.export.clock import format_clock
from coachkit.models import Rating, Verdict
from coachkit.store.library import Library
from coachkit.store.reading import find_call

if TYPE_CHECKING:
    from coachkit.pipeline.changes.ratings import RatingReport


@click.command("rate")
@click.argument("call")
@click.argument("verdict", type=click.Choice(["good", "bad", "neutral"]), required=False)
@click.option("--why", help="Why, in a sentence; it is shown with the label.")
@click.option(
    "--at", metavar="TIME", help="Only this part: a time in it (1:20) or from when to when (1:20-2:05)."
)
@click.option("--by", help="Who says so; else the name you are logged in with.")
@click.option("--withdraw", is_flag=True, help="Take your rating back.")
@place_options
@click.pass_context
def rate(
    ctx: click.Context,
    call: str,
    verdict: Verdict | None,
    why: str | None,
    at: str | None,
    by: str | None,
    withdraw: bool,
    place: Place,
) -> None:
    """Say that a CALL, or a part of it, went good, bad or neutral; people go before outcomes and scores.

    Labels and playlists follow at once. The rating stays, whatever is built, heard or edited later.

    Example: coachkit calls rate 4f0c2a good --why "She found the cause in two minutes."
    """
    if withdraw == (verdict is not None):
        raise click.UsageError("Say good, bad or neutral, or --withdraw to take your rating back.")
    with Library.open(place.db) as library:
        call_id = find_call(library, call)
        settings = settings_of(library, place.config)

        from coachkit.cli.progress import choose_progress
        from coachkit.pipeline.changes.ratings import Said, rate_call

        report = rate_call(
            library,
            settings,
            Said(call_id=call_id, verdict=verdict, author=by or author(), why=why, at=at),
            tools=ctx.obj,
            progress=choose_progress(is_wanted=not place.no_progress),
        )
    _print_report(report)


def _print_report(report: "RatingReport") -> None:
    call, rating = report.call, report.rating
    name = f"{call.id}  {Path(call.path).name}{_where(rating)}"
    if not report.is_new:
        print_line(f"{name}: {rating.author} has rated it {rating.verdict} already; nothing has changed.")
        return
    said = f"rated {rating.verdict} by" if rating.verdict else "rating taken back by"
    print_line(f"{name}: {said} {rating.author}.", style="bold")
    print_rejudged(report.change)
    if rating.verdict:
        at = f" --at {format_clock(rating.start)}" if rating.start is not None else ""
        by = f" --by {shlex.quote(rating.author)}" if rating.author != author() else ""
        print_line(f"To take it back: coachkit calls rate {call.id} --withdraw{at}{by}", indent=2)


def _where(rating: Rating) -> str:
    if rating.start is None or rating.end is None:
        return ""
    return f", {format_clock(rating.start)} to {format_clock(rating.end)}"
