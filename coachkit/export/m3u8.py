"""Playlists for media players: M3U8 with VLC's start and stop times, playing from the recordings."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.export.sound_places import FindPlaces, SoundPlace, in_files

_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters, and what XML cannot hold."""


def format_m3u8(playlists: Sequence[PlaylistContents], *, places: FindPlaces = in_files) -> str:
    """Return one M3U8 list of all clips; recordings are named by their absolute address, or as `places` says.

    A clip that runs from one part of a call into the next has an entry for each. Clips that cannot be played
    are left out, and a comment says where to read them.
    `EXTVLCOPT:start-time` and `stop-time` are seconds, as VLC documents them for its command line.
    """
    lines = ["#EXTM3U"]
    if len(playlists) == 1:
        lines.append(f"#PLAYLIST:{one_line(playlists[0].playlist.title)}")
    for contents in playlists:
        for clip in contents.playable:
            lines += _entry(contents, clip, places(clip))
        lines += [f"# {note}" for note in left_out(contents)]
    return "\n".join(lines) + "\n"


def format_relative_m3u8(contents: PlaylistContents, files: Mapping[int, str]) -> str:
    """Return a list that plays cut clips which lie beside it; `files` are their names by `Clip.n`."""
    lines = ["#EXTM3U", f"#PLAYLIST:{one_line(contents.playlist.title)}"]
    for of in contents.clips:
        if of.clip.n in files:
            lines += [f"#EXTINF:{of.clip.end - of.clip.start:.3f},{title_of(of)}", files[of.clip.n]]
    return "\n".join(lines) + "\n"


def left_out(contents: PlaylistContents) -> list[str]:
    """Return a sentence on clips of a list that came as text, and one on those whose sound is gone."""
    came_as_text = sum(not of.has_sound for of in contents.clips)
    gone = len(contents.clips) - len(contents.playable) - came_as_text
    sentences = []
    for count, why in ((came_as_text, "came as text"), (gone, "lost the recording")):
        if count:
            clips, them = ("clip", "it") if count == 1 else ("clips", "them")
            sentences.append(
                f"{count} {clips} of “{one_line(contents.playlist.title)}” {why} and cannot be played;"
                f" read {them} with: coachkit playlists show {contents.playlist.id}"
            )
    return sentences


def title_of(of: ClipContents) -> str:
    """Return what a player shows of a clip: who took the call, and why it is worth hearing."""
    said_by = ", ".join(of.agents) or PurePath(of.path).name or "A call"
    return one_line(f"{said_by}: {of.clip.reason}")


def one_line(text: str) -> str:
    """Return `text` without line ends and other control characters, which would begin a new entry."""
    return " ".join(_NO_TEXT.sub(" ", text).split())


def _entry(contents: PlaylistContents, of: ClipContents, places: Sequence[SoundPlace]) -> list[str]:
    lines = []
    for piece in places:
        lines += [
            f"#EXTINF:{piece.end - piece.start:.3f},{title_of(of)}",
            f"#EXTGRP:{one_line(contents.playlist.title)}",
            f"#EXTVLCOPT:start-time={piece.start:.3f}",
            f"#EXTVLCOPT:stop-time={piece.end:.3f}",
            piece.address,
        ]
    return lines
