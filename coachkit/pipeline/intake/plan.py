"""What taking in a folder would do: one truth for a build and for `coachkit import --dry-run`.

Planning opens files that are new or have changed and writes nothing. It yields call by call, so that
whoever carries it out can store each before the next is opened, and may stop anywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from coachkit.call_details import Described
from coachkit.config import Settings
from coachkit.errors import CoachkitError, LibraryError, SettingsError
from coachkit.models import Call, Recording
from coachkit.pipeline.fingerprint import fingerprint
from coachkit.pipeline.intake.describing import Describer
from coachkit.pipeline.intake.entries import make_entry, place_parts
from coachkit.pipeline.intake.joining import join_parts
from coachkit.pipeline.intake.known import Entry, Known, readable
from coachkit.pipeline.intake.opening import Opened, open_file, reader_of
from coachkit.pipeline.intake.source_files import FileGroup, Skipped, SourceFiles

Change = Literal["new", "changed", "moved"]
VERSION = 2
"""Raised when more files can be read, so that those which failed are tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file that cannot be taken in."""

    path: Path
    reason: str
    tried: str | None
    """Hash of all that the attempt depends on; None where the file cannot even be looked at."""
    is_old: bool = False
    """Found in an earlier build; as nothing has changed, the file was not tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCall:
    """A call that files make."""

    files: tuple[Path, ...]
    """Those that were looked at, a part each."""
    call: Call
    described: Described
    change: Change | None
    entry: Entry | None
    """What is to be stored; None where it is so already, or where the files are a copy."""
    recordings: tuple[Recording, ...]
    """Files to be stored: those that are new or have changed."""
    moves: tuple[tuple[str, str], ...]
    """(old path, new path) of files that were moved."""
    absorbed: tuple[str, ...] = ()
    """Ids of calls whose only files are parts of this one now, or transcripts of its recording."""
    is_copy: bool = False
    """The call is described by other files, which are still there."""
    is_new_content: bool = False
    """The call was known, but not with this sound or text."""
    has_row: bool = True
    """False where there is a manifest and it does not say anything of these files."""


Planned = PlannedCall | Problem | Skipped


