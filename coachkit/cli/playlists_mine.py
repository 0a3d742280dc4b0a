"""`coachkit playlists mine`: what an agent is asked to hear, and one such list, clip by clip."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from coachkit.cli.agent_option import agent_who_asks, as_option
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_lines, print_table
from coachkit.export.clock import format_clock, format_day
from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.following.agent_view import seen_by
from coachkit.following.lines import line_of
from coachkit.following.standing import Standing, standing_to, standings
from coachkit.following.words import day_words, due_words, heard_words, next_words, state_words
from coachkit.store.library import Library
from coachkit.store.reading.following import list_named

_COLUMNS = (
    Column(name="list"),
    Column(name="title", grows=True),
    Column(name="heard", align="right"),
    Column(name="next"),
    Column(name="due"),
    Column(name="state"),
    Column(name="note", grows=True),
)


@click.command("mine")
@click.argument("playlist", required=False)
@click.option("--all", "is_all", is_flag=True, help="Also what you have heard.")
@as_option
@db_option
@json_option
def mine(playlist: str | None, is_all: bool, as_agent: str | None, db: Path, as_json: bool) -> None:
    """Show what you are asked to hear, or one such PLAYLIST, clip by clip.

    What colleagues did badly is shown without their names.

    Example: coachkit playlists mine --as jana
    """
    today = date.today()
    with Library.open(db) as library:
        agent = agent_who_asks(library, as_agent)
        if playlist is not None:
            one = standing_to(library, list_named(library, playlist), agent, today=today)
            seen = seen_by(library, [] if one.playlist.is_gone else [one.playlist.id], agent)
            found = [_as_seen(one, seen)]
        else:
            found = [one for one in standings(library, today=today, agent=agent) if _waits(one, is_all)]
            there = dict.fromkeys(one.playlist.id for one in found if not one.playlist.is_gone)
            seen = seen_by(library, [*there], agent)
            found = [_as_seen(one, seen) for one in found]
    if as_json:
        print_json([line_of(one) for one in found])
    elif playlist is not None:
        _print_list(found[0], seen.get(found[0].playlist.id), today)
    else:
        print_table(_COLUMNS, (_row(one, today) for one in found), empty="Nothing is waiting for you.")
        if found and found[0].progress.next_place is not None:
            print_line(f'To hear the first: coachkit playlists play {found[0].playlist.id} --as "{agent}"')


def _waits(one: Standing, is_all: bool) -> bool:
    if not one.is_going_on:
        return False
    return is_all or one.progress.state in ("open", "overdue") or one.progress.new_since > 0


def _as_seen(one: Standing, seen: dict[str, PlaylistContents]) -> Standing:
    """Return it with the title that the agent may see."""
    contents = seen.get(one.playlist.id)
    if contents is None:
        return one
    return replace(one, playlist=replace(one.playlist, title=contents.playlist.title))


def _row(one: Standing, today: date) -> tuple[object, ...]:
    return (
        one.playlist.id,
        one.playlist.title,
        heard_words(one),
        next_words(one) or None,
        due_words(one, today=today),
        state_words(one),
        one.assignment.note,
    )


def _print_list(one: Standing, contents: PlaylistContents | None, today: date) -> None:
    asked = one.assignment
    print_line(one.playlist.title, style="bold")
    if contents is not None:
        print_line(contents.playlist.description)
    due = f", due {due_words(one, today=today)}" if one.progress.due else ""
    print_line(f"From {asked.author}, {day_words(asked.made_at)}{due}: {heard_words(one)} heard")
    if asked.note:
        print_line(f"“{asked.note}”")
    if contents is None:
        print_line("The list was dropped; there is nothing left to hear.")
        return
    for place, of in enumerate(contents.clips):
        print_pair(contents, place)
        print_clip(place, of, mark=_mark(one, place))
        for comment in one.comments:
            if comment.place == place:
                who = "You wrote" if comment.reply_to is None else f"{comment.author} answered"
                print_line(f"{who}: {comment.text}", indent=3)


def print_pair(contents: PlaylistContents, place: int) -> None:
    """Print what differs within a pair of a contrast list, before its first clip."""
    clip = contents.clips[place].clip
    before = contents.clips[place - 1].clip.pair if place else None
    if clip.pair is not None and clip.pair != before and clip.difference:
        print_heading(f"Pair {clip.pair}: what differs")
        print_line(clip.difference)


def print_clip(place: int, of: ClipContents, *, mark: str = "") -> None:
    """Print a clip as the agent may see it; its words where there is no sound."""
    clip = of.clip
    print_heading(f"{place + 1}. {clip.reason}{mark}")
    if clip.quote:
        print_line(f"“{clip.quote}”", indent=3)
    if clip.note:
        print_line(f"Note: {clip.note}", indent=3)
    call = "" if of.is_nameless else f" of call {clip.call_id}"
    facts = (
        f"{format_clock(clip.start)} to {format_clock(clip.end)}{call}",
        ", ".join(of.agents),
        format_day(of.call.started_at) if of.call.started_at and not of.is_nameless else "",
    )
    print_line(" · ".join(fact for fact in facts if fact), indent=3, style="dim")
    if of.sound_note is not None:
        print_line(of.sound_note, indent=3)
        print_lines(of.lines)


def _mark(one: Standing, place: int) -> str:
    if one.progress.is_heard[place]:
        return " · heard"
    if one.progress.next_place == place and one.progress.next_second >= 1:
        return f" · go on at {format_clock(one.progress.next_second)}"
    return ""
