"""Clips put into a playlist: those that a search finds, or a part of a call; the list may be a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coachkit.counts import format_count
from coachkit.errors import EditError
from coachkit.export.clock import format_clock
from coachkit.models import Clip
from coachkit.pipeline.changes.list_adding import (
    NEW_LIST,
    Addition,
    add_clips,
    find_clips_for,
    part_of_call_for,
    refuse_unheard,
)
from coachkit.pipeline.changes.list_clips import change_several
from coachkit.pipeline.changes.list_making import Texts, checked_title, make_list
from coachkit.pipeline.changes.lists import Editor, ListNow, refuse_frozen
from coachkit.store.reading import find_call
from coachkit.web.acting.desk import Action, Desk, Done
from coachkit.web.acting.playlist_clips import editor_of, list_address, list_there
from coachkit.web.acting.playlists import drop

MANY = 25
"""More clips than these are put in only where somebody says so."""
MOST = 500
"""More are never put in at once: nobody hears them."""
_Find = Callable[[Editor, ListNow], Addition]


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """The list that clips are put into."""

    playlist: str = ""
    """Its id; empty: a new one."""
    title: str = ""
    """Of the new one."""


def put_in_found(into: Into, query: str, *, limit: int = MANY) -> Action:
    """Return the action that puts a clip of each place that a query finds into a list, at most `limit`."""

    def find(editor: Editor, to: ListNow) -> Addition:
        addition = find_clips_for(editor, to, query, limit=min(limit, MOST))
        if not addition.places:
            raise EditError("the search finds nothing now, so there is nothing to put into a list")
        return addition

    return _put_in(into, find)


def put_in_part(into: Into, call: str, times: tuple[str, str], *, why: str = "") -> Action:
    """Return the action that puts a part of a call, from one time to another, into a list."""

    def find(editor: Editor, to: ListNow) -> Addition:
        call_id = find_call(editor.library, call)
        addition = part_of_call_for(editor, to, call_id, times, why=why)
        refuse_unheard(editor.settings.playlists, addition)
        return addition

    return _put_in(into, find)


def left_out(addition: Addition) -> tuple[str, ...]:
    """Return what is not put in, and why, a sentence each."""
    there = ", ".join(map(str, addition.there_already))
    many = "clip" if len(addition.there_already) == 1 else "clips"
    return tuple(
        [f"In the list already: {many} {there}."] * bool(there)
        + [
            f"Left out: {format_count(one.clips, 'clip')} of call {one.call_id}, which is hard to hear "
            f"(grade {one.grade})."
            for one in addition.left_out
        ]
    )


def _put_in(into: Into, find: _Find) -> Action:
    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        is_new = not into.playlist
        if is_new:
            checked_title(desk.library, into.title)
        to = NEW_LIST if is_new else list_there(editor, into.playlist)
        refuse_frozen(to.playlist)
        addition = find(editor, to)
        if not addition.clips:
            return _nothing_new(addition, is_new=is_new)
        if is_new:
            addition = replace(addition, to=make_list(editor, Texts(title=into.title)))
        now = add_clips(editor, addition)
        return _added(now, addition, is_new=is_new)

    return act


def _nothing_new(addition: Addition, *, is_new: bool) -> Done:
    if is_new:
        raise EditError(f"nothing can be put into a list: {' '.join(left_out(addition))}")
    return Done(
        said="Nothing was added.",
        changed=left_out(addition),
        there=list_address(addition.to.playlist.id),
    )


def _added(now: ListNow, addition: Addition, *, is_new: bool) -> Done:
    playlist = now.playlist
    clips = format_count(len(addition.clips), "clip")
    length = format_clock(addition.seconds)
    said = (
        f"Made: “{playlist.title}” with {clips}, {length} long."
        if is_new
        else f"{clips} put into “{playlist.title}”, {length} long."
    )
    undo = drop(playlist.id) if is_new else _take_out(playlist.id, addition.clips)
    first = next((one.n + 1 for one in now.clips if _is_one_of(one, addition.clips)), None)
    return Done(said=said, changed=left_out(addition), undo=undo, there=list_address(playlist.id, first))


def _is_one_of(clip: Clip, clips: Sequence[Clip]) -> bool:
    return any((one.call_id, one.start, one.end) == (clip.call_id, clip.start, clip.end) for one in clips)


def _take_out(wanted: str, clips: Sequence[Clip]) -> Action:
    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        now = change_several(editor, list_there(editor, wanted).playlist.id, clips, "exclude")
        return Done(
            said=f"{format_count(len(clips), 'clip')} taken out of “{now.playlist.title}” again.",
            undo=_let_back(wanted, clips),
            there=list_address(wanted),
        )

    return act


def _let_back(wanted: str, clips: Sequence[Clip]) -> Action:
    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        now = change_several(editor, list_there(editor, wanted).playlist.id, clips, "restore")
        return Done(
            said=f"{format_count(len(clips), 'clip')} back in “{now.playlist.title}”.",
            undo=_take_out(wanted, clips),
            there=list_address(wanted),
        )

    return act
