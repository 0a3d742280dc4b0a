"""`coachkit disputes`: object to a line of a call's score, and decide on it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.author import author
from coachkit.cli.call_filter import filter_options
from coachkit.cli.lazy import NounGroup
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.rejudged import print_rejudged
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.export.clock import format_clock
from coachkit.models import DisputeOutcome
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, find_call
from coachkit.store.reading.opinions import DisputeLine, list_disputes

if TYPE_CHECKING:
    from coachkit.pipeline.changes.disputes import DisputeReport, Disputes

_COLUMNS = (
    Column(name="number", align="right"),
    Column(name="call"),
    Column(name="at"),
    Column(name="line"),
    Column(name="says now"),
    Column(name="by"),
    Column(name="why", grows=True),
    Column(name="state"),
    Column(name="decided by", spare=True),
    Column(name="decision", grows=True),
    Column(name="agent", spare=True),
    Column(name="recording", grows=True, spare=True),
)
_by_option = click.option("--by", help="Who says so; else the name you are logged in with.")
_why_option = click.option("--why", required=True, help="Why, in a sentence; it is kept.")


@click.group(cls=NounGroup)
def disputes() -> None:
    """List objections to lines of scores, make one, or decide on one.

    Example: coachkit disputes --open
    """


@disputes.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those that nobody has decided yet.")
@db_option
@json_option
@filter_options
def list_(only_open: bool, db: Path, as_json: bool, filters: CallFilter) -> None:
    """List objections to lines of scores, the open ones first, with what was decided.

    Example: coachkit disputes list --open --team north
    """
    with Library.open(db) as library:
        found = list_disputes(library, filters, only_open=only_open)
    if as_json:
        print_json(found)
    else:
        empty = "No dispute is open." if only_open else "Nobody has disputed a score."
        print_table(_COLUMNS, map(_row, found), empty=empty)


@disputes.command("add")
@click.argument("call")
@click.argument("point")
@_why_option
@_by_option
@place_options
@click.pass_context
def add(ctx: click.Context, call: str, point: str, why: str, by: str | None, place: Place) -> None:
    """Object to a line (POINT) of a CALL's score card, as `coachkit calls show` names it.

    Until it is decided, what rests on that place is in no playlist.

    Example: coachkit disputes add 4f0c2a next_step --why "It was agreed by mail the same day."
    """
    with Library.open(place.db) as library:
        call_id = find_call(library, call)
        report = _disputes(ctx, library, by, place).add(call_id, point, why=why)
    dispute = report.dispute
    at = f" at {format_clock(dispute.start)}" if dispute.start is not None else ""
    print_line(
        f"{call_id}  {Path(report.call.path).name}: “{dispute.criterion}”{at} is disputed by "
        f"{dispute.author} (dispute {dispute.n}).",
        style="bold",
    )
    print_rejudged(report.change)
    print_line(f'To decide: coachkit disputes decide {dispute.n} granted --why "…" (or refused)', indent=2)


@disputes.command("decide")
@click.argument("number", type=int)
@click.argument("outcome", type=click.Choice(["granted", "refused"]))
@_why_option
@_by_option
@place_options
@click.pass_context
def decide(
    ctx: click.Context, number: int, outcome: DisputeOutcome, why: str, by: str | None, place: Place
) -> None:
    """Decide on the dispute with this NUMBER (see `coachkit disputes`): granted or refused.

    Where it is granted, the line counts no more on this call. Both stay, with their reasons.

    Example: coachkit disputes decide 3 granted --why "The mail is in the ticket."
    """
    with Library.open(place.db) as library:
        report = _disputes(ctx, library, by, place).decide(number, outcome, why=why)
    _print_decided(report)


@disputes.command("withdraw")
@click.argument("number", type=int)
@click.option("--why", default="", help="Why, in a sentence.")
@_by_option
@place_options
@click.pass_context
def withdraw(ctx: click.Context, number: int, why: str, by: str | None, place: Place) -> None:
    """Take back your own dispute with this NUMBER, while it is open.

    Example: coachkit disputes withdraw 3
    """
    with Library.open(place.db) as library:
        report = _disputes(ctx, library, by, place).withdraw(number, why=why)
    _print_decided(report)


@disputes.command("reopen")
@click.argument("number", type=int)
@_by_option
@place_options
@click.pass_context
def reopen(ctx: click.Context, number: int, by: str | None, place: Place) -> None:
    """Take back what was decided on the dispute with this NUMBER: it is open again, under a new number.

    Example: coachkit disputes reopen 3
    """
    with Library.open(place.db) as library:
        report = _disputes(ctx, library, by, place).reopen(number)
    dispute = report.dispute
    print_line(
        f"{dispute.call_id}  {Path(report.call.path).name}: “{dispute.criterion}” is open again, "
        f"as dispute {dispute.n}.",
        style="bold",
    )
    print_rejudged(report.change)


def _disputes(ctx: click.Context, library: Library, by: str | None, place: Place) -> "Disputes":
    settings = settings_of(library, place.config)

    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.changes.disputes import Disputes

    return Disputes(
        library=library,
        settings=settings,
        author=by or author(),
        tools=ctx.obj,
        progress=choose_progress(is_wanted=not place.no_progress),
    )


def _print_decided(report: "DisputeReport") -> None:
    dispute, decision = report.dispute, report.decision
    if decision is None:
        return
    print_line(
        f"{dispute.call_id}  {Path(report.call.path).name}: dispute {dispute.n} about "
        f"“{dispute.criterion}” is {decision.outcome} by {decision.author}.",
        style="bold",
    )
    if report.point is None:
        print_line(
            f"The call was scored anew meanwhile: card {dispute.card} has no such line on it any more, "
            "so its score stays as it is.",
            indent=2,
        )
    print_rejudged(report.change)


def _row(line: DisputeLine) -> tuple[object, ...]:
    return (
        line.n,
        line.call_id,
        None if line.start is None else format_clock(line.start),
        line.criterion,
        line.verdict or "no such line",
        line.author,
        line.reason,
        line.state,
        line.decided_by,
        line.decision,
        line.agents,
        Path(line.path).name,
    )
