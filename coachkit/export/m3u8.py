"""Playlists for media players: M3U8 with VLC's start and stop times, playing from the recordings."""

from collections.abc import Sequence
from pathlib import Path

from coachkit.call_files import pieces_between
from coachkit.export.contents import ClipContents, PlaylistContents


def format_m3u8(playlists: Sequence[PlaylistContents]) -> str:
    """Return one M3U8 list of all clips; recordings are named by their absolute address.

    A clip that runs from one part of a call into the next has an entry for each. Clips of calls that came as
    transcripts are left out, and a comment says where to read them.
    `EXTVLCOPT:start-time` and `stop-time` are seconds, as VLC documents them for its command line.
    """
    lines = ["#EXTM3U"]
    if len(playlists) == 1:
        lines.append(f"#PLAYLIST:{_one_line(playlists[0].playlist.title)}")
    for contents in playlists:
        for clip in contents.playable:
            lines += _entry(contents, clip)
        lines += _left_out(contents)
    return "\n".join(lines) + "\n"


def _left_out(contents: PlaylistContents) -> list[str]:
    count = len(contents.clips) - len(contents.playable)
    if not count:
        return []
    clips, them = ("clip", "it") if count == 1 else ("clips", "them")
    return [
        f"# {count} {clips} of “{_one_line(contents.playlist.title)}” came as text and cannot be played;"
        f" read {them} with: coachkit playlists show {contents.playlist.id}"
    ]


def _entry(contents: PlaylistContents, of: ClipContents) -> list[str]:
    clip = of.clip
    said_by = ", ".join(of.agents) or Path(of.call.path).name
    lines = []
    for piece in pieces_between(of.files, clip.start, clip.end):
        lines += [
            f"#EXTINF:{piece.end - piece.start:.3f},{_one_line(f'{said_by}: {clip.reason}')}",
            f"#EXTGRP:{_one_line(contents.playlist.title)}",
            f"#EXTVLCOPT:start-time={piece.start:.3f}",
            f"#EXTVLCOPT:stop-time={piece.end:.3f}",
            piece.path.absolute().as_uri(),
        ]
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())
