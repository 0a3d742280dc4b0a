"""Which file plays which second of a call: a call in parts is one call with continuous time.

Everything that opens a call's files asks here: hearing, reading a transcript, cutting a clip, a list
for a player.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from coachkit.models import Recording

AudioFormat = Literal["mp3", "opus"]
"""What a clip that is cut out is written as; `opus` in an Ogg file."""


class HeldCall(Protocol):
    """A call, as far as its files are concerned."""

    @property
    def id(self) -> str:
        """As in `Call`."""
        ...

    @property
    def path(self) -> str:
        """Its own file, or the first of its parts."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFile:
    """A file of a call, and when it begins, in seconds of the call."""

    path: Path
    start: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one file; `start` and `end` are seconds of that file."""

    path: Path
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a call that is cut out, in seconds of the call."""

    start: float
    end: float
    muted: tuple[tuple[float, float], ...] = ()
    """Times (start, end) within it that must not be heard."""


def files_of(call: HeldCall, recordings: Iterable[Recording]) -> tuple[CallFile, ...]:
    """Return the call's files in order, one a part, from all files that are known to hold it.

    Of several files with the same part the call's own counts, then one in the same folder, then any that
    exists; where none exists, the call's own is named all the same.
    """
    own = Path(call.path)
    by_part: dict[int, list[Recording]] = {}
    for recording in recordings:
        if recording.call_id == call.id:
            by_part.setdefault(recording.part, []).append(recording)
    by_part.setdefault(0, [])
    files = []
    for part in sorted(by_part):
        paths = sorted(
            (Path(one.path) for one in by_part[part]),
            key=lambda path: (path != own, path.parent != own.parent, path),
        )
        if part == 0 and own not in paths:
            paths.insert(0, own)
        start = min((one.start for one in by_part[part]), default=0.0)
        files.append(CallFile(path=next((path for path in paths if path.exists()), paths[0]), start=start))
    return tuple(files)


def pieces_between(files: Sequence[CallFile], start: float, end: float) -> tuple[Piece, ...]:
    """Return the stretches of the files that play `start` to `end`, in seconds of the call.

    The last file plays whatever follows its beginning.
    """
    pieces = []
    for number, file in enumerate(files):
        is_last = number + 1 == len(files)
        first = max(start, file.start)
        last = end if is_last else min(end, files[number + 1].start)
        if first < last:
            pieces.append(_piece(file, first, last))
    return tuple(pieces)


def _piece(file: CallFile, start: float, end: float) -> Piece:
    return Piece(path=file.path, start=round(start - file.start, 3), end=round(end - file.start, 3))
