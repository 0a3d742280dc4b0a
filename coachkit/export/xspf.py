"""Playlists as XSPF, with the start and stop times of VLC's extension, playing from the recordings."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from coachkit.export.contents import PlaylistContents
from coachkit.export.m3u8 import left_out, one_line, title_of
from coachkit.export.sound_places import FindPlaces, in_files

_XSPF = "http://xspf.org/ns/0/"
_VLC = "http://www.videolan.org/vlc/playlist/ns/0/"
_APPLICATION = "http://www.videolan.org/vlc/playlist/0"


def format_xspf(playlists: Sequence[PlaylistContents], *, places: FindPlaces = in_files) -> str:
    """Return one XSPF list of all clips; recordings are named by their absolute address, or as `places` says.

    A clip that runs from one part of a call into the next has a track for each. `vlc:option` holds
    `start-time` and `stop-time` in seconds, as VLC itself writes them; other players play whole recordings.
    """
    root = ET.Element("playlist", {"version": "1", "xmlns": _XSPF, "xmlns:vlc": _VLC})
    if len(playlists) == 1:
        _add(root, "title", playlists[0].playlist.title)
    notes = [note for contents in playlists for note in left_out(contents)]
    if notes:
        _add(root, "annotation", " ".join(notes))
    tracks = ET.SubElement(root, "trackList")
    for contents in playlists:
        for of in contents.playable:
            for piece in places(of):
                track = ET.SubElement(tracks, "track")
                _add(track, "location", piece.address)
                _add(track, "title", title_of(of))
                _add(track, "annotation", of.clip.quote)
                _add(track, "album", contents.playlist.title)
                _add(track, "duration", str(round((piece.end - piece.start) * 1000)))
                extension = ET.SubElement(track, "extension", {"application": _APPLICATION})
                _add(extension, "vlc:id", str(len(tracks) - 1))
                _add(extension, "vlc:option", f"start-time={piece.start:.3f}")
                _add(extension, "vlc:option", f"stop-time={piece.end:.3f}")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add(parent: ET.Element, name: str, text: str) -> None:
    if text:
        ET.SubElement(parent, name).text = one_line(text)