class IntakePlan:
    """A plan for the files of one folder; iterating over it makes it, call by call."""

    def __init__(
        self,
        files: SourceFiles,
        known: Known,
        settings: Settings,
        describer: Describer,
        *,
        retry_failed: bool = False,
    ) -> None:
        self.files = files
        self.describer = describer
        self.known = known
        self._settings = settings
        self._retry_failed = retry_failed

    def __iter__(self) -> Iterator[Planned]:
        """Yield what becomes of each file; a call's files come together."""
        manifest, problem = self.describer.manifest, self.describer.manifest_problem
        if manifest and problem:
            yield self._manifest_problem(manifest, problem)
        for group in self.files.groups:
            yield from self._plan_group(group)
        yield from (one for one in self.files.skipped if not (problem and one.path == manifest))

    def _manifest_problem(self, manifest: Path, reason: str) -> Problem:
        tried = fingerprint(VERSION, reason)
        return Problem(path=manifest, reason=reason, tried=tried, is_old=self._has_failed(manifest, tried))

    def _plan_group(self, group: FileGroup) -> Iterator[Planned]:
        tried = self._tried_with(group)
        opened: dict[Path, Opened] = {}
        for path, _ in group.members:
            one = self._open(group, path, tried)
            if isinstance(one, Problem):
                yield one
            else:
                opened[path] = one
        if not opened:
            return
        joined = join_parts(group, opened, self.known)
        if joined.parts and any(part.path in opened for part in joined.parts):
            yield from self._plan_call(group, joined.parts, tried)
        for one in joined.apart:
            yield from self._plan_call(group, [one], tried, is_apart=True)
        for path, reason in joined.refused:
            yield self._problem(path, reason, tried)

    def _open(self, group: FileGroup, path: Path, tried: str | None) -> Opened | Problem:
        failure = self.known.failures.get(readable(path))
        if failure and self._has_failed(path, tried):
            return Problem(path=path, reason=failure.reason, tried=tried, is_old=True)
        try:
            return open_file(path, group.medium, self.known, self._settings)
        except (LibraryError, SettingsError):
            raise
        except Exception as error:  # whatever is odd about one file must not stop the others
            return self._problem(path, _reason(error), tried)

    def _plan_call(
        self, group: FileGroup, parts: Sequence[Opened], tried: str | None, *, is_apart: bool = False
    ) -> Iterator[Planned]:
        mine = tuple(part.path for part in parts if any(part.path == path for path, _ in group.members))
        try:
            planned = self._planned(group, parts, mine, is_apart=is_apart)
        except (LibraryError, SettingsError):
            raise
        except Exception as error:  # as above
            for path in mine:
                yield self._problem(path, _reason(error), tried)
            return
        self.known.note(
            entry=planned.entry,
            recordings=planned.recordings,
            moves=planned.moves,
            absorbed=planned.absorbed,
        )
        yield planned

    def _planned(
        self, group: FileGroup, parts: Sequence[Opened], mine: tuple[Path, ...], *, is_apart: bool
    ) -> PlannedCall:
        recordings = place_parts(parts, self.known)
        old = self.known.entries.get(recordings[0].call_id)
        moves = self._moves(old, recordings)
        if old and moves:
            old = replace(old, call=replace(old.call, path=recordings[0].path))
        is_copy = old is not None and old.call.path != recordings[0].path
        described = self.describer.describe(group, parts, is_apart=is_apart)
        place = mine[0].relative_to(self.files.root).as_posix()
        entry = make_entry(parts[0], recordings, described, settings=self._settings, place=place)
        is_kept = is_copy or self._is_undescribed(old) or bool(old and entry.as_told() == old.as_told())
        return PlannedCall(
            files=mine,
            call=old.call if old and is_kept else entry.call,
            described=described,
            change="moved" if moves else None if is_kept else "changed" if old else "new",
            entry=None if is_kept else entry,
            recordings=tuple(self._to_be_stored(recordings, mine, moves)),
            moves=moves,
            absorbed=tuple(self.known.calls_within(recordings, group.beside)),
            is_copy=is_copy,
            is_new_content=old is not None and not is_copy and old.call.audio_hash != entry.call.audio_hash,
            has_row=self.describer.manifest is None or self.describer.has_row(group),
        )

    def _to_be_stored(
        self, recordings: Sequence[Recording], mine: Sequence[Path], moves: Sequence[tuple[str, str]]
    ) -> Iterator[Recording]:
        earlier = {new: old for old, new in moves}
        for one in recordings:
            stored = self.known.recordings.get(earlier.get(one.path, one.path))
            if Path(one.path) in mine and (stored is None or replace(stored, path=one.path) != one):
                yield one

    def _moves(self, old: Entry | None, recordings: Sequence[Recording]) -> tuple[tuple[str, str], ...]:
        """Return which files of a call were moved here: its own are gone."""
        if old is None or old.call.path == recordings[0].path or Path(old.call.path).exists():
            return ()
        moves = []
        for recording in recordings:
            earlier = [
                one.path
                for one in self.known.recordings_of(recording.call_id)
                if one.part == recording.part and not Path(one.path).exists()
            ]
            own = [path for path in earlier if path == old.call.path]
            moves += [(path, recording.path) for path in (*own, *earlier)[:1] if path != recording.path]
        return tuple(moves)

    def _is_undescribed(self, old: Entry | None) -> bool:
        """Say whether what a call's manifest said is unknown for now, so that it stays as it was."""
        told = old is not None and "manifest" in old.call.details_from
        return told and not self.describer.is_manifest_readable

    def _tried_with(self, group: FileGroup) -> str | None:
        """Return a hash of what reading the files depends on; None where they cannot even be looked at."""
        try:
            states = [path.stat() for path, _ in group.members]
            described = self.describer.stamp(group)
        except OSError:
            return None
        stamps = [(state.st_size, state.st_mtime_ns, state.st_mode) for state in states]
        names = [readable(Path(path.name)) for path, _ in group.members]
        reader = reader_of(self._settings) if group.medium == "transcript" else None
        return fingerprint(VERSION, stamps, names, described, reader, self._settings.recordings)

    def _has_failed(self, path: Path, tried: str | None) -> bool:
        failure = self.known.failures.get(readable(path))
        return bool(failure and tried and failure.tried == tried and not self._retry_failed)

    def _problem(self, path: Path, reason: str, tried: str | None) -> Problem:
        return Problem(path=path, reason=reason, tried=tried, is_old=self._has_failed(path, tried))


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, CoachkitError) else f"{type(error).__name__}: {error}"
