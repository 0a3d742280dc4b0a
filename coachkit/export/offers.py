"""What playlists can be exported as, and for whom: the command and the page offer the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Literal, get_args

from coachkit.call_files import CallFile
from coachkit.export.anonymous import without_names
from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.export.data import format_csv, format_json
from coachkit.export.edl import format_edl
from coachkit.export.m3u8 import format_m3u8
from coachkit.export.markdown import format_markdown
from coachkit.export.xspf import format_xspf

Audience = Literal["peers", "lead"]
ExportFormat = Literal["m3u8", "xspf", "edl", "json", "csv", "md", "html", "rss", "zip"]
PLAYERS: Mapping[str, Callable[[Sequence[PlaylistContents]], str]] = {
    "m3u8": format_m3u8,
    "xspf": format_xspf,
    "edl": format_edl,
}
"""What plays from the recordings themselves."""
TEXTS: Mapping[str, Callable[[Sequence[PlaylistContents]], str]] = {
    **PLAYERS,
    "json": format_json,
    "csv": format_csv,
    "md": format_markdown,
}
WITH_SOUND = ("html", "rss", "zip")
FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)


def refusal(form: str, audience: Audience | None) -> str | None:
    """Return why a format is nothing for an audience, in a sentence; None where it is."""
    if form in PLAYERS and audience == "peers":
        return f"{form} plays the whole recordings, which tell whose they are; for peers, export zip or html."
    return None


def meant_for(
    audience: Audience | None, form: str, playlists: Sequence[PlaylistContents]
) -> list[PlaylistContents]:
    """Return the playlists as those may see them for whom they are: peers, where nobody is said."""
    if form in PLAYERS:
        return without_names(playlists, keep_sound=True)
    return [*playlists] if audience == "lead" else without_names(playlists)


def without_folders(playlists: Sequence[PlaylistContents]) -> list[PlaylistContents]:
    """Return the playlists with the names of files alone, for whoever has no business with this machine.

    Nothing can be played or cut from these: it is for formats that hold no sound.
    """
    return [replace(one, clips=tuple(map(_without_folders, one.clips))) for one in playlists]


def _without_folders(of: ClipContents) -> ClipContents:
    files = tuple(CallFile(path=Path(file.path.name), start=file.start) for file in of.files)
    return replace(named_alone(of), files=files)


def named_alone(of: ClipContents) -> ClipContents:
    """Return a clip whose call is shown by its file's name alone; its sound can still be cut."""
    return replace(of, call=replace(of.call, path=PurePath(of.call.path).name))
