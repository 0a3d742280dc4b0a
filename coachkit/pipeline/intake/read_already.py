"""Transcripts that were read to see what they are, kept for the stage that stores them."""

from pathlib import Path

from coachkit.config import TranscriptSettings
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.reading import read_transcript

MOST_LINES = 400_000
"""So many lines are kept, 150 MB or 1,500 calls of ten minutes; what is more is read twice."""


class ReadAlready:
    """Transcripts by file; one that has changed since is read again."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[tuple[int, int], GivenTranscript]] = {}
        self._room = MOST_LINES

    def read(self, path: Path, settings: TranscriptSettings) -> GivenTranscript:
        """Return the transcript in a file, and keep it while there is room.

        Raises:
            InputError: It is no transcript that can be read.
        """
        state = _state_of(path)
        given = read_transcript(path, settings)
        if state and len(given.lines) <= self._room:
            self._room -= len(given.lines)
            self._read[path] = state, given
        return given

    def take(self, path: Path, settings: TranscriptSettings) -> GivenTranscript:
        """Return the transcript in a file, without reading it where it is kept; it is then no longer.

        Raises:
            InputError: It is no transcript that can be read.
        """
        state, given = self._read.pop(path, (None, None))
        if given:
            self._room += len(given.lines)
        return given if given and state == _state_of(path) else read_transcript(path, settings)


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
