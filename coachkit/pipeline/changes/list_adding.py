"""Clips that a person puts into a list: all that a search finds, or one stretch of a call."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from coachkit.clipping import TimedTalk
from coachkit.config import PlaylistSettings
from coachkit.errors import EditError
from coachkit.models import Clip, ClipChange, Playlist
from coachkit.pipeline.changes.clip_times import checked_bounds, talk_of_call, time_of_call
from coachkit.pipeline.changes.lists import Editor, ListNow, keep_clip, refuse_frozen
from coachkit.pipeline.intake.ingest import now
from coachkit.playlists.of_places import (
    MIDDLING,
    PlaceFound,
    Source,
    clip_of_highlight,
    clips_of_places,
    said_in,
)
from coachkit.playlists.places import is_same_clip
from coachkit.searching.archive import Archive
from coachkit.searching.places_asked import Narrowing, PlacesAsked, places_asked, read_asked, what_narrows
from coachkit.store.playlists_made import DoneByHand
from coachkit.store.reading.by_hand import hand_of, highlights_of_calls, worse_grades
from coachkit.store.reading.call_facts import stored_call
from coachkit.text_files import clean_text

NEW_LIST = ListNow(
    playlist=Playlist(
        id="", kind="made", subject="", verdict="mixed", title="", description="", origin="made"
    ),
    clips=(),
)
"""Stands for a list that is only to be made, where it is asked what would come into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Clips of a call that is too hard to hear to be played."""

    call_id: str
    grade: str
    clips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What is to be put into a list."""

    to: ListNow
    clips: tuple[Clip, ...]
    """Those that are new to it, in order."""
    there_already: tuple[int, ...] = ()
    """Numbers, from 1, of the clips of the list that were found again."""
    left_out: tuple[LeftOut, ...] = ()
    places: int = 0
    """How many turns, or whole calls, the search finds."""
    of_calls: bool = False
    narrowing: tuple[Narrowing, ...] = ()
    """Where it finds nothing: what each of its conditions leaves."""

    @property
    def seconds(self) -> float:
        """How long the new clips last together."""
        return sum(one.end - one.start for one in self.clips)


def find_clips(editor: Editor, wanted: str, query: str, *, limit: int | None = None) -> Addition:
    """Return a clip of each place that a query finds, of the newest calls first; nothing is stored.

    A place in an exchange becomes the whole exchange; else the turn before and the answer are shown with it.
    Of a query that asks for whole calls it is what is most worth hearing in each.

    Raises:
        NotFoundError: There is no such list.
        EditError: It is frozen.
        QueryError: The query is empty, cannot be understood, or names what is not there.
    """
    to = editor.find(wanted)
    refuse_frozen(to.playlist)
    return find_clips_for(editor, to, query, limit=limit)


def find_clips_for(editor: Editor, to: ListNow, query: str, *, limit: int | None = None) -> Addition:
    """Do as `find_clips` for a list that is at hand, which may be `NEW_LIST`.

    Raises:
        QueryError: The query is empty, cannot be understood, or names what is not there.
    """
    archive = Archive(library=editor.library)
    node = read_asked(archive, query)
    asked = places_asked(archive, node)
    addition = Addition(to=to, clips=(), places=asked.count, of_calls=asked.turns is None)
    if not asked.count:
        return replace(addition, narrowing=tuple(what_narrows(archive, node)))
    return _new_ones(editor, addition, _clips(editor, to.playlist.id, asked, query), limit)


def part_of_call(
    editor: Editor, wanted: str, call_id: str, times: tuple[str, str], *, why: str | None = None
) -> Addition:
    """Return a stretch of a call, `(from, to)` such as `1:20` and `2:05`, as a clip; nothing is stored.

    Raises:
        NotFoundError: There is no such list.
        EditError: It is frozen, or the times are none of the call.
    """
    to = editor.find(wanted)
    refuse_frozen(to.playlist)
    return part_of_call_for(editor, to, call_id, times, why=why)


