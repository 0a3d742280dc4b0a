"""Playlists taken in from a file that another library, or this one, has exported."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import InputError
from coachkit.models import Clip, ClipChange, KeptClip, MadePlaylist, Playlist
from coachkit.pipeline.changes.lists import Editor, keep_clip
from coachkit.pipeline.intake.ingest import now
from coachkit.playlists.by_hand import SHORTEST
from coachkit.playlists.from_json import GivenClip, GivenPlaylist, read_playlists
from coachkit.playlists.ids import list_id
from coachkit.playlists.places import is_same_clip
from coachkit.store.library import Library
from coachkit.store.playlists_made import DoneByHand, save_by_hand
from coachkit.store.reading.by_hand import hand_of, touched_lists
from coachkit.store.reading.curating import heard_calls

IMPORTED = " (imported)"
"""What the title of a list gets that another list has already, such as one that coachkit fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one list of the file."""

    title: str
    playlist_id: str
    clips: int
    """How many are new in it."""
    there_already: int
    not_here: tuple[str, ...]
    """Calls that are not in this library, by id, in order, each once."""
    clips_not_here: int
    past_the_end: int
    """Clips that begin after their call has ended here, as another recording lies under its id."""


def import_lists(editor: Editor, file: Path, *, dry_run: bool = False) -> list[Imported]:
    """Take in the lists of a file as lists of one's own; what is here already is not taken twice.

    Raises:
        InputError: The file cannot be read, or is not what `playlists export --format json` writes.
        LibraryError: The database cannot be written.
    """
    given = read_playlists(_text(file), name=file.name)
    author = editor.author()
    reports: list[Imported] = []
    deeds: list[DoneByHand] = []
    for one in given:
        report, done = _taken_in(editor.library, one, author, [*_titles(deeds)])
        reports.append(report)
        deeds.append(done)
    if not dry_run:
        for done in deeds:
            if done.made is not None or done.kept:
                save_by_hand(editor.library, done)
        editor.refresh()
    return reports


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{file}: there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read as text ({error})") from None


def _titles(done: Sequence[DoneByHand]) -> list[MadePlaylist]:
    return [one.made for one in done if one.made is not None]


def _taken_in(
    library: Library, given: GivenPlaylist, author: str, before: Sequence[MadePlaylist]
) -> tuple[Imported, DoneByHand]:
    made = _list_for(library, given, author, before)
    is_new = all(one.id != made.id for one in library.rows(MadePlaylist))
    heard = heard_calls(library, {one.call_id for one in given.clips})
    here = [one for one in given.clips if one.call_id in heard]
    within = [one for one in here if one.start + SHORTEST <= heard[one.call_id].duration]
    kept = hand_of(library, made.id).kept
    new: list[tuple[GivenClip, KeptClip]] = []
    for one in within:
        if not any(is_same_clip(one, other) for other in (*kept, *(clip for _, clip in new))):
            new.append((one, keep_clip(_clip(one, made.id), made.id, author)))
    report = Imported(
        title=made.title,
        playlist_id=made.id,
        clips=len(new),
        there_already=len(within) - len(new),
        not_here=tuple(dict.fromkeys(one.call_id for one in given.clips if one.call_id not in heard)),
        clips_not_here=len(given.clips) - len(here),
        past_the_end=len(here) - len(within),
    )
    notes = tuple(_note(one, made.id, author) for one, _ in new if one.note is not None)
    done = DoneByHand(made=made if is_new else None, kept=tuple(clip for _, clip in new), changes=notes)
    return report, done


def _list_for(
    library: Library, given: GivenPlaylist, author: str, before: Sequence[MadePlaylist]
) -> MadePlaylist:
    """Return the list that was imported under this title before, else a new one."""
    lists = {one.id: one for one in (*library.rows(MadePlaylist), *before)}
    others = library.rows(Playlist)
    # under an id that a dropped list had, its clips would be there again
    taken = {*touched_lists(library), *(one.id for one in others), *(list_id(one.title) for one in others)}
    title = given.title
    while True:
        found = lists.get(list_id(title))
        if found is not None and found.how == "imported":
            return found
        if found is None and list_id(title) not in taken:
            break
        title += IMPORTED
    return MadePlaylist(
        id=list_id(title),
        title=title,
        description=given.description,
        how="imported",
        of=None,
        author=author,
        made_at=now(),
    )


def _clip(given: GivenClip, playlist_id: str) -> Clip:
    return Clip(
        playlist_id=playlist_id,
        n=0,
        call_id=given.call_id,
        start=given.start,
        end=given.end,
        reason=given.reason,
        score=given.score,
        quote=given.quote,
        subject=given.subject,
        verdict=given.verdict,
        quote_start=given.quote_start,
        quote_end=given.quote_end,
        moments=given.moments,
        pair=given.pair,
        difference=given.difference,
    )


def _note(given: GivenClip, playlist_id: str, author: str) -> ClipChange:
    return ClipChange(
        n=0,
        playlist_id=playlist_id,
        call_id=given.call_id,
        start=given.start,
        end=given.end,
        action="note",
        place=None,
        new_start=None,
        new_end=None,
        text=given.note,
        author=author,
        made_at=now(),
    )
