"""`coachkit topics experts`: who handles a topic best, and which of their calls to listen to."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from coachkit.cli.options import db_option, json_option, measure_option, min_calls_option
from coachkit.cli.screen import harmless, print_heading, print_json, print_line
from coachkit.counts import format_count

if TYPE_CHECKING:
    from coachkit.priorities.measures import By
    from coachkit.priorities.results import Expert, Experts
    from coachkit.store.library import Library

_PEOPLE = 10
"""So many people are shown."""


@click.command()
@click.argument("topic")
@db_option
@json_option
@measure_option("How well a call went is told by.")
@min_calls_option
@click.option("--where", metavar="QUERY", help="Only calls that fit, such as: team:support.")
def experts(topic: str, db: Path, as_json: bool, by: str, min_calls: int, where: str | None) -> None:
    """Say who handles a TOPIC best, named by its id or title, with calls to listen to.

    What counts is how much better calls go than such calls go with everybody: it is adjusted for how hard
    they were, and for how few. It is for learning from each other, not for judging people by.

    Example: coachkit topics experts "refund form" --by score
    """
    from coachkit.cli.handler_page import with_links
    from coachkit.priorities.experts import experts as find_experts
    from coachkit.store.library import Library

    with Library.open(db) as library:
        found = find_experts(library, topic, by=cast("By", by), minimum=min_calls, where=where)
        if as_json:
            print_json(with_links(library, found))
        else:
            _print_experts(library, found)


def _print_experts(library: "Library", found: "Experts") -> None:
    from coachkit.cli.handler_page import format_value
    from coachkit.priorities.wording import FEW, who_stands_out

    print_line(found.title, style="bold")
    if found.average is None:
        click.echo("Nobody is known to have taken a call about it.", err=True)
        return
    calls = format_count(found.calls, "call")
    print_line(f"{calls}, {format_value(found.average, found.by)} on average, id {found.topic_id}")
    for number, one in enumerate(found.people[:_PEOPLE], 1):
        _print_expert(library, one, f"{number}  ", found)
    if len(found.people) > _PEOPLE:
        print_line(f"and {format_count(len(found.people) - _PEOPLE, 'other')}; --json has all")
    if found.few:
        print_heading(f"Too few calls to tell (fewer than {found.minimum})")
        for one in found.few[:FEW]:
            _print_expert(library, one, "", found)
        if len(found.few) > FEW:
            click.echo(f"{len(found.few) - FEW} more have too few calls; --json has all.", err=True)
    click.echo(harmless(who_stands_out(found)), err=True)


def _print_expert(library: "Library", one: "Expert", lead: str, found: "Experts") -> None:
    from coachkit.cli.handler_page import INDENT, format_effect, format_usual, format_went, print_examples

    handler = one.handler
    if lead:
        effect = format_effect(handler.effect, found.by)
        print_heading(f"{lead}{handler.agent} · {format_count(handler.calls, 'call')} · {effect}")
        went = format_went(handler.average, one.good, one.labelled, found.by)
        print_line(f"{went}, {format_usual(handler, found.by)}", indent=INDENT)
    else:
        well = f", {one.good} of {one.labelled} went well" if one.labelled else ""
        print_line(f"{handler.agent} · {format_count(handler.calls, 'call')}{well}")
    print_examples(library, one.examples, found.by)
