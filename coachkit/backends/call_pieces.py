"""The sound of a call piece by piece, so that an hour of it needs no more memory than a second.

What is played and what is drawn are made from it; a call in several files is one time line here too.
"""

from collections.abc import Callable, Sequence

import numpy as np

from coachkit.backends.audio import decode_pieces
from coachkit.backends.protocols import Samples
from coachkit.call_files import CallFile
from coachkit.errors import RecordingError


def decode_call_pieces(files: Sequence[CallFile], keep: Callable[[Samples], None], *, rate: int) -> None:
    """Hand the sound of a call's files to `keep`, each piece of shape (channels, samples).

    A part that is shorter than the next one's beginning is followed by silence, a longer one is cut there.

    Raises:
        RecordingError: A file cannot be read, or the files have different numbers of channels.
    """
    line = _TimeLine(keep)
    for number, file in enumerate(files):
        is_last = number + 1 == len(files)
        line.ends_at = None if is_last else round((files[number + 1].start - files[0].start) * rate)
        try:
            decode_pieces(file.path, line.add, rate=rate)
        except _OtherChannelsError as error:
            raise RecordingError(
                f"{file.path.name} and {files[0].path.name} have different numbers of channels "
                "and cannot be one call"
            ) from error
        line.fill()


class _OtherChannelsError(Exception):
    """A part has another number of channels than the one before."""


class _TimeLine:
    """Counts what was handed on, and keeps each part within its time."""

    def __init__(self, keep: Callable[[Samples], None]) -> None:
        self._keep = keep
        self._count = 0
        self._channels = 0
        self.ends_at: int | None = None

    def add(self, piece: Samples) -> None:
        if self._channels not in (0, len(piece)):
            raise _OtherChannelsError
        self._channels = len(piece)
        piece = piece if self.ends_at is None else piece[:, : max(0, self.ends_at - self._count)]
        self._count += piece.shape[1]
        self._keep(piece)

    def fill(self) -> None:
        """Hand on silence up to where the part ends."""
        if self.ends_at is not None and self._count < self.ends_at:
            self.add(np.zeros((self._channels, self.ends_at - self._count), np.float32))
