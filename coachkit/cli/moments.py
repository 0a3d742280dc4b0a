"""`coachkit moments`: the stretches of calls that matter, and how many there are of each kind."""

from pathlib import Path
from typing import get_args

import click

from coachkit.cli.call_filter import filter_options
from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.models import MomentKind, Role
from coachkit.moments.kinds import KIND_MEANINGS
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, find_call, list_calls
from coachkit.store.reading.moments import KindCount, MomentHit, count_moments, list_moments

_COLUMNS = (
    Column(name="call"),
    Column(name="time", align="right"),
    Column(name="kind"),
    Column(name="who"),
    Column(name="quote", grows=True),
    Column(name="how found", grows=True),
)
_COUNT_COLUMNS = (
    Column(name="kind"),
    Column(name="what it is", grows=True),
    Column(name="moments", align="right"),
    Column(name="calls", align="right"),
    Column(name="good", align="right"),
    Column(name="bad", align="right"),
)
_NONE_AT_ALL = "No moments yet; `coachkit build FOLDER` finds them."


@click.group(cls=NounGroup)
def moments() -> None:
    """List the moments of calls that matter: greetings, objections, promises, silences.

    Example: coachkit moments --moment objection
    """


@moments.command("list")
@db_option
@json_option
@click.option(
    "--moment", "moment", metavar="KIND", help="Only this kind, such as objection; see: moments kinds."
)
@click.option("--said-by", type=click.Choice(["agent", "customer"]), help="Only what this side says or does.")
@click.option("--call", help="Only this call (its id, or the beginning of it).")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many rows."
)
@filter_options
def list_(
    db: Path,
    as_json: bool,
    moment: str | None,
    said_by: Role | None,
    call: str | None,
    limit: int,
    filters: CallFilter,
) -> None:
    """List moments, the latest call first, each with how it was found; with --json all of them.

    Example: coachkit moments list --moment objection --agent jana --label bad
    """
    kind = _kind_like(moment) if moment else None
    with Library.open(db) as library:
        chosen = _chosen(library, filters, call)
        found = list_moments(library, kind=kind, role=said_by, call_ids=chosen)
        is_empty = not found and not count_moments(library)
    if as_json:
        print_json(found)
        return
    print_table(
        _COLUMNS, map(_row, found[:limit]), empty=_NONE_AT_ALL if is_empty else "No such moment is found."
    )
    if len(found) > limit:
        print_line(
            f"… and {format_count(len(found) - limit, 'moment')} more; see them with --limit {len(found)}"
        )


@moments.command("kinds")
@db_option
@json_option
@filter_options
def kinds(db: Path, as_json: bool, filters: CallFilter) -> None:
    """Count the moments of each kind, and the good and bad calls that have one.

    Example: coachkit moments kinds --team support
    """
    with Library.open(db) as library:
        found = count_moments(library, call_ids=_chosen(library, filters, None))
    if as_json:
        print_json(found)
    else:
        print_table(_COUNT_COLUMNS, map(_count_row, found), empty=_NONE_AT_ALL)


def _kind_like(said: str) -> MomentKind:
    wanted = said.strip().casefold().replace(" ", "_").replace("-", "_")
    for kind in get_args(MomentKind):
        if wanted in (kind, f"{kind}s"):
            found: MomentKind = kind
            return found
    raise click.UsageError(f"--moment {said}: there is no such kind; write one of {', '.join(KIND_MEANINGS)}")


def _chosen(library: Library, filters: CallFilter, call: str | None) -> frozenset[str] | None:
    """Return the calls that are meant; None for all."""
    chosen = None if filters == CallFilter() else frozenset(one.id for one in list_calls(library, filters))
    if call is None:
        return chosen
    named = frozenset((find_call(library, call),))
    return named if chosen is None else named & chosen


def _row(hit: MomentHit) -> tuple[object, ...]:
    kind = " ".join(filter(None, (hit.kind.replace("_", " "), hit.name)))
    who = hit.speaker or (hit.role if hit.quote else None)
    quote = f"“{hit.quote}”" if hit.quote else None
    return hit.call_id, format_clock(hit.start), kind, who, quote, f"{hit.method}: {hit.detail}"


def _count_row(count: KindCount) -> tuple[object, ...]:
    return (
        count.kind.replace("_", " "),
        KIND_MEANINGS[count.kind],
        count.moments,
        count.calls,
        count.good,
        count.bad,
    )
