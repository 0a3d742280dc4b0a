"""What is done to one clip of a playlist: its place, its bounds, a note, and whether it is there at all.

A clip is named by its stretch of a call and not by its number, as lists fill themselves anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from coachkit.errors import EditError, NotFoundError
from coachkit.models import Clip, Playlist
from coachkit.pipeline.changes.list_clips import ClipReport, ClipWish, change_clip
from coachkit.pipeline.changes.list_restored import clips_taken_out, restore_clip
from coachkit.pipeline.changes.lists import Editor, ListNow
from coachkit.pipeline.changes.stretches import on_clock
from coachkit.playlists.places import is_same_clip, nearest_clip
from coachkit.store.reading.by_hand import hand_of
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, version_of

_LONG = 60
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A clip of a list: where it lies in its call, in seconds."""

    playlist: str
    call_id: str
    start: float
    end: float


def at_clip(clip: Clip) -> At:
    """Return how a clip is named."""
    return At(playlist=clip.playlist_id, call_id=clip.call_id, start=clip.start, end=clip.end)


def list_address(playlist: str, place: int | None = None) -> str:
    """Return the address of a list, or of the clip with this number, from 1."""
    address = f"/playlists/{quote(playlist, safe='')}"
    return address if place is None else f"{address}?clip={place}"


def order_version(clips: list[Clip] | tuple[Clip, ...]) -> str:
    """Return the version of a list's order."""
    return version_of([(one.call_id, one.start, one.end) for one in clips])


def editor_of(desk: Desk) -> Editor:
    """Return who changes lists."""
    return Editor(library=desk.library, settings=desk.settings, name=desk.author, tools=desk.tools)


def list_there(editor: Editor, wanted: str) -> ListNow:
    """Return the list with this id.

    Raises:
        NotFoundError: It is not there any more.
    """
    found = next((one for one in editor.library.rows(Playlist) if one.id == wanted), None)
    if found is None:
        raise NotFoundError("this list is not there any more; somebody dropped it, or nothing fills it now")
    return editor.list_now(found)


def told(clip: Clip) -> str:
    """Return what tells a clip from others: its quote, cut short, or its reason."""
    text = " ".join((clip.quote or clip.reason).split())
    return f"“{text if len(text) <= _LONG else text[:_LONG].rsplit(' ', 1)[0] + ' …'}”"


def move(at: At, place: int, *, version: str = "") -> Action:
    """Return the action that moves a clip to a place, from 1."""

    def act(desk: Desk) -> Done:
        editor, shown, clip = _found(desk, at)
        refuse_changed(
            f"The order of “{shown.playlist.title}”",
            version=version,
            now=order_version(shown.clips),
            theirs=_order(shown),
            yours=f"{told(clip)} at place {place}",
        )
        report = _change(editor, shown, clip, ClipWish(action="move", place=place))
        if not report.is_new:
            return Done(said="It stands there already.", there=_there(report))
        stands = report.after.n + 1 if report.after else place
        pinned = f"Clips are pinned at place {place}, so it could not stand there."
        return Done(
            said=f"Moved to place {stands}: {told(clip)}.",
            changed=() if stands == place else (pinned,),
            undo=move(_now_at(report, at), clip.n + 1),
            there=_there(report),
        )

    return act


def pin(at: At, place: int | None = None) -> Action:
    """Return the action that keeps a clip in its list, where it is or at a place from 1."""

    def act(desk: Desk) -> Done:
        editor, shown, clip = _found(desk, at)
        report = _change(editor, shown, clip, ClipWish(action="pin", place=place))
        if not report.is_new:
            return Done(said="It is pinned already.", there=_there(report))
        stands = report.after.n + 1 if report.after else clip.n + 1
        was_pinned = clip.is_pinned
        return Done(
            said=f"Pinned at place {stands}: {told(clip)}.",
            changed=("It stays there, whatever comes in or goes.",),
            undo=pin(at_clip(clip), clip.n + 1) if was_pinned else unpin(_now_at(report, at)),
            there=_there(report),
        )

    return act


def unpin(at: At) -> Action:
    """Return the action that lets a pinned clip come and go by itself again."""

    def act(desk: Desk) -> Done:
        editor, shown, clip = _found(desk, at)
        if not clip.is_pinned:
            return Done(said="It is not pinned any more.", there=list_address(at.playlist, clip.n + 1))
        report = _change(editor, shown, clip, ClipWish(action="unpin"))
        left = () if report.after else ("It left the list: others are stronger now.",)
        # a clip that left is not there to be pinned again
        undo = pin(_now_at(report, at), clip.n + 1) if report.after else None
        return Done(
            said=f"No longer pinned: {told(clip)}.", changed=left, undo=undo, there=_there(report, clip)
        )

    return act


def note(at: At, text: str, *, version: str = "") -> Action:
    """Return the action that writes a note beside a clip; without a text it is taken away."""

    def act(desk: Desk) -> Done:
        editor, shown, clip = _found(desk, at)
        refuse_changed(
            "The note",
            version=version,
            now=version_of(clip.note),
            theirs=clip.note or "no note",
            yours=text or "no note",
        )
        report = _change(editor, shown, clip, ClipWish(action="note", text=text))
        if not report.is_new:
            return Done(said="The note says so already.", there=_there(report))
        done = (
            f"You wrote beside clip {clip.n + 1}"
            if text.strip()
            else f"You took away the note of clip {clip.n + 1}"
        )
        written = version_of(report.change.text)
        return Done(
            said=f"{done}.",
            undo=note(_now_at(report, at), clip.note or "", version=written),
            there=_there(report),
        )

    return act


