"""Playlists as a zip of cut clips, for any player and any shared folder: numbered files, and lists."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten

from coachkit.call_files import AudioFormat
from coachkit.export.contents import PlaylistContents, SoundKey
from coachkit.export.cutting import CutClips, cut_sounds, with_notes
from coachkit.export.data import format_csv
from coachkit.export.m3u8 import format_relative_m3u8, one_line
from coachkit.export.markdown import format_markdown
from coachkit.export.safe_names import safe_name, safe_names
from coachkit.whole_files import open_whole

_TITLE = 60
"""Letters of a clip's reason in its name: with folder and number below the 260 signs of a path in Windows."""
_WRITTEN_ON = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip knows: the same clips make the same file."""


def write_zip(
    playlists: Sequence[PlaylistContents], path: Path, *, cut: CutClips, form: AudioFormat = "mp3"
) -> int:
    """Write the clips as `01 Reason.mp3`, with list.md, list.m3u8 and list.csv; return how many have sound.

    Several lists have a folder each. A clip that has no sound is in list.md as text with a note. Raises
    CoachkitError, and leaves no part of the file, where it cannot be written.
    """
    folders = _folders(playlists)
    places: dict[SoundKey, list[tuple[int, int]]] = {}
    for number, contents in enumerate(playlists):
        for place, of in enumerate(contents.clips):
            places.setdefault(of.key, []).append((number, place))
    files: list[dict[int, str]] = [{} for _ in playlists]
    notes: dict[SoundKey, str | None] = {}
    with open_whole(path) as file, zipfile.ZipFile(file, "w") as archive:
        for key, sound in cut_sounds(playlists, cut, form=form):
            notes[key] = sound.note
            for number, place in places[key] if sound.data else ():
                name = _clip_name(playlists[number], place, form)
                files[number][playlists[number].clips[place].clip.n] = name
                _add(archive, folders[number] + name, sound.data or b"")
        for contents, folder, named in zip(with_notes(playlists, notes), folders, files, strict=True):
            _add(archive, f"{folder}list.md", format_markdown([contents], files=named).encode())
            _add(archive, f"{folder}list.m3u8", format_relative_m3u8(contents, named).encode())
            _add(archive, f"{folder}list.csv", format_csv([contents], files=named).encode("utf-8-sig"))
    return sum(map(len, files))


def _folders(playlists: Sequence[PlaylistContents]) -> list[str]:
    if len(playlists) == 1:
        return [""]
    names = safe_names((_short(of.playlist.title) for of in playlists), instead="list")
    return [f"{name}/" for name in names]


def _clip_name(contents: PlaylistContents, place: int, form: AudioFormat) -> str:
    digits = max(2, len(str(len(contents.clips))))
    return f"{place + 1:0{digits}} {_short(contents.clips[place].clip.reason) or 'clip'}.{form}"


def _short(text: str) -> str:
    """Return the first words of `text` as a part of a file name."""
    line = one_line(text).replace(": ", " - ")
    return safe_name(shorten(line, _TITLE, placeholder="")) or safe_name(line, longest=_TITLE)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_WRITTEN_ON)
    entry.external_attr = 0o644 << 16
    is_text = not name.endswith((".mp3", ".opus"))
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED)
