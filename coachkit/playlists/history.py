"""Who did what to a list, when, and what of it counts now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coachkit.models import Clip, ClipAction, ClipChange, KeptClip, MadePlaylist
from coachkit.playlists.hand import Hand
from coachkit.playlists.places import Stretch, is_same_clip

State = Literal["counts", "replaced", "taken out since", "not in the list now", "no such list now"]
"""Whether something that was done counts; if not, it is kept all the same, and may count again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that somebody did to a list."""

    at: str
    author: str
    action: ClipAction | Literal["made", "froze", "imported", "added"]
    state: State
    call_id: str | None = None
    """None where it was done to the list itself."""
    start: float | None = None
    end: float | None = None
    quote: str = ""
    place: int | None = None
    """For `pin` and `move`, from 1."""
    new_start: float | None = None
    """For `trim`; None: as by itself."""
    new_end: float | None = None
    text: str | None = None
    """The note, why it was taken out, or the title of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHistory:
    """What people did to a list, oldest first."""

    playlist_id: str
    title: str | None
    """None where there is no such list now: what was done to its clips waits for one."""
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a history is told from."""

    playlist_id: str
    title: str | None
    """None where there is no such list now."""
    made: MadePlaylist | None
    hand: Hand
    clips: Sequence[Clip]
    """Those that are in the list now."""
    quotes: Sequence[str]
    """What is quoted at the place of each of `hand.changes`; empty where nothing is known."""


def history_of(told: Told) -> ListHistory:
    """Return what people did to a list."""
    in_force = {one.n for one in told.hand.in_force()}
    deeds = [(told.made.made_at, 0, 0, _making(told.made))] if told.made else []
    deeds += [(one.made_at, 1, one.n, _adding(one, told)) for one in told.hand.kept]
    deeds += [
        (one.made_at, 2, one.n, _changing(one, quote, _state(one, in_force, told), told.hand))
        for one, quote in zip(told.hand.changes, told.quotes, strict=True)
    ]
    ordered = sorted(deeds, key=lambda one: one[:3])
    return ListHistory(
        playlist_id=told.playlist_id, title=told.title, deeds=tuple(deed for *_, deed in ordered)
    )


def _making(made: MadePlaylist) -> Deed:
    actions: dict[str, Literal["made", "froze", "imported"]] = {"hand": "made", "frozen": "froze"}
    return Deed(
        at=made.made_at,
        author=made.author,
        action=actions.get(made.how, "imported"),
        state="counts",
        text=made.title,
    )


def _adding(kept: KeptClip, told: Told) -> Deed:
    state: State = "not in the list now"
    if told.title is None:
        state = "no such list now"
    elif _is_there(kept, told.clips):
        state = "counts"
    elif told.hand.excludes(kept):
        state = "taken out since"
    return Deed(
        at=kept.made_at,
        author=kept.author,
        action="added",
        state=state,
        call_id=kept.call_id,
        start=kept.start,
        end=kept.end,
        quote=kept.quote,
    )


def _changing(change: ClipChange, quote: str, state: State, hand: Hand) -> Deed:
    own = next((one for one in hand.kept if is_same_clip(one, change)), None)
    return Deed(
        at=change.made_at,
        author=change.author,
        action=change.action,
        state=state,
        call_id=change.call_id,
        start=change.start,
        end=change.end,
        quote=own.quote if own else quote,
        place=None if change.place is None else change.place + 1,
        new_start=change.new_start,
        new_end=change.new_end,
        text=change.text,
    )


def _state(change: ClipChange, in_force: set[int], told: Told) -> State:
    if told.title is None:
        return "no such list now"
    if change.action != "move" and change.n not in in_force:
        return "replaced"
    if change.action in ("exclude", "restore", "unpin") or _is_there(change, told.clips):
        return "counts"
    return "not in the list now"


def _is_there(wanted: Stretch, clips: Sequence[Clip]) -> bool:
    return any(is_same_clip(wanted, one) for one in clips)
