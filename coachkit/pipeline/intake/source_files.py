"""The files of a folder, and what each is by its name: part of a call, a description of one, or neither.

Nothing is opened here but JSON files, which may be transcripts or sidecars. Files of one folder whose
names differ only by a part number are one group; any other file is a group of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coachkit.backends.audio import RecordingFiles, recording_files
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
    beside: tuple[Path, ...] = ()
    """Transcripts that are not taken as these recordings are heard."""


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
    manifests: Sequence[Path] = (),
    is_known: Callable[[Path], bool] = lambda _: False,
    is_growing: Callable[[Path], bool] | None = None,
) -> SourceFiles:
    """Return what is under `root`, or which of it concerns the files `only`, which lie in `root` itself.

    A transcript beside a recording of the same name is skipped, and so are all but one of several with
    the same name: the one of which `is_known` says that it was taken in before, else the richest. Of
    `manifests` the first is read, and no file that is called like one of them is a transcript. A group of
    which `is_growing` says that a file is still being written is left for later.
    """
    found = recording_files(root, is_deep=only is None)
    by_name = _sort_out(found, manifests, is_known)
    groups = [
        *_grouped(found.recordings, "recording", by_name),
        *_grouped(sorted(by_name.written.values()), "transcript", by_name),
    ]
    taken = set(by_name.written.values())
    skipped = [
        Skipped(path=path, reason=by_name.why_skipped(path)) for path in found.ignored if path not in taken
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _ByName:
    """What the files of a folder are by their names."""

    manifests: Sequence[Path]
    heard: Mapping[Place, Path]
    """Recordings, by their names with and without part numbers."""
    written: Mapping[Place, Path]
    """The transcripts that are taken, one a name."""
    kinds: Mapping[Path, str | None]
    """Formats of files that may be transcripts by their names; None for those that are none."""
    beside: Mapping[Path, Sequence[Path]]
    """Transcripts that are not taken, by the recording of their name that is heard."""

    def is_sidecar(self, path: Path) -> bool:
        return path.suffix.lower() == ".json" and path in self.kinds and self.kinds[path] is None

    def why_skipped(self, path: Path) -> str:
        if path in self.manifests[:1]:
            return "the manifest"
        if path.name == SETTINGS_NAME:
            return "the settings"
        if _is_manifest(path, self.manifests):
            return f"a manifest, but not the one that is read ({self.manifests[0]})"
        recording, transcript = self.heard.get(_place_of(path)), self.written.get(_place_of(path))
        if self.kinds.get(path):
            if recording:
                return f"a transcript of {recording.name}, which is heard itself"
            return f"another form of {transcript.name}" if transcript else "a transcript"
        if path.suffix.lower() == ".json":
            described = recording or transcript
            return f"the sidecar of {described.name}" if described else "a sidecar without its recording"
        return "neither a recording nor a transcript"


def _sort_out(found: RecordingFiles, manifests: Sequence[Path], is_known: Callable[[Path], bool]) -> _ByName:
    heard: dict[Place, Path] = {}
    for path in found.recordings:
        for place in (_base_of(path), _place_of(path)):
            heard.setdefault(place, path)
    kinds: dict[Path, str | None] = {}
    for path in found.ignored:
        suffix = path.suffix.lower()
        if suffix in TRANSCRIPT_SUFFIXES and not _is_manifest(path, manifests):
            is_beside = suffix == ".json" and _place_of(path) in heard
            kinds[path] = None if is_beside else transcript_format(path)
    alone: list[Path] = []
    beside: dict[Path, list[Path]] = {}
    for path in (path for path, kind in kinds.items() if kind):
        recording = heard.get(_place_of(path))
        (beside.setdefault(recording, []) if recording else alone).append(path)
    written = _one_of_each(alone, is_known)
    return _ByName(manifests=manifests, heard=heard, written=written, kinds=kinds, beside=beside)


def _is_manifest(path: Path, manifests: Sequence[Path]) -> bool:
    return any(path.name == manifest.name for manifest in manifests)


def _is_growing(group: FileGroup, is_growing: Callable[[Path], bool]) -> bool:
    # Every file is asked about, so that whoever answers can wait for all of them.
    growing = [path for path in (*(path for path, _ in group.members), *group.sidecars) if is_growing(path)]
    return bool(growing)


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


def _grouped(paths: Iterable[Path], medium: Medium, by_name: _ByName) -> list[FileGroup]:
    groups: dict[tuple[object, ...], list[tuple[Path, int | None]]] = {}
    for path in paths:
        number = part_name(path.stem).number
        key = (path,) if number is None else _base_of(path)
        groups.setdefault(key, []).append((path, number))
    return [_group(members, medium, by_name) for members in groups.values()]


def _group(members: list[tuple[Path, int | None]], medium: Medium, by_name: _ByName) -> FileGroup:
    ordered = sorted(members, key=lambda member: (member[1] or 0, member[0]))
    paths = [path for path, _ in ordered]
    base = paths[0].with_name(part_name(paths[0].stem).base)
    sidecars = [base.with_name(f"{base.name}.json"), *(path.with_suffix(".json") for path in paths)]
    return FileGroup(
        medium=medium,
        base=base,
        members=tuple(ordered),
        sidecars=tuple(path for path in dict.fromkeys(sidecars) if by_name.is_sidecar(path)),
        beside=tuple(beside for path in paths for beside in by_name.beside.get(path, ())),
    )
