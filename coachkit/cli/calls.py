"""`coachkit calls`: the calls of a library, and one call with all that is known of it."""

from datetime import date, datetime
from pathlib import Path

import click

from coachkit.cli.call_page import print_call
from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, format_share, print_json, print_table
from coachkit.cli.swap_roles import swap_roles
from coachkit.export.clock import format_clock
from coachkit.models import GradeLetter, Verdict
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, CallSummary, list_calls, show_call

_COLUMNS = (
    Column(name="id"),
    Column(name="started"),
    Column(name="length", align="right"),
    Column(name="agent"),
    Column(name="customer", grows=True),
    Column(name="label"),
    Column(name="score", align="right"),
    Column(name="sound"),
    Column(name="topic", grows=True),
    Column(name="recording", grows=True),
)
_GRADE = click.Choice(["A", "B", "C", "D"], case_sensitive=False)


@click.group(cls=NounGroup)
def calls() -> None:
    """List calls, or show one.

    Example: coachkit calls --agent jana --label bad
    """


@calls.command("list")
@db_option
@json_option
@click.option("--agent", help="Only calls of this agent (name or alias).")
@click.option("--customer", help="Only calls with this customer.")
@click.option("--kind", help="Only calls of this kind, such as support.")
@click.option("--label", type=click.Choice(["good", "bad", "neutral"]), help="Only calls that went so.")
@click.option("--grade", type=_GRADE, help="Only calls whose sound has this grade.")
@click.option("--min-grade", type=_GRADE, help="Only calls whose sound has this grade or a better one.")
@click.option("--min-unheard", type=float, help="Only calls with so many seconds of speech without words.")
@click.option("--topic", help="Only calls mainly about this topic.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="To this day, which counts.")
@click.option("--text", help="Only calls in which these words are said.")
def list_(
    db: Path,
    as_json: bool,
    agent: str | None,
    customer: str | None,
    kind: str | None,
    label: Verdict | None,
    grade: GradeLetter | None,
    min_grade: GradeLetter | None,
    min_unheard: float | None,
    topic: str | None,
    since: datetime | None,
    until: datetime | None,
    text: str | None,
) -> None:
    """List calls, the latest first.

    Example: coachkit calls list --since 2026-11-16 --json
    """
    filters = CallFilter(
        agent=agent,
        customer=customer,
        kind=kind,
        label=label,
        grade=grade,
        min_grade=min_grade,
        min_unheard=min_unheard,
        topic=topic,
        since=_day(since),
        until=_day(until),
        text=text,
    )
    with Library.open(db) as library:
        found = list_calls(library, filters)
    if as_json:
        print_json(found)
    else:
        print_table(_COLUMNS, map(_row, found), empty="No call fits.")


@calls.command("show")
@click.argument("call")
@db_option
@json_option
def show(call: str, db: Path, as_json: bool) -> None:
    """Show a CALL, named by its id (or its beginning) or its recording's file.

    Example: coachkit calls show 4f0c2a
    """
    with Library.open(db) as library:
        page = show_call(library, call)
    if as_json:
        print_json(page)
    else:
        print_call(page)


calls.add_command(swap_roles)


def _row(call: CallSummary) -> tuple[object, ...]:
    return (
        call.id,
        call.started_at and call.started_at[:16].replace("T", " "),
        format_clock(call.duration),
        call.agents,
        call.customer,
        call.label,
        format_share(call.score),
        call.grade,
        call.topic,
        Path(call.path).name,
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
