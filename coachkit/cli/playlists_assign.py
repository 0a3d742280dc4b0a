"""`coachkit playlists assign` and `unassign`: who has to hear a list, until when, and why no more."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from coachkit.cli.author import author
from coachkit.cli.options import db_option
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day
from coachkit.following.assigning import Asked, Request, Stamp, assign_list, take_back
from coachkit.following.due import due_day
from coachkit.following.who import people_named
from coachkit.store.library import Library
from coachkit.store.reading.following import (
    clips_in,
    count_calls_of,
    list_named,
)
from coachkit.text_files import clean_text

_to_option = click.option(
    "--to", "names", multiple=True, metavar="AGENT", help="Who; several --to are several people."
)
_team_option = click.option("--team", help="Everybody in this team.")
_by_option = click.option("--by", help="Who says so; else the name you are logged in with.")


def stamp_of(by: str | None = None) -> Stamp:
    """Return who does something now: `by`, else the name that is logged in."""
    return Stamp(
        author=clean_text(by or "") or author(),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        day=date.today(),
    )


@click.command("assign")
@click.argument("playlist")
@_to_option
@_team_option
@click.option("--due", help="Until when: 2026-12-01, friday, tomorrow, “in 2 weeks”.")
@click.option("--note", help="What to listen for, in a sentence.")
@click.option("--again", is_flag=True, help="From the beginning, also for those who have heard it.")
@_by_option
@db_option
def assign(
    playlist: str,
    names: tuple[str, ...],
    team: str | None,
    due: str | None,
    note: str | None,
    again: bool,
    by: str | None,
    db: Path,
) -> None:
    """Ask agents, or a team, to hear a PLAYLIST, named by its id or title.

    Example: coachkit playlists assign competitor-zenlane-good --to jana --to tom --due friday
    """
    stamp = stamp_of(by)
    request = Request(due=due_day(due, today=stamp.day) if due else None, note=note, again=again)
    with Library.open(db) as library:
        head = list_named(library, playlist)
        agents = people_named(library, names, team)
        if not agents:
            raise click.UsageError("Say who is to hear it: --to AGENT, or --team TEAM.")
        asked = assign_list(library, head, agents, request, stamp=stamp)
        clips = clips_in(library, [head.id])[head.id]
        calls = {one.agent: count_calls_of(library, one.agent) for one in asked}
    length = format_clock(sum(clip.end - clip.start for clip in clips))
    print_line(f"{head.title}: {format_count(len(clips), 'clip')}, {length}", style="bold")
    for one in asked:
        print_line(_told(one, request), indent=2)
        if not calls[one.agent]:
            print_line(
                f"{one.agent} has no calls here, so no figure can show a change.", indent=4, style="dim"
            )
    print_line(f'What an agent sees: coachkit playlists mine --as "{asked[0].agent}"', style="dim")


@click.command("unassign")
@click.argument("playlist")
@_to_option
@_team_option
@click.option("--why", required=True, help="Why, in a sentence; it is kept.")
@_by_option
@db_option
def unassign(
    playlist: str, names: tuple[str, ...], team: str | None, why: str, by: str | None, db: Path
) -> None:
    """Take a PLAYLIST back from agents, or from all. What they heard and wrote stays in the record.

    Example: coachkit playlists unassign competitor-zenlane-good --to tom --why "He is on leave."
    """
    with Library.open(db) as library:
        head = list_named(library, playlist)
        agents = people_named(library, names, team, head=head)
        if team and not agents:
            raise click.UsageError(f"Nobody in the team “{team}” has “{head.title}” to hear.")
        taken = take_back(library, head, agents, why=why, stamp=stamp_of(by))
    for one in taken:
        heard = f"{one.progress.heard} of {format_count(one.progress.of, 'clip')} heard"
        print_line(f"{head.title} is no longer assigned to {one.agent} ({heard}): {clean_text(why)}")


def _told(one: Asked, request: Request) -> str:
    """Return what became of the request for one agent, in words."""
    progress, since = one.progress, format_day(one.assignment.made_at)
    due = f", due {format_day(progress.due.isoformat())}" if progress.due else ""
    if one.what == "assigned":
        return f"{one.agent}: assigned{due}"
    if one.what == "again":
        return f"{one.agent}: assigned again, from the beginning{due}"
    heard = f"{progress.heard} of {progress.of} heard"
    if progress.is_done:
        done = f" on {format_day(progress.finished_at)}" if progress.finished_at else ""
        return f"{one.agent}: has heard it already{done}; --again asks for it once more"
    if one.what == "new day":
        return f"{one.agent}: has it since {since}, {heard}; now{due.removeprefix(',')}"
    kept = "; the note stays as it was" if request.note else ""
    return f"{one.agent}: has it since {since}, {heard}{due}; nothing changed{kept}"
