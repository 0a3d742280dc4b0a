"""What is done to a playlist as a whole: made, changed, frozen, dropped."""

from __future__ import annotations

from dataclasses import dataclass

from coachkit.config import SmartPlaylist
from coachkit.counts import format_count
from coachkit.errors import EditError
from coachkit.models import MadePlaylist, Playlist
from coachkit.pipeline.changes.list_making import (
    Texts,
    drop_list,
    edit_made,
    freeze_list,
    made_list,
    make_again,
    make_list,
)
from coachkit.pipeline.changes.list_settings import (
    SmartReport,
    SmartWish,
    drop_smart_list,
    edit_smart,
    entry_of,
    make_smart,
    put_back_smart,
)
from coachkit.pipeline.changes.lists import Editor, ListNow
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, settings_file_of, version_of
from coachkit.web.acting.playlist_clips import editor_of, list_address, list_there

ALL = "/playlists"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTexts:
    """What a form says of a list."""

    title: str
    description: str = ""
    query: str = ""
    """What fills it; empty where it is filled by hand."""
    max_clips: int | None = None


def texts_version(playlist: Playlist, entry: SmartPlaylist | None) -> str:
    """Return the version of what a list says of itself."""
    return version_of(
        playlist.title, playlist.description, entry.query if entry else "", entry and entry.max_clips
    )


def make(texts: ListTexts) -> Action:
    """Return the action that makes a list: with a query it fills itself, without one it is filled by hand."""

    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        if not texts.query.strip():
            made = make_list(editor, Texts(title=texts.title, description=texts.description))
            return Done(
                said=f"Made: “{made.playlist.title}”.",
                changed=("It is empty: put clips into it from a search, or from a call.",),
                undo=drop(made.playlist.id),
                there=list_address(made.playlist.id),
            )
        wish = SmartWish(query=texts.query, description=texts.description or None, max_clips=texts.max_clips)
        report = make_smart(editor, settings_file_of(desk), texts.title, wish)
        return Done(
            said=f"Made: “{report.now.playlist.title}”, which fills itself.",
            changed=(_filled(report),),
            undo=drop(report.now.playlist.id),
            there=list_address(report.now.playlist.id),
        )

    return act


def edit(wanted: str, texts: ListTexts, *, version: str = "") -> Action:
    """Return the action that changes what a list is called, what it is for, and what fills it."""

    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        shown = list_there(editor, wanted)
        entry = changeable(editor, shown.playlist)
        refuse_changed(
            f"“{shown.playlist.title}”",
            version=version,
            now=texts_version(shown.playlist, entry),
            theirs=_said(shown.playlist.title, shown.playlist.description, entry.query if entry else ""),
            yours=_said(texts.title, texts.description, texts.query),
        )
        if entry is None:
            old = made_list(desk.library, wanted)
            now = edit_made(
                editor, shown.playlist, Texts(title=_titled(texts), description=texts.description)
            )
            undo = edit(
                wanted,
                ListTexts(title=old.title, description=old.description),
                version=texts_version(now.playlist, None),
            )
            return _edited(now, undo)
        wish = SmartWish(query=texts.query, description=texts.description, max_clips=texts.max_clips)
        report = edit_smart(editor, settings_file_of(desk), shown.playlist, wish, title=_titled(texts))
        new = report.now.playlist
        left = texts_version(new, changeable(editor, new))
        return _edited(report.now, _texts_again(entry, new, version=left), _filled(report))

    return act


def freeze(wanted: str, title: str) -> Action:
    """Return the action that keeps a list as it is, under a title of its own."""

    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        shown = list_there(editor, wanted)
        made = freeze_list(editor, shown.playlist.id, Texts(title=title.strip() or None))
        return Done(
            said=f"Kept as it is: “{made.playlist.title}”.",
            changed=("Its clips stay as they are, whatever comes in elsewhere.",),
            undo=drop(made.playlist.id),
            there=list_address(made.playlist.id),
        )

    return act


def drop(wanted: str) -> Action:
    """Return the action that drops a list of one's own; its clips come back when that is taken back."""

    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        playlist = list_there(editor, wanted).playlist
        entry = changeable(editor, playlist)
        if entry is None:
            made = made_list(desk.library, playlist.id)
            drop_list(editor, playlist)
            undo = _made_again(made)
        else:
            drop_smart_list(editor, settings_file_of(desk), playlist)
            undo = _filled_again(entry)
        return Done(said=f"“{playlist.title}” is dropped.", undo=undo, there=ALL)

    return act


def changeable(editor: Editor, playlist: Playlist) -> SmartPlaylist | None:
    """Return what the settings say of a list that is theirs, None for one that a person made.

    Raises:
        EditError: It is built in, or one of several that the settings write once.
    """
    if playlist.origin == "built-in":
        raise EditError(
            f"“{playlist.title}” is built in and fills itself, so nobody can change or drop it; take out the "
            "clips that should not be in it, or make a list of your own"
        )
    if playlist.origin != "settings":
        return None
    entry = entry_of(editor, playlist)
    if entry.each is not None:
        raise EditError(
            f"“{playlist.title}” is one of a list for every {entry.each}; change them all in the settings"
        )
    return entry


def _made_again(made: MadePlaylist) -> Action:
    def act(desk: Desk) -> Done:
        now = make_again(editor_of(desk), made)
        return _back_again(now)

    return act


def _filled_again(entry: SmartPlaylist) -> Action:
    """Return the action that brings back a list of the settings which was dropped."""

    def act(desk: Desk) -> Done:
        return _back_again(put_back_smart(editor_of(desk), settings_file_of(desk), entry))

    return act


def _texts_again(entry: SmartPlaylist, left: Playlist, *, version: str) -> Action:
    """Return the action that lets the settings say of a list what they said; `left` is how it was left."""

    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        shown = list_there(editor, left.id).playlist
        now = changeable(editor, shown)
        refuse_changed(
            f"“{shown.title}”",
            version=version,
            now=texts_version(shown, now),
            theirs=_said(shown.title, shown.description, now.query if now else ""),
            yours=_said(entry.title, entry.description, entry.query),
        )
        return _back_again(put_back_smart(editor, settings_file_of(desk), entry, title_now=left.title))

    return act


def _back_again(now: ListNow) -> Done:
    clips = format_count(len(now.clips), "clip")
    return Done(
        said=f"“{now.playlist.title}” is as it was.",
        changed=(f"It has {clips}.",),
        there=list_address(now.playlist.id),
    )


def _edited(now: ListNow, undo: Action, *changed: str) -> Done:
    return Done(
        said=f"Changed: “{now.playlist.title}”.",
        changed=changed,
        undo=undo,
        there=list_address(now.playlist.id),
    )


def _titled(texts: ListTexts) -> str:
    if not texts.title.strip():
        raise EditError("a list needs a title, such as “Monday: price objections”")
    return texts.title


def _filled(report: SmartReport) -> str:
    if not report.places:
        return "Nothing fits it now; it fills itself once there is something."
    found = format_count(report.places, "call" if report.of_calls else "place")
    clips = format_count(len(report.now.clips), "clip")
    return f"What fills it finds {found}; {clips} of them are in it."


def _said(title: str, description: str, query: str) -> str:
    return "; ".join(filter(None, (f"“{title}”", description, f"filled by {query}" if query else "")))
