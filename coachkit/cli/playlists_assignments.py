"""`coachkit playlists assignments`: who has to hear what, and how far they are."""

from datetime import date
from pathlib import Path
from typing import Literal

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_table
from coachkit.following.lines import line_of
from coachkit.following.standing import Standing, standings
from coachkit.following.words import day_words, due_words, heard_words, state_words
from coachkit.store.library import Library
from coachkit.store.reading import agent_named
from coachkit.store.reading.following import list_named

Wanted = Literal["open", "overdue", "done", "withdrawn"]
_COLUMNS = (
    Column(name="agent"),
    Column(name="list"),
    Column(name="title", grows=True),
    Column(name="state"),
    Column(name="heard", align="right"),
    Column(name="due"),
    Column(name="acknowledged"),
    Column(name="comments", align="right", spare=True),
    Column(name="assigned", spare=True),
    Column(name="by", spare=True),
)
_EMPTY = {
    None: "Nobody is asked to hear anything; coachkit playlists assign LIST --to AGENT does it.",
    "open": "Nothing is waiting to be heard.",
    "overdue": "Nothing is overdue.",
    "done": "Nobody has heard a list to its end yet.",
    "withdrawn": "No assignment was taken back.",
}


@click.command("assignments")
@click.option("--agent", help="Only of this agent.")
@click.option("--list", "playlist", metavar="PLAYLIST", help="Only of this list.")
@click.option("--open", "wanted", flag_value="open", help="Only what is not heard yet, overdue or not.")
@click.option("--overdue", "wanted", flag_value="overdue", help="Only what should be heard by now.")
@click.option("--done", "wanted", flag_value="done", help="Only what was heard.")
@click.option("--withdrawn", "wanted", flag_value="withdrawn", help="Only what was taken back.")
@db_option
@json_option
def assignments(
    agent: str | None, playlist: str | None, wanted: Wanted | None, db: Path, as_json: bool
) -> None:
    """List who has to hear what and how far they are, overdue ones first.

    Example: coachkit playlists assignments --overdue
    """
    today = date.today()
    with Library.open(db) as library:
        found = standings(
            library,
            today=today,
            playlist_id=list_named(library, playlist).id if playlist else None,
            agent=agent_named(library, agent) if agent else None,
        )
    found = [one for one in found if _is_wanted(one, wanted)]
    if as_json:
        print_json([line_of(one) for one in found])
    else:
        print_table(_COLUMNS, (_row(one, today) for one in found), empty=_EMPTY[wanted])


def _is_wanted(one: Standing, wanted: Wanted | None) -> bool:
    state = one.progress.state
    if wanted is None:
        return state != "withdrawn"
    return state == wanted or (wanted == "open" and state == "overdue")


def _row(one: Standing, today: date) -> tuple[object, ...]:
    return (
        one.agent,
        one.playlist.id,
        one.playlist.title,
        state_words(one),
        heard_words(one),
        due_words(one, today=today),
        day_words(one.progress.acknowledged_at),
        len(one.comments),
        day_words(one.assignment.made_at),
        one.assignment.author,
    )
