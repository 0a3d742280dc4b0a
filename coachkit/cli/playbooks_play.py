"""`coachkit playbooks play`: a place that shows a line, through a player that is installed."""

from pathlib import Path

import click

from coachkit.cli.options import db_option
from coachkit.counts import format_count
from coachkit.errors import NotFoundError
from coachkit.searching.showing import facts_of
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import call_heads
from coachkit.store.reading.playbooks import find_line, show_playbook


@click.command("play")
@click.argument("name")
@click.argument("line")
@click.argument("number", type=click.IntRange(min=1), required=False, default=1, metavar="[N]")
@db_option
def play(name: str, line: str, number: int, db: Path) -> None:
    """Play quote N of a LINE of a playbook, as `show` counts them.

    Example: coachkit playbooks play zenlane 1 2
    """
    from coachkit.cli.play import play_moment

    with Library.open(db) as library:
        page = show_playbook(library, name)
        wanted = find_line(library, page.summary.id, line)
        quotes = next(one.quotes for one in page.lines if one.line.n == wanted.n)
        if number > len(quotes):
            raise NotFoundError(f"“{wanted.text}” has {format_count(len(quotes), 'quote')}, and no {number}")
        quote = quotes[number - 1]
        call = facts_of(call_heads(library, [quote.call_id])[quote.call_id])
        play_moment(library, call, quote.start, quote.end)
