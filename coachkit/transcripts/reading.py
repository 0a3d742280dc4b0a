"""Which files are transcripts, and how each kind is read."""

from collections.abc import Callable
from pathlib import Path

from coachkit.config import TranscriptSettings
from coachkit.errors import InputError
from coachkit.transcripts.csv_file import read_csv
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.json_file import json_format, read_json_transcript
from coachkit.transcripts.srt_file import read_srt
from coachkit.transcripts.teams_docx import read_docx
from coachkit.transcripts.vtt_file import read_vtt

READER_VERSION = 1
"""Grows when a reader takes something else from the same file, so that transcripts are read again."""

_BY_SUFFIX: dict[str, tuple[str, Callable[[Path, TranscriptSettings], GivenTranscript]]] = {
    ".csv": ("CSV", read_csv),
    ".docx": ("Teams DOCX", lambda path, _: read_docx(path)),
    ".json": ("JSON", lambda path, _: read_json_transcript(path)),
    ".srt": ("SRT", lambda path, _: read_srt(path)),
    ".vtt": ("WebVTT", lambda path, _: read_vtt(path)),
}
TRANSCRIPT_SUFFIXES = frozenset(_BY_SUFFIX)
"""Ends of the names of files that may be transcripts, in lower case."""
_HALF_WRITTEN = (".", "~$")
"""How the names of hidden files begin, and of those that Word leaves while a file is open."""


def transcript_format(path: Path) -> str | None:
    """Return the name of a transcript's format, None where the file is no transcript.

    Looks at the name, and at the content of JSON only, where a sidecar is none. A file of the right name
    may still turn out to be none when it is read, which is then said.
    """
    suffix = path.suffix.lower()
    if suffix not in _BY_SUFFIX or path.name.startswith(_HALF_WRITTEN):
        return None
    return json_format(path) if suffix == ".json" else _BY_SUFFIX[suffix][0]


def read_transcript(path: Path, settings: TranscriptSettings) -> GivenTranscript:
    """Return the transcript in a file; `settings` say how tables are laid out.

    Raises:
        InputError: It cannot be read, is not what its name says, or its times make no sense; names the file
            and the line (in JSON, the place).
    """
    entry = _BY_SUFFIX.get(path.suffix.lower())
    if entry is None:
        kinds = ", ".join(sorted(_BY_SUFFIX))
        raise InputError(f"{path.name}: is no transcript that coachkit reads; those end in {kinds}")
    _, read = entry
    return read(path, settings)
