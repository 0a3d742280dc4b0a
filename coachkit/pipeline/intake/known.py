"""What a library knows of files before a folder is looked at, and what has been planned since.

A plan is made file by file and each depends on those before it (the second file with the same sound is a
copy), so what is planned is noted here as if it were stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from coachkit.models import Call, CallAgent, Failure, Outcome, Recording
from coachkit.pipeline.intake.read_already import ReadAlready
from coachkit.store.library import Library

STAGE = "ingest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A call with all that ingest knows of it."""

    call: Call
    call_agents: tuple[CallAgent, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def as_told(self) -> object:
        """Return what the sources told, without what has been made of names since."""
        agents = [(one.named or one.agent, one.start, one.end) for one in self.call_agents]
        outcomes = [(one.kind, one.value, one.source, one.recorded_at) for one in self.outcomes]
        return replace(self.call, customer=None), agents, outcomes


class Known:
    """Files, calls and failures, by what they are asked for by."""

    def __init__(
        self,
        *,
        entries: Iterable[Entry] = (),
        recordings: Iterable[Recording] = (),
        failures: Iterable[Failure] = (),
    ) -> None:
        self.entries = {entry.call.id: entry for entry in entries}
        self.failures = {one.subject: one for one in failures if one.stage == STAGE}
        self.recordings: dict[str, Recording] = {}
        self.transcripts = ReadAlready()
        self._paths: dict[str, set[str]] = {}
        self._by_hash: dict[str, str] = {}
        for entry in self.entries.values():
            self._by_hash.setdefault(entry.call.audio_hash, entry.call.id)
        for recording in recordings:
            self._note_recording(recording)

    @classmethod
    def from_library(cls, library: Library | None) -> Self:
        """Return what a library knows; nothing where there is none."""
        if library is None:
            return cls()
        agents: dict[str, list[CallAgent]] = {}
        for on_call in library.rows(CallAgent):
            agents.setdefault(on_call.call_id, []).append(on_call)
        outcomes: dict[str, list[Outcome]] = {}
        for outcome in library.rows(Outcome):
            if outcome.origin == "details":
                outcomes.setdefault(outcome.call_id, []).append(outcome)
        entries = (
            Entry(
                call=call,
                call_agents=tuple(agents.get(call.id, ())),
                outcomes=tuple(outcomes.get(call.id, ())),
            )
            for call in library.rows(Call)
        )
        return cls(entries=entries, recordings=library.rows(Recording), failures=library.rows(Failure))

    def call(self, call_id: str) -> Call | None:
        """Return a call."""
        entry = self.entries.get(call_id)
        return entry.call if entry else None

    def call_with(self, audio_hash: str) -> str | None:
        """Return the id of the call that has, or begins with, this sound or text."""
        return self._by_hash.get(audio_hash)

    def calls_within(self, parts: Sequence[Recording], transcripts: Iterable[Path]) -> list[str]:
        """Return other calls that are nothing but one of these parts, or these transcripts of it.

        They were taken in before the part joined the others, or before the recording came.
        """
        inside = {one.path for one in parts} | {str(path) for path in transcripts}
        suspects = [self.call_with(part.audio_hash) for part in parts[1:]]
        suspects += [self.recordings[path].call_id for path in sorted(inside) if path in self.recordings]
        found = []
        for call_id in dict.fromkeys(one for one in suspects if one and one != parts[0].call_id):
            files = self.recordings_of(call_id)
            if not any(one.path not in inside and Path(one.path).exists() for one in files):
                found.append(call_id)
        return found

    def recordings_of(self, call_id: str) -> list[Recording]:
        """Return the files that hold a call."""
        return [self.recordings[path] for path in sorted(self._paths.get(call_id, ()))]

    def note(
        self,
        *,
        entry: Entry | None,
        recordings: Sequence[Recording],
        moves: Sequence[tuple[str, str]],
        absorbed: Sequence[str] = (),
    ) -> None:
        """Take what is planned as done."""
        for old, new in moves:
            moved = self._forget_recording(old)
            if moved:
                self._note_recording(replace(moved, path=new))
                known = self.entries[moved.call_id]
                if known.call.path == old:
                    self.entries[moved.call_id] = replace(known, call=replace(known.call, path=new))
        for recording in recordings:
            self._note_recording(recording)
        if entry:
            self.entries[entry.call.id] = entry
            self._by_hash.setdefault(entry.call.audio_hash, entry.call.id)
        for call_id in absorbed:
            self._by_hash = {key: value for key, value in self._by_hash.items() if value != call_id}

    def _note_recording(self, recording: Recording) -> None:
        self._forget_recording(recording.path)
        self.recordings[recording.path] = recording
        self._paths.setdefault(recording.call_id, set()).add(recording.path)
        if recording.part == 0:
            self._by_hash.setdefault(recording.audio_hash, recording.call_id)

    def _forget_recording(self, path: str) -> Recording | None:
        recording = self.recordings.pop(path, None)
        if recording:
            self._paths[recording.call_id].discard(path)
        return recording


def readable(path: Path) -> str:
    """Return the path as text; a name that is not Unicode has its odd bytes written out."""
    return str(path).encode(errors="backslashreplace").decode()
