"""Lists of the settings: written into `coachkit.toml` as a person would, and filled at once."""

from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from coachkit.config import SmartPlaylist, SortOrder
from coachkit.errors import EditError
from coachkit.figures.averages import find_figure
from coachkit.models import Playlist
from coachkit.pipeline.changes.list_making import checked_title
from coachkit.pipeline.changes.lists import Editor, ListNow
from coachkit.playlists.ids import list_id
from coachkit.searching.archive import Archive
from coachkit.searching.places_asked import Narrowing, places_asked, read_asked, what_narrows
from coachkit.settings_file import change_settings, drop_smart, put_smart
from coachkit.store.playlists_made import rename_list
from coachkit.text_files import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartWish:
    """What a list of the settings is to say; None: as it is, or as the settings have it by themselves."""

    query: str | None = None
    description: str | None = None
    verdict: str | None = None
    sort: SortOrder | None = None
    max_clips: int | None = None
    max_minutes: float | None = None
    per_agent: int | None = None
    per_call: int | None = None
    trains: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartReport:
    """A list of the settings as it is now, and what its query finds."""

    now: ListNow
    places: int
    """How many turns its query finds, or whole calls; 0 where it has none."""
    of_calls: bool
    narrowing: tuple[Narrowing, ...]
    """Where it finds nothing: what each of its conditions leaves."""


def make_smart(editor: Editor, path: Path, title: str, wish: SmartWish) -> SmartReport:
    """Write a list that fills itself into the settings in `path`, and fill it.

    Raises:
        EditError: It has no title, another list has it, or there are no calls.
        NotFoundError: It is to train a figure that there is not.
        QueryError: The query is empty, cannot be understood, or names what is not there.
        SettingsError: The settings cannot be changed.
        LibraryError: The database cannot be written.
    """
    editor.check_calls()
    title = checked_title(editor.library, title)
    read_asked(Archive(library=editor.library), wish.query or "")
    _check_figure(wish)
    _write(editor, path, title, wish)
    editor.refresh()
    return _report(editor, list_id(title))


def edit_smart(
    editor: Editor, path: Path, playlist: Playlist, wish: SmartWish, *, title: str | None = None
) -> SmartReport:
    """Change a list of the settings; with a new title it keeps what people did to its clips.

    Raises:
        EditError: Another list has the title, or the list is one of several that are written once.
        NotFoundError: It is to train a figure that there is not.
        QueryError: The query cannot be understood, or names what is not there.
        SettingsError: The settings cannot be changed.
        LibraryError: The database cannot be written.
    """
    entry = entry_of(editor, playlist)
    _check_figure(wish)
    if wish.query is not None and entry.each is None:
        read_asked(Archive(library=editor.library), wish.query)
    new_id = playlist.id
    if title is not None and clean_text(title).casefold() != entry.title.casefold():
        if entry.each is not None:
            raise EditError(
                f"“{entry.title}” stands for a list for every {entry.each}; change its title in {path.name}"
            )
        title = checked_title(editor.library, title)
        new_id = list_id(title)
    _write(editor, path, entry.title, wish, new_title=title)
    if new_id != playlist.id:
        rename_list(editor.library, playlist.id, new_id)
    editor.refresh()
    return _report(editor, new_id)


def drop_smart_list(editor: Editor, path: Path, playlist: Playlist) -> SmartPlaylist:
    """Take a list out of the settings, and return what they said; what people did to its clips waits.

    Raises:
        SettingsError: The settings cannot be changed.
        LibraryError: The database cannot be written.
    """
    entry = entry_of(editor, playlist)
    editor.settings = change_settings(path, partial(drop_smart, title=entry.title), section="playlists")
    editor.refresh()
    return entry


def put_back_smart(
    editor: Editor, path: Path, entry: SmartPlaylist, *, title_now: str | None = None
) -> ListNow:
    """Let the settings say of a list again what they said; `title_now` None: it was dropped.

    Raises:
        EditError: Another list has its title now.
        SettingsError: The settings cannot be changed.
        LibraryError: The database cannot be written.
    """
    called = entry.title if title_now is None else title_now
    if title_now is None or list_id(title_now) != list_id(entry.title):
        checked_title(editor.library, entry.title)
    said = entry.model_dump(exclude_unset=True)
    values = {name: said.get(name) for name in SmartPlaylist.model_fields}
    edit = partial(put_smart, title=called, values=values)
    editor.settings = change_settings(path, edit, section="playlists")
    if list_id(called) != list_id(entry.title):
        rename_list(editor.library, list_id(called), list_id(entry.title))
    editor.refresh()
    return editor.find(list_id(entry.title))


def entry_of(editor: Editor, playlist: Playlist) -> SmartPlaylist:
    """Return what the settings say of a list that is from them.

    Raises:
        EditError: They do not hold it any more.
    """
    for one in editor.settings.playlists.smart:
        titles = {one.title, one.title.replace("{subject}", playlist.subject)}
        if one.each is not None:
            titles.add(f"{one.title}: {playlist.subject}")
        if playlist.id in map(list_id, titles):
            return one
    raise EditError(
        f"“{playlist.title}” is not in the settings any more; it goes when the lists fill themselves anew"
    )


def _check_figure(wish: SmartWish) -> None:
    """Refuse a list that is to change a figure which is not measured; the settings check all else."""
    kind, _, name = (part.strip() for part in (wish.trains or "").partition(":"))
    if kind == "metric" and name:
        find_figure(name)


def _write(editor: Editor, path: Path, title: str, wish: SmartWish, *, new_title: str | None = None) -> None:
    said = {key: value for key, value in asdict(wish).items() if value is not None}
    values = {key: clean_text(value) if isinstance(value, str) else value for key, value in said.items()}
    if new_title is not None:
        values["title"] = new_title
    edit = partial(put_smart, title=title, values=values)
    editor.settings = change_settings(path, edit, section="playlists")


def _report(editor: Editor, playlist_id: str) -> SmartReport:
    now = editor.find(playlist_id)
    if now.playlist.query is None:  # one of a list for every competitor, say, that asks for no more than that
        return SmartReport(now=now, places=0, of_calls=False, narrowing=())
    archive = Archive(library=editor.library)
    node = read_asked(archive, now.playlist.query)
    asked = places_asked(archive, node)
    return SmartReport(
        now=now,
        places=asked.count,
        of_calls=asked.turns is None,
        narrowing=() if asked.count else tuple(what_narrows(archive, node)),
    )
