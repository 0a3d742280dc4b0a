"""Playlists as files to download: made one after the other, in a folder that goes when the file is sent.

Cutting sound takes seconds and a whole core, so that others who ask wait; the library is given back before.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coachkit.export.contents import PlaylistContents, gather_playlists
from coachkit.export.edl import format_edl
from coachkit.export.m3u8 import format_m3u8
from coachkit.export.offers import (
    PLAYERS,
    TEXTS,
    Audience,
    ExportFormat,
    meant_for,
    named_alone,
    without_folders,
)
from coachkit.export.safe_names import safe_name
from coachkit.export.sound_places import served_at
from coachkit.export.xspf import format_xspf
from coachkit.store.library import Library
from coachkit.store.reading import LibrarySummary, library_summary

TYPES: Mapping[ExportFormat, str] = {
    "m3u8": "audio/x-mpegurl",
    "xspf": "application/xspf+xml",
    "edl": "text/plain",
    "json": "application/json",
    "csv": "text/csv",
    "md": "text/markdown",
    "html": "text/html",
    "rss": "application/zip",
    "zip": "application/zip",
}
_FOR_PLAYERS = {"m3u8": format_m3u8, "xspf": format_xspf, "edl": format_edl}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What is to be written, and for whom."""

    playlist: str
    form: ExportFormat
    audience: Audience | None
    sound_address: str
    """Where calls are played from, for players: a call's id follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is written, without the library."""

    contents: PlaylistContents
    summary: LibrarySummary | None = None
    """For a page alone, as are `days`."""
    days: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file to be sent, and the folder that goes with it."""

    path: Path
    folder: Path
    type: str


def gather(library: Library, order: ExportOrder) -> Gathered:
    """Return what is to be written, as those may see it for whom it is.

    Raises:
        NotFoundError: There is no such list.
    """
    [contents] = meant_for(order.audience, order.form, gather_playlists(library, [order.playlist]))
    if order.form != "html":
        return Gathered(contents=contents)
    from coachkit.export.page import recorded_days

    return Gathered(contents=contents, summary=library_summary(library), days=recorded_days(library))


def write(gathered: Gathered, order: ExportOrder) -> Written:
    """Write the file.

    Raises:
        CoachkitError: It cannot be written.
    """
    contents = gathered.contents
    stem = safe_name(contents.playlist.id) or "playlist"
    folder = Path(tempfile.mkdtemp(prefix="coachkit-export-"))
    ending = {"rss": "-podcast.zip"}.get(order.form, f".{order.form}")
    path = folder / f"{stem}{ending}"
    try:
        if order.form in TEXTS:
            path.write_text(_text([contents], order), encoding="utf-8", newline="")
        else:
            _write_sound(gathered, order.form, path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Written(path=path, folder=folder, type=TYPES[order.form])


def _text(playlists: Sequence[PlaylistContents], order: ExportOrder) -> str:
    if order.form in PLAYERS:
        return _FOR_PLAYERS[order.form](playlists, places=served_at(order.sound_address))
    return TEXTS[order.form](without_folders(playlists))


def _write_sound(gathered: Gathered, form: ExportFormat, path: Path) -> None:
    from coachkit.backends.clip_audio import cut_clips

    contents = gathered.contents
    if form == "zip":
        from coachkit.export.archive import write_zip

        write_zip(_named_alone(contents), path, cut=cut_clips)
    elif form == "html" and gathered.summary is not None:
        from coachkit.export.page import format_page

        page = format_page(_named_alone(contents), gathered.summary, cut=cut_clips, days=gathered.days)
        path.write_text(page, encoding="utf-8")
    else:
        from coachkit.export.feed import write_feeds

        feed = path.parent / "feed"
        write_feeds(_named_alone(contents), feed, cut=cut_clips)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for file in sorted(feed.iterdir()):
                archive.write(file, file.name)


def _named_alone(contents: PlaylistContents) -> list[PlaylistContents]:
    return [replace(contents, clips=tuple(map(named_alone, contents.clips)))]
