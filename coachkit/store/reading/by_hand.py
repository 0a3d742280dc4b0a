"""What people did to lists, and the lists that are there."""

from collections.abc import Collection, Sequence

from coachkit.models import Clip, ClipChange, GradeLetter, Highlight, KeptClip, MadePlaylist, Playlist
from coachkit.near import pick
from coachkit.playlists.hand import Hand
from coachkit.playlists.history import ListHistory, Told, history_of
from coachkit.playlists.places import Stretch, nearest_clip
from coachkit.store import coding
from coachkit.store.library import Library

_OF_LIST = "playlist_id = :list"


def find_list(library: Library, wanted: str) -> Playlist:
    """Return the list with this id or title, or with one that begins so.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    lists = {one.id: one for one in library.rows(Playlist)}
    forms = [(form, one.id) for one in lists.values() for form in (one.id, one.title)]
    return lists[pick(wanted, forms, what="playlist")]


def find_touched(library: Library, wanted: str) -> str:
    """Return the id of a list as `find_list` does, also of one that is not there now and that people changed.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    forms = [(form, one.id) for one in library.rows(Playlist) for form in (one.id, one.title)]
    forms += [(form, one.id) for one in library.rows(MadePlaylist) for form in (one.id, one.title)]
    forms += [(one, one) for one in touched_lists(library)]
    return pick(wanted, forms, what="playlist")


def touched_lists(library: Library) -> list[str]:
    """Return the ids of all lists to whose clips people ever did something."""
    found = library.values("select playlist_id from kept_clips union select playlist_id from clip_changes")
    return sorted(str(row[0]) for row in found)


def clips_of_list(library: Library, playlist_id: str) -> list[Clip]:
    """Return the clips of a list, in order; for who may not see all calls, those of calls that they may."""
    where = f"{_OF_LIST} and call_id in (select id from calls)"  # noqa: S608 - put together of constants
    return library.find(Clip, coding.select_sql(Clip, where=where), {"list": playlist_id})


def hand_of(library: Library, playlist_id: str) -> Hand:
    """Return what people did to a list."""
    of = {"list": playlist_id}
    kept = library.find(KeptClip, coding.select_sql(KeptClip, where=_OF_LIST), of)
    changes = library.find(ClipChange, coding.select_sql(ClipChange, where=_OF_LIST), of)
    return Hand(kept=tuple(kept), changes=tuple(changes))


def read_history(library: Library, wanted: str) -> ListHistory:
    """Return what people did to a list (as `find_touched` understands it), oldest first.

    Raises:
        NotFoundError: There is no such list, and nobody did anything to one.
    """
    list_id = find_touched(library, wanted)
    hand = hand_of(library, list_id)
    told = Told(
        playlist_id=list_id,
        title={one.id: one.title for one in library.rows(Playlist)}.get(list_id),
        made=next((one for one in library.rows(MadePlaylist) if one.id == list_id), None),
        hand=hand,
        clips=clips_of_list(library, list_id),
        quotes=quotes_at(library, hand.changes),
    )
    return history_of(told)


def quotes_at(library: Library, places: Sequence[Stretch]) -> list[str]:
    """Return what is quoted of the clip at each place; nothing where none is worth hearing there now."""
    highlights = highlights_of_calls(library, {one.call_id for one in places})
    found = [nearest_clip(one, highlights[one.call_id]) for one in places]
    return [one.quote if one else "" for one in found]


def worse_grades(library: Library, *, min_grade: GradeLetter) -> dict[str, str]:
    """Return the grades, by call, of the calls that are graded worse than `min_grade`."""
    # "B" is more than "A"
    found = library.values("select call_id, grade from grades where grade > :grade", {"grade": min_grade})
    return {str(call_id): str(grade) for call_id, grade in found}


def highlights_of_calls(library: Library, call_ids: Collection[str]) -> dict[str, list[Highlight]]:
    """Return what is worth hearing in each of these calls."""
    found: dict[str, list[Highlight]] = {call_id: [] for call_id in call_ids}
    for one in library.rows_of(Highlight, sorted(found)):
        found[one.call_id].append(one)
    return found
