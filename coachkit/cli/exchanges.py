"""`coachkit exchanges`: what came up, what the agent replied, and how the customer took it."""

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from coachkit.briefs.quoting import cut_quote
from coachkit.cli.call_filter import filter_options
from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_table
from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day
from coachkit.models import ExchangeKind, Verdict
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, list_calls
from coachkit.store.reading.exchanges import ExchangeHit, list_exchanges

SHOWN_WORDS = 45
"""Longer turns are cut on a terminal."""
NO_EXCHANGES = "No exchanges yet; `coachkit build FOLDER` finds them."
_COLUMNS = (
    Column(name="call"),
    Column(name="time", align="right"),
    Column(name="kind"),
    Column(name="name"),
    Column(name="verdict"),
    Column(name="reaction"),
    Column(name="by"),
    Column(name="prompt", grows=True),
    Column(name="reply", grows=True),
    Column(name="quote", grows=True),
)


@click.group(cls=NounGroup)
def exchanges() -> None:
    """List what came up, what the agent replied, and how the customer took it.

    Example: coachkit exchanges --name objection --verdict good
    """


@exchanges.command("list")
@db_option
@json_option
@click.option(
    "--about",
    type=click.Choice(["competitor", "feature", "tracker", "moment"]),
    help="Only about such things; --kind is the kind of call.",
)
@click.option("--name", help="Only about this: a name, a tracker, or a moment, such as objection.")
@click.option("--verdict", type=click.Choice(["good", "bad", "neutral"]), help="Only those taken so.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="At most so many on a terminal.",
)
@filter_options
def list_(
    db: Path,
    as_json: bool,
    about: ExchangeKind | None,
    name: str | None,
    verdict: Verdict | None,
    limit: int,
    filters: CallFilter,
) -> None:
    """List exchanges, the latest call first: prompt, reply and reaction.

    A terminal gets pages for people, a pipe or file a table of all.

    Example: coachkit exchanges list --about moment --verdict bad --agent jana
    """
    with Library.open(db) as library:
        calls = None if filters == CallFilter() else {one.id for one in list_calls(library, filters)}
        found = list_exchanges(library, kind=about, name=name, verdict=verdict, call_ids=calls)
    if as_json:
        print_json(found)
    elif found and sys.stdout.isatty():
        print_exchanges(found[:limit])
        _print_counts(found)
        if len(found) > limit:
            print_line(f"… and {len(found) - limit} more; see them with --limit {len(found)}")
    else:
        is_asked = any((about, name, verdict)) or filters != CallFilter()
        print_table(_COLUMNS, map(_row, found), empty="No exchange fits." if is_asked else NO_EXCHANGES)


def print_exchanges(found: Sequence[ExchangeHit]) -> None:
    """Print exchanges one after the other, each with its three turns; the same turns are printed once."""
    for _, same in groupby(found, key=_turns):
        one, *others = same
        day = one.started_at and format_day(one.started_at)
        who = " with ".join(filter(None, (", ".join(one.agents), one.customer)))
        print_heading(" · ".join(filter(None, (one.verdict, one.reason, one.call_id, day, who))))
        also = dict.fromkeys(_what(other) for other in others if _what(other) != _what(one))
        if also:
            print_line(f"also: {'; '.join(also)}", indent=2)
        _print_turn(one.prompt_start, "comes up", one.prompt)
        if one.reply is not None and one.reply_start is not None:
            _print_turn(one.reply_start, "reply", one.reply)
        if one.quote_start > one.prompt_start:
            _print_turn(one.quote_start, "reaction", one.quote)


def _turns(one: ExchangeHit) -> tuple[object, ...]:
    return (one.call_id, one.verdict, one.prompt_start, one.reply_start, one.quote_start)


def _what(one: ExchangeHit) -> str:
    return one.reason.partition(";")[0]


def _print_counts(found: Sequence[ExchangeHit]) -> None:
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in ("good", "bad", "neutral")}
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    print_heading(f"{format_count(len(found), 'exchange')}: {told}")


def _print_turn(start: float, what: str, text: str) -> None:
    print_line(f"{format_clock(start):>7}  {what:<9} “{cut_quote(text, SHOWN_WORDS)}”")


def _row(one: ExchangeHit) -> tuple[object, ...]:
    return (
        one.call_id,
        format_clock(one.start),
        one.kind,
        one.name,
        one.verdict,
        one.reaction,
        one.source,
        one.prompt,
        one.reply,
        one.quote if one.quote_start > one.prompt_start else None,
    )
