"""The folder that a command works on, checked before anything is written."""

from pathlib import Path

from coachkit.backends.audio import recording_files
from coachkit.errors import RecordingError


def require_recordings(folder: Path) -> list[Path]:
    """Return the recordings in `folder`; raises RecordingError if it does not exist or holds none."""
    if not folder.is_dir():
        raise RecordingError(f"{folder}: there is no such folder; name the folder your recordings are in")
    found = recording_files(folder).recordings
    if not found:
        raise RecordingError(
            f"{folder}: there is no recording in it (looked for MP3, WAV, M4A, FLAC, Ogg, MP4 and the like)"
        )
    return found
