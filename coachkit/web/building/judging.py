"""What dropped files are, by what is in them: calls, what describes calls, or neither."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coachkit.backends.audio import EXTENSIONS, probe
from coachkit.config import Settings
from coachkit.errors import InputError, RecordingError
from coachkit.manifest import read_manifest
from coachkit.sidecar import read_sidecar
from coachkit.transcripts.reading import TRANSCRIPT_SUFFIXES, read_transcript, transcript_format
from coachkit.web.building.order import Trouble
from coachkit.web.building.receiving import MEGABYTE, Received

LARGEST_TEXT = 50 * MEGABYTE
"""Bytes of a transcript or a table: these are read whole."""
NO_CALL = "it is neither a recording nor a transcript that coachkit reads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What becomes of dropped files; those not taken are gone from the disk."""

    calls: tuple[Path, ...]
    beside: tuple[Path, ...]
    """Descriptions of calls: a JSON file beside each, or one table for all."""
    refused: tuple[Trouble, ...]


Known = Callable[[Collection[str]], Mapping[str, str]]
"""Tells which of some hashes are held by which file of the library."""


def judge(files: Sequence[Received], settings: Settings, known: Known) -> Judged:
    """Look into each file and throw away what is no use.

    What the library has already is taken all the same where files come with it that may say more of it.
    """
    hashes: dict[Path, str] = {}
    beside: list[Received] = []
    refused: list[Trouble] = []
    for file in files:
        try:
            found = _content(file, settings)
        except (InputError, RecordingError) as error:
            refused.append(_refuse(file, str(error)))
            continue
        if found is None:
            beside.append(file)
        elif found in hashes.values():
            refused.append(_refuse(file, "the same was dropped twice"))
        else:
            hashes[file.path] = found
    names = {file.path: file.name for file in files}
    if not beside:
        there = known([*hashes.values()])
        for path in [path for path, content in hashes.items() if content in there]:
            name = Path(there[hashes.pop(path)]).name
            reason = "it is there already" + (f", as “{name}”" if name != path.name else "")
            refused.append(Trouble(name=names[path], reason=reason))
            path.unlink()
    described = [file for file in beside if _is_of_use(file, hashes)]
    refused += [
        _refuse(file, "it describes a recording that was not dropped with it")
        for file in beside
        if file not in described
    ]
    return Judged(calls=tuple(hashes), beside=tuple(one.path for one in described), refused=tuple(refused))


def _content(file: Received, settings: Settings) -> str | None:
    """Return what stands for a call's content, None for a description of calls.

    Raises:
        InputError: It is neither, or cannot be read.
        RecordingError: It cannot be heard.
    """
    path, suffix = file.path, file.path.suffix.lower()
    if not file.size:
        raise InputError("it is empty")
    if suffix in EXTENSIONS:
        return probe(path, max_seconds=3600 * settings.recordings.max_hours).audio_hash
    if suffix not in TRANSCRIPT_SUFFIXES:
        raise InputError(NO_CALL)
    if file.size > LARGEST_TEXT:
        raise InputError(f"it is larger than {LARGEST_TEXT // MEGABYTE} MB, which no transcript of a call is")
    if path.name.casefold() == Path(settings.manifest.file).name.casefold():
        read_manifest(path, settings.manifest)
        return None
    if suffix == ".json" and transcript_format(path) is None:
        read_sidecar(path)
        return None
    try:
        return read_transcript(path, settings.transcripts).content_hash
    except InputError as error:
        if suffix != ".csv":
            raise
        name = Path(settings.manifest.file).name
        raise InputError(
            f"{error}; if it is the table that says whose calls they are, call it {name}"
        ) from None


def _is_of_use(file: Received, calls: Collection[Path]) -> bool:
    if file.path.suffix.lower() != ".json":
        return bool(calls)
    stem = file.path.stem.casefold()
    near = [path.stem.casefold() for path in calls if path.parent == file.path.parent]
    # a call in parts has one description: `call.json` beside `call_1.wav`
    return any(one == stem or one.startswith(stem) for one in near)


def _refuse(file: Received, reason: str) -> Trouble:
    file.path.unlink(missing_ok=True)
    # who dropped it knows its name
    bare = reason.removeprefix(f"{file.path.name}: ").removeprefix(f"{file.path.name} ")
    return Trouble(name=file.name, reason=bare.replace(f"{file.path.parent}/", ""))
