"""`coachkit playlists play`: a list clip by clip, noting for an agent what was heard to the end."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import click

from coachkit.cli.agent_option import as_option
from coachkit.cli.options import db_option
from coachkit.cli.play import find_player, play_sound
from coachkit.cli.playlists_assign import stamp_of
from coachkit.cli.playlists_listening import assigned, print_progress
from coachkit.cli.playlists_mine import print_clip, print_pair
from coachkit.cli.screen import print_line
from coachkit.errors import EditError, RecordingError
from coachkit.export.clock import format_clock
from coachkit.export.contents import ClipContents, PlaylistContents, gather_playlists
from coachkit.following.agent_view import seen_by
from coachkit.following.listening import clip_numbered, is_played, note_heard, note_position
from coachkit.following.standing import Standing
from coachkit.store.library import Library
from coachkit.store.reading.following import list_named


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is played, from where on, and for whom it is noted."""

    contents: PlaylistContents
    first: int
    """Place from 0 of the first clip."""
    second: float = 0.0
    """Where in the first clip."""
    standing: Standing | None = None
    """None: nothing is noted."""


@click.command("play")
@click.argument("playlist")
@click.argument("number", required=False, type=int, metavar="[N]")
@as_option
@db_option
@click.pass_context
def play(ctx: click.Context, playlist: str, number: int | None, as_agent: str | None, db: Path) -> None:
    """Play a PLAYLIST from its clip N on, or from where you stopped.

    With --as, what was played to the end is noted as heard.

    Example: coachkit playlists play competitor-zenlane-good --as jana
    """
    with Library.open(db) as library:
        plan = (
            _for_agent(library, playlist, number, as_agent) if as_agent else _plain(library, playlist, number)
        )
        is_whole = _play_all(library, plan, find_player())
    if not is_whole:
        ctx.exit(1)


def _plain(library: Library, playlist: str, number: int | None) -> _Plan:
    head = list_named(library, playlist)
    if head.is_gone:
        raise EditError(f"the list “{head.title}” was dropped, so there is nothing left to hear")
    [contents] = gather_playlists(library, [head.id])
    there = len(contents.clips)
    if not 1 <= (number or 1) <= there:
        clips = f"it has {there}" if there else "it has none now"
        raise EditError(f"“{head.title}” has no clip {number or 1}; {clips}")
    return _Plan(contents=contents, first=(number or 1) - 1)


def _for_agent(library: Library, playlist: str, number: int | None, as_agent: str) -> _Plan:
    standing = assigned(library, playlist, as_agent, stamp_of())
    progress = standing.progress
    clip_numbered(standing, number or 1)
    contents = seen_by(library, [standing.playlist.id], standing.agent)[standing.playlist.id]
    if number is not None or progress.next_place is None:
        return _Plan(contents=contents, standing=standing, first=(number or 1) - 1)
    return _Plan(contents=contents, standing=standing, first=progress.next_place, second=progress.next_second)


def _play_all(library: Library, plan: _Plan, player: str) -> bool:
    """Play clip after clip to the last, or until the player is stopped; say whether all could be played."""
    is_whole, silent, standing = True, [], plan.standing
    for place in range(plan.first, len(plan.contents.clips)):
        of = plan.contents.clips[place]
        print_pair(plan.contents, place)
        print_clip(place, of)
        if not of.can_play:
            is_whole = is_whole and not of.has_sound
            silent.append(place + 1)
            continue
        second = plan.second if place == plan.first else 0.0
        try:
            until, standing = _play_clip(library, of, place, second, player, standing)
        except RecordingError as error:
            why = "its recording is damaged" if of.is_nameless else str(error)  # a file's name may tell whose
            print_line(f"It could not be played: {why}", indent=3, style="red")
            is_whole = False
            continue
        if until is not None:
            print_line(f"Stopped at {format_clock(until)} of clip {place + 1}.")
            break
    _print_end(plan, standing, silent)
    return is_whole


def _play_clip(
    library: Library, of: ClipContents, place: int, second: float, player: str, standing: Standing | None
) -> tuple[float | None, Standing | None]:
    """Play a clip from a second on; return where it was stopped, None at its end, and how it stands then."""
    from coachkit.backends.clip_audio import cut_clips

    whole = of.stretch
    start = whole.start + second
    muted = tuple((max(a, start), b) for a, b in whole.muted if b > start)
    [sound] = cut_clips(of.files, [replace(whole, start=start, muted=muted)])
    began = time.monotonic()
    try:
        play_sound(player, sound)
    except KeyboardInterrupt:
        _note(library, standing, place, second + time.monotonic() - began, whole.end - whole.start)
        raise
    played = time.monotonic() - began
    if is_played(played, whole.end - start):
        stamp = stamp_of()
        return None, standing and note_heard(library, standing, [place + 1], stamp=stamp)
    until = second + played
    return until, _note(library, standing, place, until, whole.end - whole.start)


def _note(
    library: Library, standing: Standing | None, place: int, until: float, length: float
) -> Standing | None:
    if standing is None:
        return None
    return note_position(library, standing, place + 1, min(until, length), stamp=stamp_of())


def _print_end(plan: _Plan, standing: Standing | None, silent: list[int]) -> None:
    if standing is None:
        return
    if silent:
        numbers = " ".join(map(str, silent))
        print_line(
            f"Without sound to play: clip {numbers.replace(' ', ', ')}. Once you have read it: "
            f'coachkit playlists heard {standing.playlist.id} {numbers} --as "{standing.agent}"'
        )
    print_line(plan.contents.playlist.title, style="bold")
    print_progress(standing)
