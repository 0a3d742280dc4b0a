"""`coachkit route`: who is the best person for a question."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from coachkit.cli.options import db_option, json_option, measure_option, min_calls_option
from coachkit.cli.screen import harmless, print_heading, print_json, print_line
from coachkit.counts import format_count

if TYPE_CHECKING:
    from coachkit.priorities.measures import By
    from coachkit.priorities.results import Candidate, Route
    from coachkit.store.library import Library


@click.command()
@click.argument("text", nargs=-1, required=True)
@db_option
@json_option
@measure_option("How well a call went is told by.")
@min_calls_option
def route(text: tuple[str, ...], db: Path, as_json: bool, by: str, min_calls: int) -> None:
    """Name the best person for a question: whose calls like it went best, with the evidence.

    TEXT is the question as a customer might ask it. It is for finding help, not for judging people by.

    Example: coachkit route "my invoice was charged twice"
    """
    from coachkit.cli.handler_page import with_links
    from coachkit.priorities.route import route as find_route
    from coachkit.store.library import Library

    with Library.open(db) as library:
        found = find_route(library, " ".join(text), by=cast("By", by), minimum=min_calls)
        if as_json:
            print_json(with_links(library, found))
        else:
            _print_route(library, found)


def _print_route(library: "Library", found: "Route") -> None:
    near = [one.title for one in found.topics if one.is_near]
    if near:
        click.echo(harmless(f"Near to: {'; '.join(near)}"), err=True)
    if found.best is None:
        click.echo(_nobody(found), err=True)
        return
    if found.is_thin:
        click.echo(f"Evidence is thin: nobody has handled {found.minimum} calls like it.", err=True)
        if not found.best.good:
            click.echo("None of them went well: these people know the matter, no more than that.", err=True)
    _print_candidate(library, found.best, "Ask", found)
    if found.second:
        _print_candidate(library, found.second, "Or", found)
        if not found.is_thin and not found.is_apart:
            click.echo("The two cannot be told apart beyond chance.", err=True)
    click.echo("The nearer a call is to the question, the more it counts in the average.", err=True)


def _nobody(found: "Route") -> str:
    if not found.nameless:
        return "Nobody has handled anything like it yet."
    calls = format_count(found.nameless, "call")
    return f"Nobody can be named: {calls} like it, and none tells both who handled it and how it went."


def _print_candidate(library: "Library", one: "Candidate", lead: str, found: "Route") -> None:
    from coachkit.cli.handler_page import INDENT, format_effect, format_usual, format_went, print_examples

    handler = one.handler
    print_heading(f"{lead} {handler.agent}")
    said = [
        f"{format_count(handler.calls, 'call')} like this",
        format_went(handler.average, one.good, one.labelled, found.by),
    ]
    if not found.is_thin:
        said.append(f"{format_usual(handler, found.by)}; adjusted {format_effect(handler.effect, found.by)}")
    print_line(", ".join(said), indent=INDENT)
    print_examples(library, one.examples, found.by)
