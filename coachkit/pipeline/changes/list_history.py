"""Who did what to a list, when, and what of it counts now."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.models import Clip, ClipChange, KeptClip, MadePlaylist, Playlist
from coachkit.pipeline.changes.stretches import on_clock
from coachkit.playlists.hand import Hand
from coachkit.playlists.places import is_same_clip
from coachkit.store.library import Library
from coachkit.store.reading.by_hand import clips_of_list, find_touched, hand_of, quotes_at

WAITING = "waits: the clip is not in the list now"
COUNTS = "counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that somebody did to a list."""

    at: str
    author: str
    what: str
    """In words: `pinned at place 1`."""
    call_id: str | None
    """None where it was done to the list itself."""
    start: float | None
    end: float | None
    quote: str
    state: str
    """Whether it counts now, or why not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHistory:
    """What people did to a list, oldest first."""

    playlist_id: str
    title: str | None
    """None where there is no such list now: what was done to its clips waits for one."""
    deeds: tuple[Deed, ...]


def list_history(library: Library, wanted: str) -> ListHistory:
    """Return what people did to a list, also to one that is not there now.

    Raises:
        NotFoundError: There is no such list, and nobody did anything to one.
    """
    list_id = find_touched(library, wanted)
    hand = hand_of(library, list_id)
    clips = clips_of_list(library, list_id)
    titles = {one.id: one.title for one in library.rows(Playlist)}
    is_there = list_id in titles
    quotes = dict(zip(map(_key, hand.changes), quotes_at(library, hand.changes), strict=True))
    deeds = [(one.made_at, 0, 0, _making(one)) for one in library.rows(MadePlaylist) if one.id == list_id]
    deeds += [(one.made_at, 1, one.n, _adding(one, hand, clips, is_there=is_there)) for one in hand.kept]
    in_force = {one.n for one in hand.in_force()}
    deeds += [
        (
            one.made_at,
            2,
            one.n,
            _changing(one, _quote(one, hand, quotes), _state(one, in_force, clips, is_there=is_there)),
        )
        for one in hand.changes
    ]
    return ListHistory(
        playlist_id=list_id,
        title=titles.get(list_id),
        deeds=tuple(deed for *_, deed in sorted(deeds, key=lambda one: one[:3])),
    )


def _making(made: MadePlaylist) -> Deed:
    what = {
        "hand": f"made the list “{made.title}”",
        "frozen": f"froze {made.of} as “{made.title}”",
        "imported": f"took the list “{made.title}” in from a file",
    }[made.how]
    return Deed(
        at=made.made_at, author=made.author, what=what, call_id=None, start=None, end=None, quote="",
        state=COUNTS,
    )  # fmt: skip


def _adding(kept: KeptClip, hand: Hand, clips: Sequence[Clip], *, is_there: bool) -> Deed:
    is_in = any(is_same_clip(kept, one) for one in clips)
    state = COUNTS if is_in else "taken out since" if hand.excludes(kept) else "not in the list now"
    return Deed(
        at=kept.made_at,
        author=kept.author,
        what="added",
        call_id=kept.call_id,
        start=kept.start,
        end=kept.end,
        quote=kept.quote,
        state=state if is_there else "waits: there is no such list now",
    )


def _changing(change: ClipChange, quote: str, state: str) -> Deed:
    return Deed(
        at=change.made_at,
        author=change.author,
        what=_words(change),
        call_id=change.call_id,
        start=change.start,
        end=change.end,
        quote=quote,
        state=state,
    )


def _words(change: ClipChange) -> str:
    place = "" if change.place is None else f" place {change.place + 1}"
    match change.action:
        case "pin":
            return f"pinned at{place}"
        case "unpin":
            return "took the pin off"
        case "exclude":
            return "took it out" + (f": {change.text}" if change.text else "")
        case "restore":
            return "let it back in"
        case "move":
            return f"moved it to{place}"
        case "note":
            return f"wrote beside it: {change.text}" if change.text else "took the note away"
        case "trim":
            if change.new_start is None or change.new_end is None:
                return "gave it its own length again"
            return f"trimmed it to {on_clock(change.new_start)} to {on_clock(change.new_end)}"


def _state(change: ClipChange, in_force: set[int], clips: Sequence[Clip], *, is_there: bool) -> str:
    if not is_there:
        return "waits: there is no such list now"
    if change.action != "move" and change.n not in in_force:
        return "replaced by a later one"
    if change.action in ("exclude", "restore", "unpin"):
        return COUNTS
    return COUNTS if any(is_same_clip(one, change) for one in clips) else WAITING


def _quote(change: ClipChange, hand: Hand, quotes: dict[tuple[str, float, float], str]) -> str:
    own = next((one for one in hand.kept if is_same_clip(one, change)), None)
    return own.quote if own else quotes[_key(change)]


def _key(change: ClipChange) -> tuple[str, float, float]:
    return change.call_id, change.start, change.end