def trim(at: At, begin: str, end: str, *, version: str = "") -> Action:
    """Return the action that lets a clip begin and end at times of its call; empty: as it was by itself."""

    def act(desk: Desk) -> Done:
        editor, shown, clip = _found(desk, at)
        refuse_changed(
            f"Where clip {clip.n + 1} begins and ends",
            version=version,
            now=version_of(clip.start, clip.end),
            theirs=_span(clip.start, clip.end),
            yours=f"{begin} to {end}" if begin or end else "as it was by itself",
        )
        was_trimmed = is_trimmed(editor, clip)
        is_as_it_was = begin == exact_clock(clip.start) and end == exact_clock(clip.end)
        if is_as_it_was:
            return Done(said="It begins and ends there already.", there=list_address(at.playlist, clip.n + 1))
        # a bound that nobody touched stays as exact as it is
        wish = ClipWish(
            action="trim",
            new_start=f"{clip.start:.3f}" if begin == exact_clock(clip.start) else begin or None,
            new_end=f"{clip.end:.3f}" if end == exact_clock(clip.end) else end or None,
        )
        report = _change(editor, shown, clip, wish)
        if not report.is_new:
            return Done(said="It begins and ends there already.", there=_there(report))
        now = report.after or clip
        old = (f"{clip.start:.3f}", f"{clip.end:.3f}") if was_trimmed else ("", "")
        lost = clip.quote and not now.quote
        return Done(
            said=f"Clip {now.n + 1} is {_span(now.start, now.end)} of the call now.",
            changed=("What was quoted is not in it any more.",) if lost else (),
            undo=trim(_now_at(report, at), *old, version=version_of(now.start, now.end)),
            there=_there(report),
        )

    return act


def is_trimmed(editor: Editor, clip: Clip) -> bool:
    """Say whether a person gave a clip the bounds that it has."""
    trims = [one for one in hand_of(editor.library, clip.playlist_id).in_force() if one.action == "trim"]
    return any(one.new_start is not None and is_same_clip(one, clip) for one in trims)


def exclude(at: At, why: str = "") -> Action:
    """Return the action that takes a clip out of its list."""

    def act(desk: Desk) -> Done:
        editor, shown, clip = _found(desk, at)
        report = _change(editor, shown, clip, ClipWish(action="exclude", text=why))
        out = report.change
        came = [one for one in report.now.clips if not any(is_same_clip(one, was) for was in shown.clips)]
        return Done(
            said=f"Taken out: {told(clip)}.",
            changed=tuple(f"{told(one)} came in, at place {one.n + 1}." for one in came),
            undo=restore(At(playlist=at.playlist, call_id=out.call_id, start=out.start, end=out.end)),
            there=_there(report, clip),
        )

    return act


def restore(at: At) -> Action:
    """Return the action that lets a clip back which was taken out."""

    def act(desk: Desk) -> Done:
        editor = editor_of(desk)
        shown = list_there(editor, at.playlist)
        out = clips_taken_out(desk.library, shown.playlist.id)
        among = [one.exclusion for one in out]
        which = nearest_clip(at, among)
        if which is None:
            raise NotFoundError("this clip is not among those taken out any more; somebody brought it back")
        report = restore_clip(editor, shown.playlist.id, among.index(which) + 1)
        back = report.after
        weak = (
            "It is not in the list all the same: others are stronger now. Put it in by a search to have it."
        )
        return Done(
            said=f"Back in the list: {told(back)}." if back else "No longer taken out.",
            changed=() if back else (weak,),
            undo=exclude(at_clip(back), which.text or "") if back else None,
            there=list_address(at.playlist, back.n + 1 if back else None),
        )

    return act


def _found(desk: Desk, at: At) -> tuple[Editor, ListNow, Clip]:
    editor = editor_of(desk)
    shown = list_there(editor, at.playlist)
    clip = nearest_clip(at, shown.clips)
    if clip is None:
        raise NotFoundError(
            f"this clip is not in “{shown.playlist.title}” any more: somebody took it out, or the list was "
            "filled anew"
        )
    return editor, shown, clip


def _change(editor: Editor, shown: ListNow, clip: Clip, wish: ClipWish) -> ClipReport:
    return change_clip(editor, shown.playlist.id, clip.n + 1, wish)


def _now_at(report: ClipReport, before: At) -> At:
    return at_clip(report.after) if report.after else before


def _there(report: ClipReport, gone: Clip | None = None) -> str:
    """Return the address of the clip, or where it is gone that of the one which stands in its place."""
    clip = report.after or gone
    last = len(report.now.clips)
    return list_address(report.now.playlist.id, min(clip.n + 1, last) if clip and last else None)


def _order(shown: ListNow) -> str:
    listed = [f"{one.n + 1}. {told(one)}" for one in shown.clips[:_MOST_TOLD]]
    return "; ".join([*listed, *(["…"] if len(shown.clips) > _MOST_TOLD else [])])


def _span(start: float, end: float) -> str:
    return f"{on_clock(start)} to {on_clock(end)}"


def exact_clock(seconds: float) -> str:
    """Return a time to a tenth of a second, as it is typed: `1:05.5`."""
    minutes, tenths = divmod(round(10 * seconds), 600)
    return f"{minutes}:{tenths // 10:02}.{tenths % 10}"


def checked_place(text: str) -> int:
    """Return a place that was typed.

    Raises:
        EditError: It is no number.
    """
    if not text.strip().isdecimal():
        raise EditError(f"“{text}” is no place in the list; write a number such as 3")
    return int(text)
