"""Playlists as mpv's edit decision list: mpv plays it as one recording with a chapter for each clip."""

from collections.abc import Sequence

from coachkit.export.contents import PlaylistContents
from coachkit.export.m3u8 import left_out, title_of
from coachkit.export.sound_places import FindPlaces, at_paths


def format_edl(playlists: Sequence[PlaylistContents], *, places: FindPlaces = at_paths) -> str:
    """Return one EDL of all clips, recordings named by absolute paths or as `places` says, times in seconds.

    A clip that runs from one part of a call into the next has an entry for each. Values are quoted by their
    length in bytes (`%5%a,b;c`), as mpv's DOCS/edl-mpv.rst has it, so that any path and title can be named.
    """
    lines = ["# mpv EDL v0"]
    for contents in playlists:
        lines += [f"# {note}" for note in left_out(contents)]
        for of in contents.playable:
            for piece in places(of):
                title = title_of(of)
                length = piece.end - piece.start
                lines.append(
                    f"{_quoted(piece.address)},{piece.start:.3f},{length:.3f},title={_quoted(title)}"
                )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return f"%{len(text.encode('utf-8', 'surrogateescape'))}%{text}"
