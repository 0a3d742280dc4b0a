"""Where a player finds the sound of a clip: in the files of its call, or at an address that serves calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from coachkit.export.contents import ClipContents


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundPlace:
    """A stretch of something that plays; times are seconds of it."""

    address: str
    start: float
    end: float


FindPlaces = Callable[[ClipContents], Sequence[SoundPlace]]


def in_files(of: ClipContents) -> list[SoundPlace]:
    """Return where a clip plays as `file:` addresses, one for each part of its call."""
    return [
        SoundPlace(address=piece.path.absolute().as_uri(), start=piece.start, end=piece.end)
        for piece in of.pieces
    ]


def at_paths(of: ClipContents) -> list[SoundPlace]:
    """Return the same as paths."""
    return [
        SoundPlace(address=str(piece.path.absolute()), start=piece.start, end=piece.end)
        for piece in of.pieces
    ]


def served_at(address: str) -> FindPlaces:
    """Return what finds clips at `address` + the call's id, where the whole call plays in one."""

    def places(of: ClipContents) -> list[SoundPlace]:
        return [SoundPlace(address=address + quote(of.call.id), start=of.clip.start, end=of.clip.end)]

    return places
