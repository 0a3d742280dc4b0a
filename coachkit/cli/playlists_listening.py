"""`coachkit playlists heard`, `at`, `acknowledge` and `comment`: what an agent notes to a list."""

from dataclasses import replace
from pathlib import Path

import click

from coachkit.cli.agent_option import agent_who_asks, as_option
from coachkit.cli.options import db_option
from coachkit.cli.playlists_assign import stamp_of
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day
from coachkit.following.agent_view import title_seen_by
from coachkit.following.assigning import Stamp
from coachkit.following.listening import About, keep_comment, note_acknowledged, note_heard, note_position
from coachkit.following.standing import Standing, standing_to
from coachkit.following.words import heard_words, next_words
from coachkit.store.library import Library
from coachkit.store.reading.following import list_named
from coachkit.transcripts.clock import parse_time

_clip_numbers = click.argument("numbers", nargs=-1, type=int, metavar="[N]...")


def assigned(library: Library, playlist: str, as_agent: str | None, stamp: Stamp) -> Standing:
    """Return the assignment of a list to the agent who asks.

    Raises:
        NotFoundError: There is no such list or agent, or it is not assigned.
    """
    agent = agent_who_asks(library, as_agent)
    head = list_named(library, playlist)
    seen = replace(head, title=title_seen_by(library, head, agent))
    return replace(standing_to(library, seen, agent, today=stamp.day), playlist=seen)


@click.command("heard")
@click.argument("playlist")
@_clip_numbers
@click.option("--all", "is_all", is_flag=True, help="All clips that are in it now.")
@as_option
@db_option
def heard(playlist: str, numbers: tuple[int, ...], is_all: bool, as_agent: str | None, db: Path) -> None:
    """Note that you have heard clips of a PLAYLIST, by their numbers N as it is shown.

    Example: coachkit playlists heard competitor-zenlane-good 1 2 --as jana
    """
    if bool(numbers) == is_all:
        raise click.UsageError("Say which clips, such as 1 2, or --all.")
    stamp = stamp_of()
    with Library.open(db) as library:
        before = assigned(library, playlist, as_agent, stamp)
        chosen = numbers or range(1, len(before.clips) + 1)
        after = note_heard(library, before, chosen, stamp=stamp)
    new = after.progress.heard - before.progress.heard
    print_line(f"{after.playlist.title}: {_told(new, chosen)}", style="bold")
    print_progress(after)


@click.command("at")
@click.argument("playlist")
@click.argument("number", type=int, metavar="N")
@click.argument("time")
@as_option
@db_option
def at(playlist: str, number: int, time: str, as_agent: str | None, db: Path) -> None:
    """Note how far into clip N of a PLAYLIST you are, such as 0:35 from its beginning.

    Example: coachkit playlists at competitor-zenlane-good 2 0:35 --as jana
    """
    second = parse_time(time)
    if second is None:
        raise click.UsageError(f"“{time}” is no time; write one such as 0:35.")
    stamp = stamp_of()
    with Library.open(db) as library:
        after = note_position(
            library, assigned(library, playlist, as_agent, stamp), number, second, stamp=stamp
        )
    print_line(f"{after.playlist.title}: clip {number} heard up to {format_clock(second)}", style="bold")
    print_progress(after)


@click.command("acknowledge")
@click.argument("playlist")
@as_option
@db_option
def acknowledge(playlist: str, as_agent: str | None, db: Path) -> None:
    """Say that you have taken a PLAYLIST in; the lead sees when.

    Example: coachkit playlists acknowledge competitor-zenlane-good --as jana
    """
    stamp = stamp_of()
    with Library.open(db) as library:
        before = assigned(library, playlist, as_agent, stamp)
        after = note_acknowledged(library, before, stamp=stamp)
    since = before.progress.acknowledged_at
    told = f"acknowledged already on {format_day(since)}" if since else "acknowledged"
    print_line(f"{after.playlist.title}: {told}", style="bold")
    print_progress(after)


@click.command("comment")
@click.argument("playlist")
@click.argument("words", nargs=-1, required=True, metavar="[N] TEXT")
@click.option("--reply", type=int, metavar="NUMBER", help="Answer the comment with this number.")
@as_option
@db_option
def comment(playlist: str, words: tuple[str, ...], reply: int | None, as_agent: str | None, db: Path) -> None:
    """Write a comment to a PLAYLIST, or to its clip N; the lead reads it.

    Example: coachkit playlists comment competitor-zenlane-good 2 "I would have named the price." --as jana
    """
    number = int(words[0]) if len(words) > 1 and words[0].isdigit() and reply is None else None
    text = " ".join(words if number is None else words[1:])
    stamp = stamp_of()
    with Library.open(db) as library:
        standing = assigned(library, playlist, as_agent, stamp)
        after = keep_comment(library, standing, text, about=About(number=number, reply_to=reply), stamp=stamp)
    to = "to the list" if number is None else f"to clip {number}"
    to = to if reply is None else f"to comment {reply}"
    print_line(f"{after.playlist.title}, {to}: “{after.comments[-1].text}”")


def print_progress(after: Standing) -> None:
    """Say how far the agent is, and what is next."""
    progress = after.progress
    print_line(f"{heard_words(after)} heard", indent=2)
    if progress.next_place is not None:
        print_line(f"Next: {next_words(after)}", indent=2)
    elif progress.acknowledged_at is None:
        print_line("That was all. To say so:", indent=2)
        print_line(f'coachkit playlists acknowledge {after.playlist.id} --as "{after.agent}"', indent=2)


def _told(new: int, chosen: tuple[int, ...] | range) -> str:
    if new:
        return f"{format_count(new, 'clip')} heard"
    return "heard already" if len(chosen) > 1 else f"clip {chosen[0]} was heard already"
