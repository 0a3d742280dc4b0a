"""Bringing a clip back into a list that a person took it out of."""

from dataclasses import dataclass

from coachkit.counts import format_count
from coachkit.errors import EditError
from coachkit.models import Clip, ClipChange
from coachkit.pipeline.changes.lists import Editor, ListNow, refuse_frozen
from coachkit.pipeline.intake.ingest import now
from coachkit.playlists.places import is_same_clip, nearest_clip
from coachkit.store.library import Library
from coachkit.store.playlists_made import DoneByHand
from coachkit.store.reading.by_hand import hand_of, quotes_at


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A clip that a person took out of its list."""

    exclusion: ClipChange
    quote: str
    """Empty where nothing is worth hearing there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What became of a clip that is let back into its list."""

    was: TakenOut
    after: Clip | None
    """None where the list fills itself, and other clips are stronger now."""
    now: ListNow


def clips_taken_out(library: Library, playlist_id: str) -> list[TakenOut]:
    """Return the clips that people took out of a list, in the order in which they did."""
    hand = hand_of(library, playlist_id)
    out = hand.excluded()
    added = [nearest_clip(one, hand.kept) for one in out]
    quotes = quotes_at(library, out)
    return [
        TakenOut(exclusion=one, quote=own.quote if own else quote)
        for one, own, quote in zip(out, added, quotes, strict=True)
    ]


def restore_clip(editor: Editor, wanted: str, number: int) -> RestoreReport:
    """Let a clip that was taken out come back; `number` from 1 is its place in `clips_taken_out`.

    Raises:
        NotFoundError: There is no such list.
        EditError: No clip of it was taken out, none has this number, or the list is frozen.
        LibraryError: The database cannot be written.
    """
    shown = editor.find(wanted)
    refuse_frozen(shown.playlist)
    out = clips_taken_out(editor.library, shown.playlist.id)
    if not out:
        raise EditError(f"nobody took a clip out of “{shown.playlist.title}”, so there is none to bring back")
    if not 1 <= number <= len(out):
        raise EditError(
            f"{format_count(len(out), 'clip')} can be brought back, so {number} is none of them; "
            f"see: coachkit playlists restore {shown.playlist.id}"
        )
    was = out[number - 1]
    old = was.exclusion
    back = ClipChange(
        n=0,
        playlist_id=old.playlist_id,
        call_id=old.call_id,
        start=old.start,
        end=old.end,
        action="restore",
        place=None,
        new_start=None,
        new_end=None,
        text=None,
        author=editor.author(),
        made_at=now(),
    )
    editor.keep(DoneByHand(changes=(back,)))
    after = editor.find(old.playlist_id)
    there = next((one for one in after.clips if is_same_clip(one, old)), None)
    return RestoreReport(was=was, after=there, now=after)
