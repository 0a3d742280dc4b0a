"""What a lead may do to a playlist from its page, and how its forms name clips and versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from coachkit.config import Settings, SmartPlaylist, load_settings
from coachkit.errors import EditError, SettingsError
from coachkit.models import Clip, ClipChange, Playlist
from coachkit.pipeline.changes.list_restored import clips_taken_out
from coachkit.pipeline.changes.lists import Editor
from coachkit.playlists.places import is_same_clip
from coachkit.store.library import Library
from coachkit.store.reading.by_hand import hand_of
from coachkit.store.reading.settings_used import settings_path
from coachkit.web.acting.desk import version_of
from coachkit.web.acting.playlist_clips import exact_clock, list_address, order_version
from coachkit.web.acting.playlists import changeable, texts_version


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipForms:
    """What the forms of a clip hold."""

    place: int
    """From 1."""
    key: str
    """Its own on the page, the same wherever it stands."""
    address: str
    """Where its forms are sent, with what is to be done behind it."""
    call_id: str
    begin: str
    end: str
    is_trimmed: bool
    is_pinned: bool
    note: str
    note_version: str
    bounds_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutClip:
    """A clip that somebody took out."""

    address: str
    quote: str
    call_id: str
    start: float
    end: float
    by: str
    at: str
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranging:
    """What may be done to a list."""

    is_frozen: bool
    """Only notes can be written to its clips."""
    can_order: bool
    """Whether its clips can be moved; pairs cannot be parted."""
    order_version: str
    clips: tuple[ClipForms, ...]
    """Those of the page."""
    out: tuple[OutClip, ...]
    can_edit: bool
    """Whether its title and the rest can be changed, and it can be dropped."""
    texts_version: str
    query: str | None
    """What fills it, where that can be changed."""
    max_clips: int | None

    def of(self, place: int) -> ClipForms:
        """Return what the forms of the clip with this number hold."""
        return next(one for one in self.clips if one.place == place)


def read_arranging(
    library: Library, config: Path | None, playlist: Playlist, clips: Sequence[Clip], page: tuple[int, int]
) -> Arranging:
    """Return what may be done to a list, and to its clips from one place to another, from 0."""
    entry, can_edit = _entry(library, config, playlist)
    trims = [one for one in hand_of(library, playlist.id).in_force() if one.action == "trim"]
    begin, end = page
    return Arranging(
        is_frozen=playlist.origin == "frozen",
        can_order=playlist.origin != "frozen" and len(clips) > 1 and not any(one.pair for one in clips),
        order_version=order_version([*clips]),
        clips=tuple(_forms(one, trims) for one in clips[begin:end]),
        out=tuple(_out(library, playlist)),
        can_edit=can_edit,
        texts_version=texts_version(playlist, entry),
        query=entry.query if entry else None,
        max_clips=entry.max_clips if entry else None,
    )


def settings_now(library: Library, config: Path | None) -> Settings:
    """Return the settings in `config`, else of the last build; the built-in ones where they are gone."""
    try:
        return load_settings(settings_path(library, config))
    except (SettingsError, OSError):
        return Settings()


def _entry(library: Library, config: Path | None, playlist: Playlist) -> tuple[SmartPlaylist | None, bool]:
    """Return what the settings say of a list, and whether it can be changed."""
    if playlist.origin == "built-in":
        return None, False
    editor = Editor(library=library, settings=settings_now(library, config), name="")
    try:
        return changeable(editor, playlist), True
    except EditError:
        return None, False


def _forms(clip: Clip, trims: Sequence[ClipChange]) -> ClipForms:
    return ClipForms(
        place=clip.n + 1,
        key=f"{clip.call_id}-{clip.start * 1000:.0f}",
        address=_address(clip),
        call_id=clip.call_id,
        begin=exact_clock(clip.start),
        end=exact_clock(clip.end),
        is_trimmed=any(one.new_start is not None and is_same_clip(one, clip) for one in trims),
        is_pinned=clip.is_pinned,
        note=clip.note or "",
        note_version=version_of(clip.note),
        bounds_version=version_of(clip.start, clip.end),
    )


def _out(library: Library, playlist: Playlist) -> list[OutClip]:
    if playlist.origin == "frozen":
        return []
    return [
        OutClip(
            address=_address(one.exclusion),
            quote=one.quote,
            call_id=one.exclusion.call_id,
            start=one.exclusion.start,
            end=one.exclusion.end,
            by=one.exclusion.author,
            at=one.exclusion.made_at,
            why=one.exclusion.text,
        )
        for one in clips_taken_out(library, playlist.id)
    ]


def _address(one: Clip | ClipChange) -> str:
    call = quote(one.call_id, safe="")
    return f"{list_address(one.playlist_id)}/clips/{call}/{one.start:.3f}/{one.end:.3f}"
