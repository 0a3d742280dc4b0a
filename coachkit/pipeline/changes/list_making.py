"""Lists that a person makes: by hand, or by freezing another; renaming and dropping them."""

from dataclasses import dataclass, replace

from coachkit.errors import EditError
from coachkit.models import Clip, ClipChange, MadePlaylist, Playlist
from coachkit.pipeline.changes.lists import Editor, ListNow, keep_clip
from coachkit.pipeline.intake.ingest import now
from coachkit.playlists.ids import list_id
from coachkit.store.library import Library
from coachkit.store.playlists_made import DoneByHand, drop_made, save_by_hand
from coachkit.store.reading.by_hand import touched_lists
from coachkit.text_files import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What a list is called, and what it is for; None: as it is."""

    title: str | None = None
    description: str | None = None


def make_list(editor: Editor, texts: Texts) -> ListNow:
    """Make an empty list that is filled by hand.

    Raises:
        EditError: It has no title, another list has it, or there are no calls.
        LibraryError: The database cannot be written.
    """
    editor.check_calls()
    made = _made(editor, texts.title or "", texts.description or "")
    editor.keep(DoneByHand(made=made))
    return editor.find(made.id)


def freeze_list(editor: Editor, wanted: str, texts: Texts) -> ListNow:
    """Keep a list as it is now, under a title of its own: no refresh changes it.

    Raises:
        NotFoundError: There is no such list.
        EditError: It is empty, or another list has the title.
        LibraryError: The database cannot be written.
    """
    source = editor.find(wanted)
    if not source.clips:
        raise EditError(f"“{source.playlist.title}” is empty, so there is nothing to keep")
    day = now()[:10]
    title = texts.title or f"{source.playlist.title} ({day})"
    description = texts.description or f"{source.playlist.description} As it was on {day}.".strip()
    made = replace(_made(editor, title, description), how="frozen", of=source.playlist.id)
    kept = [keep_clip(one, made.id, made.author) for one in source.clips]
    notes = [_note(one, made) for one in source.clips if one.note is not None]
    editor.keep(DoneByHand(made=made, kept=tuple(kept), changes=tuple(notes)))
    return editor.find(made.id)


def edit_made(editor: Editor, playlist: Playlist, texts: Texts) -> ListNow:
    """Change the title or the description of a list that a person made; its id stays.

    Raises:
        EditError: Another list has the title.
        LibraryError: The database cannot be written.
    """
    made = made_list(editor.library, playlist.id)
    title = made.title if texts.title is None else clean_text(texts.title)
    if title.casefold() != made.title.casefold():
        title = checked_title(editor.library, title, besides=made.id)
    description = made.description if texts.description is None else clean_text(texts.description)
    save_by_hand(editor.library, DoneByHand(made=replace(made, title=title, description=description)))
    editor.refresh()
    return editor.find(playlist.id)


def drop_list(editor: Editor, playlist: Playlist) -> None:
    """Take away a list that a person made.

    Raises:
        LibraryError: The database cannot be written.
    """
    drop_made(editor.library, playlist.id)
    editor.refresh()


def make_again(editor: Editor, made: MadePlaylist) -> ListNow:
    """Bring back a list that was dropped, with its clips and all that was done to them.

    Raises:
        EditError: Another list has its title or id now.
        LibraryError: The database cannot be written.
    """
    checked_title(editor.library, made.title)
    if made.id in {one.id for one in editor.library.rows(Playlist)}:
        raise EditError(f"another list has the id {made.id} now, so “{made.title}” cannot come back")
    editor.keep(DoneByHand(made=made))
    return editor.find(made.id)


def made_list(library: Library, playlist_id: str) -> MadePlaylist:
    """Return the list that a person made under this id, which must exist."""
    return next(one for one in library.rows(MadePlaylist) if one.id == playlist_id)


def checked_title(library: Library, title: str, *, besides: str | None = None) -> str:
    """Return a title that a list may have, and no other list has; `besides` is the id of the list itself.

    Raises:
        EditError: It is empty, or another list has it, or one whose id would be the same.
    """
    title = clean_text(title)
    if not title:
        raise EditError("a list needs a title, such as “Monday: price objections”")
    wanted = list_id(title)
    known = [(one.id, one.title) for one in library.rows(Playlist)]
    known += [(one.id, one.title) for one in library.rows(MadePlaylist)]
    for known_id, known_title in known:
        if known_id == besides:
            continue
        if known_title.casefold() == title.casefold():
            raise EditError(f"there is a list “{known_title}” already; write another title")
        if known_id == wanted:
            raise EditError(
                f"“{title}” would have the id {wanted}, which “{known_title}” has; write another title"
            )
    return title


def _made(editor: Editor, title: str, description: str) -> MadePlaylist:
    title = checked_title(editor.library, title)
    return MadePlaylist(
        id=_fresh_id(editor.library, list_id(title)),
        title=title,
        description=clean_text(description),
        how="hand",
        of=None,
        author=editor.author(),
        made_at=now(),
    )


def _fresh_id(library: Library, wanted: str) -> str:
    """Return an id under which nobody did anything: what was in a list that was dropped stays away."""
    taken = {*touched_lists(library), *(one.id for one in library.rows(Playlist))}
    taken |= {one.id for one in library.rows(MadePlaylist)}
    number, found = 2, wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _note(clip: Clip, made: MadePlaylist) -> ClipChange:
    return ClipChange(
        n=0,
        playlist_id=made.id,
        call_id=clip.call_id,
        start=clip.start,
        end=clip.end,
        action="note",
        place=None,
        new_start=None,
        new_end=None,
        text=clip.note,
        author=made.author,
        made_at=made.made_at,
    )
