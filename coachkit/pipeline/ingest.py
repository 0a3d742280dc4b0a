"""Ingest: files of a folder become calls, known by their sound and described by what lies beside them.

A file whose size and time are those of the last build is not opened again, whether it could be read
then or not. A file that cannot be read is a recorded failure and stops nobody else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from coachkit.backends.audio import probe, recording_files
from coachkit.config import Settings
from coachkit.errors import CoachkitError, LibraryError, RecordingError, SettingsError
from coachkit.filenames import read_details
from coachkit.models import AudioStream, Call, CallAgent, CallDetails, Failure, Outcome, Recording
from coachkit.pipeline.fingerprint import fingerprint
from coachkit.pipeline.people import Roster
from coachkit.sidecar import read_sidecar, sidecar_of
from coachkit.store.library import Library

Change = Literal["new", "changed", "moved"]
ID_LENGTH = 16
"""Characters of the audio hash that make a call's id."""
STAGE = "ingest"
VERSION = 1
"""Raised when more files can be read, so that those which failed are tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What was found in the folder, in files."""

    recordings: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    failed: int = 0
    """Files that could not be read, those included that were not tried again."""
    skipped: int = 0
    """Files that failed in an earlier build and are as they were: not tried again."""
    ignored: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A call with all that ingest knows of it."""

    call: Call
    call_agents: tuple[CallAgent, ...]
    outcomes: tuple[Outcome, ...]


class Ingest:
    """One pass over a folder."""

    def __init__(self, library: Library, settings: Settings, *, retry_failed: bool = False) -> None:
        self._library = library
        self._settings = settings
        self._retry_failed = retry_failed
        self._folder = Path()
        self._recordings = {r.path: r for r in library.rows(Recording)}
        self._calls = {call.id: call for call in library.rows(Call)}
        self._failed = {f.subject: f for f in library.rows(Failure) if f.stage == STAGE}
        self._roster = Roster.from_settings(settings)

    def run(self, folder: Path, *, advance: Callable[[], None]) -> IngestReport:
        """Take in every recording under `folder`; `advance` is called after each file.

        Raises:
            RecordingError: There is no such folder, or no recording in it.
        """
        if not folder.is_dir():
            raise RecordingError(f"{folder}: there is no such folder; name the folder your recordings are in")
        self._folder = folder.resolve()
        files = recording_files(self._folder)
        if not files.recordings:
            raise RecordingError(
                f"{folder}: there is no recording in it (looked for MP3, WAV, M4A, FLAC, Ogg, MP4 …)"
            )
        report = IngestReport(recordings=len(files.recordings), ignored=len(files.ignored))
        for path in files.recordings:
            report = self._take(path, report)
            advance()
        self._forget_failures_of_lost_files(files.recordings)
        return report

    def _take(self, path: Path, report: IngestReport) -> IngestReport:
        subject = _readable(path)
        failure, tried = self._failed.get(subject), self._tried_with(path)
        if failure and failure.tried == tried and tried and not self._retry_failed:
            return replace(report, failed=report.failed + 1, skipped=report.skipped + 1)
        try:
            if subject != str(path):
                raise RecordingError(f"{subject}: the name is not Unicode text; rename the file")
            recording, stream = self._identify(path)
            change = self._store(path, recording, stream)
        except (LibraryError, SettingsError):
            raise
        except Exception as error:  # whatever is odd about one file must not stop the others
            reason = str(error) if isinstance(error, CoachkitError) else f"{type(error).__name__}: {error}"
            self._library.record_failure(
                Failure(subject=subject, stage=STAGE, reason=reason, failed_at=now(), tried=tried)
            )
            return replace(report, failed=report.failed + 1)
        if failure:
            self._library.clear_failure(subject, STAGE)
        return replace(report, **{change: getattr(report, change) + 1}) if change else report

    def _tried_with(self, path: Path) -> str | None:
        """Return a hash of what reading the file depends on; None where it cannot even be looked at."""
        sidecar = sidecar_of(path)
        try:
            states = [one.stat() for one in (path, sidecar) if one]
        except OSError:
            return None
        stamps = [(state.st_size, state.st_mtime_ns, state.st_mode) for state in states]
        return fingerprint(VERSION, stamps, self._settings.recordings)

    def _identify(self, path: Path) -> tuple[Recording, AudioStream | None]:
        """Return the file's record; the stream is None where the file is as it was."""
        try:
            status = path.stat()
        except OSError as error:
            raise RecordingError(f"{path.name} cannot be read ({error.strerror})") from None
        known = self._recordings.get(str(path))
        if known and (known.size, known.modified_ns) == (status.st_size, status.st_mtime_ns):
            return known, None
        stream = probe(path, max_seconds=3600 * self._settings.recordings.max_hours)
        recording = Recording(
            path=str(path),
            size=status.st_size,
            modified_ns=status.st_mtime_ns,
            audio_hash=stream.audio_hash,
            call_id=self._call_id(stream.audio_hash),
        )
        return recording, stream

    def _call_id(self, audio_hash: str) -> str:
        """Return the id of the call that already has this sound, else the beginning of its hash."""
        known = next((c.id for c in self._calls.values() if c.audio_hash == audio_hash), None)
        return known or audio_hash[:ID_LENGTH]

    def _store(self, path: Path, recording: Recording, stream: AudioStream | None) -> Change | None:
        """Store what is new about the file and its call; return what kind of news that is.

        A second file with the same sound is only noted: the first describes the call while it exists.
        """
        old = self._calls.get(recording.call_id)
        is_copy = old is not None and old.path != str(path)
        change: Change = "changed" if old else "new"
        if old and is_copy and not Path(old.path).exists():
            self._library.move_recording(old.path, str(path))
            old = replace(old, path=str(path))
            self._calls[old.id], is_copy, change = old, False, "moved"
        entry = None if is_copy else self._entry(path, recording, stream, old)
        if entry and entry != self._stored(recording.call_id):
            self._save(entry, recording)
            return change
        if self._recordings.get(str(path)) != recording:
            self._library.save_recording(recording)
        return "moved" if change == "moved" else None

    def _save(self, entry: _Entry, recording: Recording) -> None:
        self._library.save_call(entry.call, recording, call_agents=entry.call_agents, outcomes=entry.outcomes)
        self._calls[entry.call.id] = entry.call

    def _stored(self, call_id: str) -> _Entry | None:
        call = self._calls.get(call_id)
        if call is None:
            return None
        return _Entry(
            call=call,
            call_agents=tuple(self._library.rows(CallAgent, call_id=call_id)),
            outcomes=tuple(o for o in self._library.rows(Outcome, call_id=call_id) if o.origin == "details"),
        )

    def _details(self, path: Path) -> CallDetails:
        sidecar = sidecar_of(path)
        if sidecar:
            return read_sidecar(sidecar)
        pattern = self._settings.recordings.pattern
        return read_details(pattern, path.stem) if pattern else CallDetails()

    def _entry(
        self, path: Path, recording: Recording, stream: AudioStream | None, old: Call | None
    ) -> _Entry:
        details = self._details(path)
        sound = stream or old or probe(path)
        source = self._settings.recordings.source_of(self._place(path))
        agent_channel = details.agent_channel
        if agent_channel is None and source:
            agent_channel = source.agent()
        if agent_channel is not None and agent_channel >= max(sound.channels, 2):
            raise RecordingError(
                f"{path.name} has {sound.channels} channels, counted from 0; it has no agent_channel "
                f"{agent_channel}: mend its sidecar, or recordings.sources in the settings"
            )
        call = Call(
            id=recording.call_id,
            path=old.path if old else str(path),
            audio_hash=recording.audio_hash,
            duration=sound.duration,
            channels=sound.channels,
            sample_rate=sound.sample_rate,
            codec=sound.codec,
            started_at=details.started_at.isoformat() if details.started_at else None,
            kind=details.kind,
            language=details.language or self._settings.recordings.language,
            customer=self._roster.customer(details.customer) if details.customer else None,
            customer_named=details.customer,
            agent_channel=agent_channel,
            details_from=details.source,
            heard_channels=source.heard() if source else None,
        )
        return _Entry(
            call=call, call_agents=self._on_call(call, details), outcomes=_outcomes(call.id, details)
        )

    def _place(self, path: Path) -> str:
        """Return a recording's path within the folder, as sources name it."""
        return path.relative_to(self._folder).as_posix()

    def _on_call(self, call: Call, details: CallDetails) -> tuple[CallAgent, ...]:
        if not details.agent:
            return ()
        agent = self._roster.agent(details.agent)
        on_call = CallAgent(
            call_id=call.id, n=0, agent=agent, start=0.0, end=call.duration, named=details.agent
        )
        return (on_call,)

    def _forget_failures_of_lost_files(self, found: Iterable[Path]) -> None:
        present = {_readable(path) for path in found}
        for subject in sorted(self._failed.keys() - present):
            if Path(subject).is_relative_to(_readable(self._folder)):
                self._library.clear_failure(subject, STAGE)


def _readable(path: Path) -> str:
    """Return the path as text; a name that is not Unicode has its odd bytes written out."""
    return str(path).encode(errors="backslashreplace").decode()


def _outcomes(call_id: str, details: CallDetails) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(call_id=call_id, n=n, kind=kind, value=value, source=source, recorded_at=at)
        for n, (kind, value, source, at) in enumerate(details.outcomes)
    )


def now() -> str:
    """Return the time as ISO text in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
