"""Opening a file to see what it is, unless it is as it was when it was opened last."""

from dataclasses import dataclass
from pathlib import Path

from coachkit.backends.audio import probe
from coachkit.call_details import details_to_json
from coachkit.config import Settings
from coachkit.errors import InputError, RecordingError
from coachkit.models import Call, Medium, Recording
from coachkit.pipeline.fingerprint import fingerprint
from coachkit.pipeline.intake.known import Known, readable
from coachkit.transcripts.reading import READER_VERSION

_OFTEN_SOMETHING_ELSE = {".csv", ".docx"}
"""Ends of the names of files that lie among calls and need not be transcripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file and what it is."""

    recording: Recording
    """Without its place in the call, unless the file is as it was."""
    codec: str
    channels: int
    sample_rate: int

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.recording.path)


def open_file(path: Path, medium: Medium, known: Known, settings: Settings) -> Opened:
    """Return what a file is.

    Raises:
        RecordingError: It cannot be read, or is no sound that can be heard.
        InputError: It is no transcript that can be read.
    """
    if readable(path) != str(path):
        raise RecordingError(f"{readable(path)}: the name is not Unicode text; rename the file")
    try:
        status = path.stat()
    except OSError as error:
        raise RecordingError(f"{path.name} cannot be read ({error.strerror})") from None
    old = known.recordings.get(str(path))
    call = known.call(old.call_id) if old else None
    reader = reader_of(settings) if medium == "transcript" else None
    state = (status.st_size, status.st_mtime_ns, reader)
    if old and call and (old.size, old.modified_ns, old.reader) == state:
        return as_known(old, call)
    if medium == "transcript":
        return _read_transcript(path, known, settings, status.st_size, status.st_mtime_ns)
    return _probe(path, settings, status.st_size, status.st_mtime_ns)


def as_known(recording: Recording, call: Call) -> Opened:
    """Return what a file of a call is without looking at it."""
    return Opened(recording=recording, codec=call.codec, channels=call.channels, sample_rate=call.sample_rate)


def reader_of(settings: Settings) -> str:
    """Return what transcripts are read with: a change of it makes something else of them."""
    return f"{READER_VERSION} {fingerprint(settings.transcripts)[:8]}"


def _probe(path: Path, settings: Settings, size: int, modified_ns: int) -> Opened:
    stream = probe(path, max_seconds=3600 * settings.recordings.max_hours)
    recording = Recording(
        path=str(path),
        size=size,
        modified_ns=modified_ns,
        audio_hash=stream.audio_hash,
        call_id="",
        duration=stream.duration,
    )
    return Opened(
        recording=recording, codec=stream.codec, channels=stream.channels, sample_rate=stream.sample_rate
    )


def _read_transcript(path: Path, known: Known, settings: Settings, size: int, modified_ns: int) -> Opened:
    try:
        given = known.transcripts.read(path, settings.transcripts)
    except InputError as error:
        if path.suffix.lower() in _OFTEN_SOMETHING_ELSE:
            raise InputError(f"{error}; if it is no transcript, move it to another folder") from None
        raise
    recording = Recording(
        path=str(path),
        size=size,
        modified_ns=modified_ns,
        audio_hash=given.content_hash,
        call_id="",
        duration=given.duration,
        details=details_to_json(given.details),
        reader=reader_of(settings),
    )
    return Opened(recording=recording, codec=given.format, channels=0, sample_rate=0)