def part_of_call_for(
    editor: Editor, to: ListNow, call_id: str, times: tuple[str, str], *, why: str | None = None
) -> Addition:
    """Do as `part_of_call` for a list that is at hand, which may be `NEW_LIST`.

    Raises:
        EditError: The times are none of the call.
    """
    call = stored_call(editor.library, call_id)
    start, end = checked_bounds(
        editor.library, call, time_of_call(times[0], call), time_of_call(times[1], call)
    )
    quote, quote_start, quote_end = said_in(talk_of_call(editor.library, call), start, end)
    clip = Clip(
        playlist_id=to.playlist.id,
        n=0,
        call_id=call_id,
        start=start,
        end=end,
        reason=f"{editor.author()} chose it.",
        score=MIDDLING,
        quote=quote,
        quote_start=quote_start,
        quote_end=quote_end,
    )
    for one in highlights_of_calls(editor.library, [call_id])[call_id]:
        is_shown = start <= one.quote_start and one.quote_end <= end
        if is_shown and is_same_clip(clip, one):
            clip = replace(clip_of_highlight(to.playlist.id, one), start=start, end=end)
            break
    clip = replace(clip, reason=clean_text(why or "") or clip.reason)
    return _new_ones(editor, Addition(to=to, clips=(), places=1), [clip], None)


def add_clips(editor: Editor, addition: Addition) -> ListNow:
    """Put clips into their list; those that a person took out of it before are let back.

    Raises:
        LibraryError: The database cannot be written.
    """
    list_id, author = addition.to.playlist.id, editor.author()
    out = hand_of(editor.library, list_id).excluded()
    back = [one for one in out if any(is_same_clip(one, clip) for clip in addition.clips)]
    kept = [keep_clip(clip, list_id, author) for clip in addition.clips]
    editor.keep(DoneByHand(kept=tuple(kept), changes=tuple(_restored(one, author) for one in back)))
    return editor.find(list_id)


def refuse_unheard(settings: PlaylistSettings, addition: Addition) -> None:
    """Raise EditError where nothing can be added as all that was found is hard to hear."""
    if addition.left_out and not addition.clips and not addition.there_already:
        one = addition.left_out[0]
        raise EditError(
            f"call {one.call_id} is graded {one.grade}: it cannot be heard well, and lists take grade "
            f"{settings.min_grade} or better (min_grade under [playlists])"
        )


def _clips(editor: Editor, list_id: str, asked: PlacesAsked, query: str) -> Iterable[Clip]:
    highlights = {
        call_id: [
            one for one in found if asked.exchanges is None or (call_id, one.exchange) in asked.exchanges
        ]
        for call_id, found in highlights_of_calls(editor.library, asked.calls).items()
    }
    if asked.turns is None:
        best = [
            max(highlights[call_id], key=lambda one: (one.score, -one.n))
            for call_id in asked.calls
            if highlights[call_id]
        ]
        return [clip_of_highlight(list_id, one) for one in best]

    @cache
    def talk_of(call_id: str) -> TimedTalk:
        return talk_of_call(editor.library, stored_call(editor.library, call_id))

    source = Source(highlights=highlights, talk_of=talk_of, settings=editor.settings.playlists)
    places = [PlaceFound(call_id=one.call_id, start=one.start, end=one.end) for one in asked.turns]
    return clips_of_places(list_id, places, source, reason=f"It is found by “{query.strip()}”.")


def _new_ones(editor: Editor, addition: Addition, found: Iterable[Clip], limit: int | None) -> Addition:
    """Return an addition with what is new to its list; once it has `limit` clips, no more are looked at."""
    listed = addition.to.clips
    new: list[Clip] = []
    there: set[int] = set()
    bad: Counter[tuple[str, str]] = Counter()
    grades = worse_grades(editor.library, min_grade=editor.settings.playlists.min_grade)
    for clip in found:
        known = [one.n + 1 for one in listed if is_same_clip(one, clip)]
        there.update(known)
        if clip.call_id in grades:
            bad[clip.call_id, grades[clip.call_id]] += 1
        elif not known:
            new.append(clip)
        if len(new) == limit:
            break
    left_out = [LeftOut(call_id=one, grade=grade, clips=n) for (one, grade), n in sorted(bad.items())]
    return replace(addition, clips=tuple(new), there_already=tuple(sorted(there)), left_out=tuple(left_out))


def _restored(exclusion: ClipChange, author: str) -> ClipChange:
    return replace(exclusion, n=0, action="restore", text=None, author=author, made_at=now())
