"""The files of a folder, and what each is by its name: part of a call, a description of one, or neither.

Nothing is opened here but JSON files, which may be transcripts or sidecars. Files of one folder whose
names differ only by a part number are one group; any other file is a group of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coachkit.backends.audio import recording_files
from coachkit.config import SETTINGS_NAME
from coachkit.models import Medium
from coachkit.part_names import part_name
from coachkit.transcripts.reading import TRANSCRIPT_SUFFIXES, transcript_format

_RICHEST_FIRST = {suffix: rank for rank, suffix in enumerate((".json", ".vtt", ".srt", ".docx", ".csv"))}
"""Of several transcripts of one name the one that tells most is taken."""

Place = tuple[Path, str]
"""A folder and the name of a call in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that becomes no call, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGroup:
    """Files that may be one call: one file, or several with part numbers."""

    medium: Medium
    base: Path
    """Folder and name without part number and suffix."""
    members: tuple[tuple[Path, int | None], ...]
    """(file, part number) each, in the order of their numbers; a file without a number is alone."""
    sidecars: tuple[Path, ...] = ()
    """Of the call as a whole first, then of its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFiles:
    """What a folder holds."""

    root: Path
    groups: tuple[FileGroup, ...]
    skipped: tuple[Skipped, ...]
    waiting: tuple[Path, ...] = ()
    """Files that are still being written, and those that belong to them; they are skipped as well."""
    is_whole: bool = True
    """False where only some files were asked for."""

    @property
    def paths(self) -> list[Path]:
        """All files that may be part of a call."""
        return [path for group in self.groups for path, _ in group.members]


def look_for_files(
    root: Path,
    *,
    only: Sequence[Path] | None = None,
    manifest: Path | None = None,
    is_known: Callable[[Path], bool] = lambda _: False,
    is_growing: Callable[[Path], bool] | None = None,
) -> SourceFiles:
    """Return what is under `root`, or which of it concerns the files `only`, which lie in `root` itself.

    A transcript beside a recording of the same name is skipped, and so are all but one of several with
    the same name; `is_known` says of a file that it was taken in before, and then it is that one. A group
    of which `is_growing` says that a file is still being written is left for later.
    """
    found = recording_files(root, is_deep=only is None)
    heard: dict[Place, Path] = {}
    for path in found.recordings:
        for place in (_base_of(path), _place_of(path)):
            heard.setdefault(place, path)
    kinds = {path: transcript_format(path) for path in found.ignored if _may_be_transcript(path, manifest)}
    kinds |= {path: None for path in kinds if path.suffix.lower() == ".json" and _place_of(path) in heard}
    written = _one_of_each(
        [path for path, kind in kinds.items() if kind and _place_of(path) not in heard], is_known
    )
    transcripts = sorted(written.values())
    sidecars = {path for path, kind in kinds.items() if path.suffix.lower() == ".json" and kind is None}
    groups = _grouped(found.recordings, "recording", sidecars)
    groups += _grouped(transcripts, "transcript", sidecars)
    taken = set(transcripts)
    skipped = [
        Skipped(path=path, reason=_why_skipped(path, manifest, heard, written, kinds))
        for path in found.ignored
        if path not in taken
    ]
    if only is not None:
        groups = [group for group in groups if any(path in only for path, _ in group.members)]
        skipped = [one for one in skipped if one.path in only]
    groups.sort(key=lambda group: group.members[0][0])
    waiting = [group for group in groups if is_growing and _is_growing(group, is_growing)]
    late = [path for group in waiting for path, _ in group.members]
    skipped += [Skipped(path=path, reason="still being written") for path in late]
    return SourceFiles(
        root=root,
        groups=tuple(group for group in groups if group not in waiting),
        skipped=tuple(skipped),
        waiting=tuple(late),
        is_whole=only is None,
    )


def _is_growing(group: FileGroup, is_growing: Callable[[Path], bool]) -> bool:
    # Every file is asked about, so that whoever answers can wait for all of them.
    growing = [path for path in (*(path for path, _ in group.members), *group.sidecars) if is_growing(path)]
    return bool(growing)


def _may_be_transcript(path: Path, manifest: Path | None) -> bool:
    return path.suffix.lower() in TRANSCRIPT_SUFFIXES and path != manifest


def _place_of(path: Path) -> Place:
    return path.parent, path.stem.casefold()


def _base_of(path: Path) -> Place:
    return path.parent, part_name(path.stem).base.casefold()


def _one_of_each(transcripts: Iterable[Path], is_known: Callable[[Path], bool]) -> dict[Place, Path]:
    def rank(path: Path) -> tuple[bool, int, Path]:
        return not is_known(path), _RICHEST_FIRST.get(path.suffix.lower(), len(_RICHEST_FIRST)), path

    chosen: dict[Place, Path] = {}
    for path in transcripts:
        place = _place_of(path)
        if place not in chosen or rank(path) < rank(chosen[place]):
            chosen[place] = path
    return chosen


def _grouped(paths: Iterable[Path], medium: Medium, sidecars: set[Path]) -> list[FileGroup]:
    groups: dict[tuple[object, ...], list[tuple[Path, int | None]]] = {}
    for path in paths:
        number = part_name(path.stem).number
        key = (path,) if number is None else _base_of(path)
        groups.setdefault(key, []).append((path, number))
    return [_group(members, medium, sidecars) for members in groups.values()]


def _group(members: list[tuple[Path, int | None]], medium: Medium, sidecars: set[Path]) -> FileGroup:
    ordered = sorted(members, key=lambda member: (member[1] or 0, member[0]))
    first = ordered[0][0]
    base = first.with_name(part_name(first.stem).base)
    beside = [base.with_name(f"{base.name}.json"), *(path.with_suffix(".json") for path, _ in ordered)]
    return FileGroup(
        medium=medium,
        base=base,
        members=tuple(ordered),
        sidecars=tuple(path for path in dict.fromkeys(beside) if path in sidecars),
    )


def _why_skipped(
    path: Path,
    manifest: Path | None,
    heard: Mapping[Place, Path],
    written: Mapping[Place, Path],
    kinds: Mapping[Path, str | None],
) -> str:
    if path == manifest:
        return "the manifest"
    if path.name == SETTINGS_NAME:
        return "the settings"
    place = _place_of(path)
    recording, transcript = heard.get(place), written.get(place)
    if kinds.get(path):
        if recording:
            return f"a transcript of {recording.name}, which is heard itself"
        return f"another form of {transcript.name}" if transcript else "a transcript"
    if path.suffix.lower() == ".json":
        described = recording or transcript
        return f"the sidecar of {described.name}" if described else "a sidecar without its recording"
    return "neither a recording nor a transcript"
