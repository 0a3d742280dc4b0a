"""Which files hold the sound of a call, whether they still do, and what names it for good."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from coachkit.call_files import CallFile, files_of
from coachkit.errors import CoachkitError, NotFoundError
from coachkit.models import Call, Recording
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import recordings_of, stored_calls


class SoundGoneError(CoachkitError):
    """A recording is not where it was, or not what it was, when the library was built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSound:
    """The sound of a call: its files, in order."""

    call_id: str
    files: tuple[CallFile, ...]
    duration: float
    content: str
    """Changes with what is heard, and with nothing else."""


def find_sound(library: Library, call_id: str) -> CallSound:
    """Return the sound of the call with exactly this id.

    Raises:
        NotFoundError: There is no such call, or it came as a transcript.
        SoundGoneError: A file is gone, or has changed since it was read.
    """
    call = next(iter(stored_calls(library, [call_id])), None)
    if call is None:
        raise NotFoundError(f"No call has the id {call_id}.")
    if call.medium == "transcript":
        raise NotFoundError("This call came as a transcript: there is no sound to play.")
    recordings = recordings_of(library, call_id)
    files = files_of(call, recordings)
    by_path = {one.path: one for one in recordings}
    for file in files:
        _require_unchanged(file.path, by_path.get(str(file.path)))
    return CallSound(
        call_id=call_id, files=files, duration=call.duration, content=_content(call, files, by_path)
    )


def _require_unchanged(path: Path, known: Recording | None) -> None:
    # names alone: who asks may not be at this machine
    try:
        found = path.stat()
    except OSError as error:
        raise SoundGoneError(
            f"The recording {path.name} is not where it was when the library was built. Put it back, or tell "
            "where it is now: coachkit build with the folder it lies in."
        ) from error
    if known is not None and found.st_size != known.size:
        raise SoundGoneError(
            f"The recording {path.name} is not the one that was read: its size has changed. "
            "Put the old file back, or read the new one with coachkit build."
        )


def _content(call: Call, files: Sequence[CallFile], by_path: dict[str, Recording]) -> str:
    digest = sha256()
    for file in files:
        known = by_path.get(str(file.path))
        modified = os.stat(file.path).st_mtime_ns  # noqa: PTH116 - as it is right now
        digest.update(f"{known.audio_hash if known else call.audio_hash} {file.start} {modified}\n".encode())
    return digest.hexdigest()[:32]
