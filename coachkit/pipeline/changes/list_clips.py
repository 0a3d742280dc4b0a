"""What a person does to one clip of a list: take it out, pin, move or trim it, write a note beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from coachkit.counts import format_count
from coachkit.errors import EditError
from coachkit.models import Clip, ClipAction, ClipChange
from coachkit.pipeline.changes.clip_times import checked_bounds, time_of_call
from coachkit.pipeline.changes.lists import Editor, ListNow, refuse_frozen
from coachkit.pipeline.changes.stretches import on_clock
from coachkit.pipeline.intake.ingest import now
from coachkit.playlists.hand import Hand
from coachkit.playlists.places import Stretch, is_same_clip
from coachkit.store.library import Library
from coachkit.store.playlists_made import DoneByHand
from coachkit.store.reading.by_hand import hand_of
from coachkit.store.reading.call_facts import stored_call
from coachkit.text_files import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipWish:
    """What a person wants done to a clip."""

    action: ClipAction
    place: int | None = None
    """For `pin` and `move`, from 1 as it is shown; None: where it is."""
    new_start: str | None = None
    """For `trim`, a time of the call such as `1:20`; None: as it is."""
    new_end: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipReport:
    """What became of a clip and of its list."""

    before: Clip
    after: Clip | None
    """None where it is not in the list now."""
    now: ListNow
    change: ClipChange
    is_new: bool
    """False where it was so before: nothing has changed then."""


def change_clip(editor: Editor, wanted: str, number: int, wish: ClipWish) -> ClipReport:
    """Do something to the clip of a list that `playlists show` gives this number, from 1.

    Raises:
        NotFoundError: There is no such list.
        EditError: There is no such clip or place, the list is frozen, or a time is none of the call.
        LibraryError: The database cannot be written.
    """
    shown = editor.find(wanted)
    if wish.action != "note":
        refuse_frozen(shown.playlist)
    clip = numbered(shown, number)
    hand = hand_of(editor.library, shown.playlist.id)
    if wish.action == "unpin" and not clip.is_pinned:
        raise EditError(f"clip {number} of “{shown.playlist.title}” is not pinned")
    start, end = _by_itself(hand, clip)
    new_start, new_end = _trimmed(editor.library, clip, wish)
    change = ClipChange(
        n=0,
        playlist_id=shown.playlist.id,
        call_id=clip.call_id,
        start=start,
        end=end,
        action=wish.action,
        place=_place(shown, clip, wish),
        new_start=new_start,
        new_end=new_end,
        text=clean_text(wish.text or "") or None,
        author=editor.author(),
        made_at=now(),
    )
    if _is_so_already(hand, clip, change):
        return ClipReport(before=clip, after=clip, now=shown, change=change, is_new=False)
    return _kept(editor, shown, clip, change)


def change_several(
    editor: Editor,
    wanted: str,
    places: Iterable[Stretch],
    action: Literal["exclude", "restore"],
    *,
    why: str | None = None,
) -> ListNow:
    """Take several clips out of a list at once, or let them back.

    Raises:
        NotFoundError: There is no such list.
        EditError: It is frozen.
        LibraryError: The database cannot be written.
    """
    shown = editor.find(wanted)
    refuse_frozen(shown.playlist)
    changes = [
        ClipChange(
            n=0,
            playlist_id=shown.playlist.id,
            call_id=one.call_id,
            start=one.start,
            end=one.end,
            action=action,
            place=None,
            new_start=None,
            new_end=None,
            text=clean_text(why or "") or None,
            author=editor.author(),
            made_at=now(),
        )
        for one in places
    ]
    editor.keep(DoneByHand(changes=tuple(changes)))
    return editor.find(shown.playlist.id)


def numbered(shown: ListNow, number: int) -> Clip:
    """Return the clip of a list with this number, from 1.

    Raises:
        EditError: There is none; says which there are.
    """
    count = len(shown.clips)
    if 1 <= number <= count:
        return shown.clips[number - 1]
    if not count:
        raise EditError(f"“{shown.playlist.title}” is empty, so it has no clip {number}")
    raise EditError(
        f"“{shown.playlist.title}” has {format_count(count, 'clip')}, so there is no clip {number}; "
        f"see: coachkit playlists show {shown.playlist.id}"
    )


def _kept(editor: Editor, shown: ListNow, clip: Clip, change: ClipChange) -> ClipReport:
    stored = editor.keep(DoneByHand(changes=(change,)))
    after = editor.find(shown.playlist.id)
    there = next((one for one in after.clips if is_same_clip(one, change)), None)
    return ClipReport(before=clip, after=there, now=after, change=stored.changes[0], is_new=True)


def _by_itself(hand: Hand, clip: Clip) -> tuple[float, float]:
    """Return the stretch that a clip has without its trim."""
    for one in reversed(hand.in_force()):
        if one.action == "trim" and one.call_id == clip.call_id:
            bounds = one.new_start, one.new_end
            if bounds == (clip.start, clip.end):
                return one.start, one.end
    return clip.start, clip.end


def _place(shown: ListNow, clip: Clip, wish: ClipWish) -> int | None:
    if wish.action not in ("pin", "move"):
        return None
    if wish.place is None:
        return clip.n
    if not 1 <= wish.place <= len(shown.clips):
        raise EditError(
            f"“{shown.playlist.title}” has {format_count(len(shown.clips), 'clip')}, so there is no place "
            f"{wish.place}; write one from 1 to {len(shown.clips)}"
        )
    return wish.place - 1


def _trimmed(library: Library, clip: Clip, wish: ClipWish) -> tuple[float | None, float | None]:
    """Return the new bounds, outside words where that is possible; None for both takes a trim back."""
    if wish.action != "trim" or (wish.new_start is None and wish.new_end is None):
        return None, None
    call = stored_call(library, clip.call_id)
    start = clip.start if wish.new_start is None else time_of_call(wish.new_start, call)
    end = clip.end if wish.new_end is None else time_of_call(wish.new_end, call)
    start, end = checked_bounds(library, call, start, end)
    if not is_same_clip(replace(clip, start=start, end=end), clip):
        raise EditError(
            f"{on_clock(start)} to {on_clock(end)} is another place than this clip, which is at "
            f"{on_clock(clip.start)} to {on_clock(clip.end)}; add it to the list as a clip of its own"
        )
    return start, end


def _is_so_already(hand: Hand, clip: Clip, change: ClipChange) -> bool:
    if change.action == "note":
        return clip.note == change.text
    if change.action == "pin":
        return clip.is_pinned and clip.n == change.place
    if change.action == "move":
        return clip.n == change.place
    if change.action != "trim":
        return False
    if change.new_start is not None:
        return (clip.start, clip.end) == (change.new_start, change.new_end)
    trims = [one for one in hand.in_force() if one.action == "trim" and is_same_clip(one, change)]
    return not any(one.new_start is not None for one in trims)
