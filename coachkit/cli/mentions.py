"""`coachkit mentions`: where competitors, features and unknown names are said."""

import sys
from pathlib import Path

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.mention_page import print_mentions
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.export.clock import format_clock
from coachkit.models import MentionKind
from coachkit.store.library import Library
from coachkit.store.reading import MentionHit, NameCount, choose_calls, count_names, list_mentions

_COLUMNS = (
    Column(name="call"),
    Column(name="time", align="right"),
    Column(name="kind"),
    Column(name="name"),
    Column(name="said as"),
    Column(name="speaker"),
    Column(name="label"),
    Column(name="how"),
    Column(name="quote", grows=True),
)
_COUNT_COLUMNS = (
    Column(name="kind"),
    Column(name="name", grows=True),
    Column(name="mentions", align="right"),
    Column(name="calls", align="right"),
    Column(name="good", align="right"),
    Column(name="bad", align="right"),
)


@click.group(cls=NounGroup)
def mentions() -> None:
    """List where competitors, features and unknown names are said.

    Example: coachkit mentions --kind competitor
    """


@mentions.command("list")
@db_option
@json_option
@click.option("--kind", type=click.Choice(["competitor", "feature", "candidate"]), help="Only this kind.")
@click.option("--name", help="Only this name.")
@click.option("--call", "call_id", help="Only this call (its id).")
@click.option("--where", metavar="QUERY", help="Only in calls that fit, such as: label:bad agent:jana.")
@click.option("--count", "as_counts", is_flag=True, help="Only how often each name is said.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="At most so many on a terminal.",
)
def list_(
    db: Path,
    as_json: bool,
    kind: MentionKind | None,
    name: str | None,
    call_id: str | None,
    where: str | None,
    as_counts: bool,
    limit: int,
) -> None:
    """List mentions, the latest call first; a candidate is a name that the settings do not know.

    A terminal gets pages for people, a pipe or file a table of all.

    Example: coachkit mentions list --name Zenlane --where "label:bad since:last-month"
    """
    if as_counts and (name or call_id):
        raise click.UsageError("--count counts all names; leave out --name and --call.")
    with Library.open(db) as library:
        calls = frozenset(one.id for one in choose_calls(library, (), where)) if where is not None else None
        counts = count_names(library, kind, call_ids=calls) if as_counts else []
        found = [] if as_counts else list_mentions(library, kind=kind, name=name, call_id=call_id)
        found = [one for one in found if calls is None or one.call_id in calls]
    if as_json:
        print_json(counts or found)
    elif as_counts:
        print_table(_COUNT_COLUMNS, map(_count_row, counts), empty="No name is said.")
    elif found and sys.stdout.isatty():
        print_mentions(found[:limit])
        if len(found) > limit:
            print_line(f"… and {len(found) - limit} more; see them with --limit {len(found)}")
    else:
        print_table(_COLUMNS, map(_row, found), empty="Nothing of the kind is mentioned.")


def _row(hit: MentionHit) -> tuple[object, ...]:
    return (
        hit.call_id,
        format_clock(hit.start),
        hit.kind,
        hit.name,
        hit.text,
        hit.speaker or hit.role,
        hit.label,
        _how(hit),
        hit.quote,
    )


def _how(hit: MentionHit) -> tuple[str, ...]:
    """Return how it was found, and what is said of it; nothing of an exact find that is just named."""
    found = f"{hit.method} {hit.confidence:.2f}" if hit.method != "exact" else None
    said = (found, hit.modality if hit.modality != "plain" else None, hit.stance)
    return tuple(one for one in said if one)


def _count_row(count: NameCount) -> tuple[object, ...]:
    return count.kind, count.name, count.mentions, count.calls, count.good, count.bad
