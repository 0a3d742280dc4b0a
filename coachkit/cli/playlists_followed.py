"""`coachkit playlists followed`: how far everybody is with one list, and what they wrote to its clips."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_table
from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day
from coachkit.following.lines import line_of
from coachkit.following.standing import Comment, Standing, standings
from coachkit.following.words import day_words, due_words, heard_words, next_words, state_words
from coachkit.models import Clip
from coachkit.store.library import Library
from coachkit.store.reading.following import list_named

_COLUMNS = (
    Column(name="agent"),
    Column(name="state"),
    Column(name="heard", align="right"),
    Column(name="next"),
    Column(name="due"),
    Column(name="finished"),
    Column(name="acknowledged"),
)
_Said = tuple[str, Comment]
"""Who, and what."""


@click.command("followed")
@click.argument("playlist")
@db_option
@json_option
def followed(playlist: str, db: Path, as_json: bool) -> None:
    """Show how far everybody is with a PLAYLIST, when they acknowledged it, and what they wrote.

    Example: coachkit playlists followed competitor-zenlane-good
    """
    today = date.today()
    with Library.open(db) as library:
        head = list_named(library, playlist)
        found = standings(library, today=today, playlist_id=head.id)
    if as_json:
        print_json([line_of(one) for one in found])
        return
    there = [one for one in found if one.is_going_on]
    print_line(head.title, style="bold")
    print_line(_summary(there))
    if there:
        print_table(_COLUMNS, (_row(one, today) for one in there), empty="")
    _print_comments(found)
    for one in found:
        if not one.is_going_on:
            day, why = day_words(one.progress.withdrawn_at), one.progress.why_withdrawn
            print_line(f"Taken back from {one.agent} on {day}, {heard_words(one)} heard: {why}")


def _summary(there: Sequence[Standing]) -> str:
    if not there:
        return "Nobody is asked to hear it; coachkit playlists assign does it."
    done = sum(one.progress.is_done for one in there)
    overdue = sum(one.progress.state == "overdue" for one in there)
    late = f", {overdue} overdue" if overdue else ""
    return f"{done} of {format_count(len(there), 'agent')} heard it to the end{late}."


def _row(one: Standing, today: date) -> tuple[object, ...]:
    return (
        one.agent,
        state_words(one),
        heard_words(one),
        next_words(one) or None,
        due_words(one, today=today),
        day_words(one.progress.finished_at),
        day_words(one.progress.acknowledged_at),
    )


def _print_comments(found: Sequence[Standing]) -> None:
    """Print what was written: to the list first, then clip by clip."""
    said = [(one.agent, comment) for one in found for comment in one.comments]
    clips = found[0].clips if found else ()
    _print_said("To the list", [one for one in said if not one[1].is_on_clip])
    for place, clip in enumerate(clips):
        _print_said(_on_clip(place, clip), [one for one in said if one[1].place == place])
    gone = [one for one in said if one[1].is_on_clip and one[1].place is None]
    _print_said("To clips that are no longer in the list", gone)


def _on_clip(place: int, clip: Clip) -> str:
    return f"To clip {place + 1}, {format_clock(clip.start)} of call {clip.call_id}: {clip.reason}"


def _print_said(heading: str, said: Sequence[_Said]) -> None:
    if not said:
        return
    print_heading(heading)
    for agent, comment in sorted(said, key=lambda one: one[1].made_at):
        who = agent if comment.reply_to is None else f"{comment.author} to {agent}"
        print_line(f"{who}, {format_day(comment.made_at)}: {comment.text}", indent=3)
