"""What lies beside a call's files and says what it is: sidecars, the manifest, the files' names."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from coachkit.call_details import Described, details_from_json, merge_details
from coachkit.config import Settings
from coachkit.errors import InputError
from coachkit.filenames import read_details
from coachkit.manifest import ManifestRow, assign_rows, one_row, read_manifest
from coachkit.models import CallDetails
from coachkit.pipeline.intake.opening import Opened
from coachkit.pipeline.intake.source_files import FileGroup, SourceFiles
from coachkit.sidecar import read_sidecar

_MOST_STRAYS = 5


class Describer:
    """Reads what describes the calls of a folder, with its manifest read once."""

    def __init__(self, files: SourceFiles, settings: Settings, manifest: Path | None) -> None:
        self.manifest = manifest if manifest and manifest.is_file() else None
        self.manifest_problem: str | None = None
        """What is wrong with the manifest as a whole, or with rows that are about no file."""
        self.is_manifest_readable = True
        self._settings = settings
        self._rows: Mapping[Path, tuple[ManifestRow, ...]] = {}
        if self.manifest:
            self._read_manifest(self.manifest, files)

    def _read_manifest(self, manifest: Path, files: SourceFiles) -> None:
        try:
            rows = read_manifest(manifest, self._settings.manifest)
        except InputError as error:
            self.manifest_problem, self.is_manifest_readable = str(error), False
            return
        assigned = assign_rows(manifest.name, rows, _names(files))
        self._rows = assigned.rows
        strays = [row.problem for row in assigned.strays if row.problem]
        if strays and files.is_whole:
            more = f" (and {len(strays) - _MOST_STRAYS} more)" if len(strays) > _MOST_STRAYS else ""
            shown = "; ".join(strays[:_MOST_STRAYS])
            self.manifest_problem = f"{shown}{more}; mend the rows or take them away"

    def has_row(self, group: FileGroup) -> bool:
        """Say whether the manifest has a row about a group, or about a file of it."""
        return any(target in self._rows for target in _targets(group, [path for path, _ in group.members]))

    def stamp(self, group: FileGroup) -> object:
        """Return values that change with what describes a group.

        Raises:
            OSError: A sidecar cannot be looked at.
        """
        states = [path.stat() for path in group.sidecars]
        rows = [
            (row.details, row.problem)
            for target in _targets(group, [path for path, _ in group.members])
            for row in self._rows.get(target, ())
        ]
        return [(one.st_size, one.st_mtime_ns, one.st_mode) for one in states], rows

    def describe(self, group: FileGroup, parts: Sequence[Opened], *, is_apart: bool = False) -> Described:
        """Return what is known of the call in `parts`; one that stands apart is not what the group is.

        Raises:
            RecordingError: A sidecar cannot be read.
            InputError: A row of the manifest cannot be read, or two rows differ.
            SettingsError: The file-name pattern is wrong.
        """
        targets = _targets(group, [part.path for part in parts])
        if is_apart:
            targets = targets[1:]
        beside = {target.name if target == group.base else target.stem for target in targets}
        sources = [read_sidecar(path) for path in group.sidecars if path.stem in beside]
        sources += self._from_manifest(targets)
        sources += [
            details_from_json(part.recording.details, source="transcript")
            for part in parts
            if part.recording.details
        ]
        return merge_details([*sources, self._from_name(group, parts[0].path)])

    def _from_manifest(self, targets: Sequence[Path]) -> list[CallDetails]:
        name = self.manifest.name if self.manifest else ""
        found = (one_row(name, self._rows.get(target, ())) for target in targets)
        return [row.details for row in found if row]

    def _from_name(self, group: FileGroup, path: Path) -> CallDetails:
        pattern = self._settings.recordings.pattern
        if not pattern:
            return CallDetails()
        details = read_details(pattern, group.base.name)
        return details if details != CallDetails() else read_details(pattern, path.stem)


def _targets(group: FileGroup, paths: Sequence[Path]) -> list[Path]:
    """Return what rows and sidecars may be about: the call as a whole, and each of its files."""
    return [group.base, *paths]


def _names(files: SourceFiles) -> dict[Path, list[str]]:
    """Return the names that files and calls go by in a manifest, the surest first."""
    names = {}
    for group in files.groups:
        for path, number in group.members:
            place = _place(path, files.root)
            names[path] = [place, str(path), path.name]
            if number is not None:
                names[group.base] = [_place(group.base, files.root), group.base.name]
            names[path] += [place.removesuffix(path.suffix), path.stem]
    return names


def _place(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
