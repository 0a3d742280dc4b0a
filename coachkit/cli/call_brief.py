"""`coachkit calls brief`: a call in at most 120 words."""

from collections.abc import Sequence
from pathlib import Path

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import print_heading, print_json, print_line
from coachkit.models import BriefLine
from coachkit.store.library import Library
from coachkit.store.reading import find_call


@click.command()
@click.argument("call")
@db_option
@json_option
def brief(call: str, db: Path, as_json: bool) -> None:
    """Tell a CALL in at most 120 words: who, why, what turned it, how it went, what was promised.

    What stands in quotation marks was said so, word for word.

    Example: coachkit calls brief 4f0c2a
    """
    with Library.open(db) as library:
        call_id = find_call(library, call)
        lines = library.rows(BriefLine, call_id=call_id)
    if as_json:
        print_json(lines)
    elif lines:
        for line in lines:
            print_line(line.text)
    else:
        click.echo("There is no brief of this call yet; `coachkit build` writes it.", err=True)


def print_brief(lines: Sequence[BriefLine]) -> None:
    """Print the brief as a part of the call's page; nothing where there is none."""
    if lines:
        print_heading("In short")
        for line in lines:
            print_line(line.text, indent=2)
