"""A build in progress: what has been done, what is due, and how a result or a failure is kept.

What failed is due again only when something about it has changed, or when a person asks for it: a
recording that cannot be heard would otherwise cost its time in every build.
"""

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from coachkit.call_files import CallFile, files_of
from coachkit.errors import CoachkitError, LibraryError, ModelError, SettingsError
from coachkit.models import Call, Failure, Recording, StageName, StageRows, StageRun
from coachkit.pipeline.fingerprint import Beginning, fingerprint, rows_fingerprint
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.intake.read_already import ReadAlready
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.runs import Ran, Runs
from coachkit.pipeline.stage import Stage
from coachkit.pipeline.steps.bench import Bench
from coachkit.store.reading_ahead import ReadingAhead
from coachkit.store.row_writing import StageResult

FEW = 20
"""Calls that are looked at one by one: for more, what is needed of all calls is read at once."""
CONCERNS_ALL = (LibraryError, ModelError, SettingsError)
"""What stops a build: it would go wrong with every call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A stage that is to be run on a call, or without one on the library."""

    stage: Stage
    call: Call | None
    fingerprint: str
    tried: str
    """Hash of all that the attempt depends on, for the record should it fail."""

    @property
    def call_id(self) -> str:
        """The call's id, or nothing for the library."""
        return self.call.id if self.call else ""


@dataclass(slots=True, kw_only=True)
class Work:
    """What a build knows and has done so far."""

    bench: Bench
    progress: Progress
    workers: int | None = None
    retry_failed: bool = False
    anew: frozenset[StageName] = frozenset()
    """Stages that learn from the whole library and are to do so now, whether they are due or not."""
    transcripts: ReadAlready = field(default_factory=ReadAlready)
    runs: Runs = field(init=False)
    failures: dict[tuple[str, str], Failure] = field(init=False)
    ran: dict[StageName, int] = field(default_factory=dict)
    failed: int = 0
    """Stages that failed, those included that were not tried again."""
    skipped: int = 0
    """Stages that failed in an earlier build and were not tried again, as nothing has changed."""

    def __post_init__(self) -> None:
        self.runs = Runs(self.bench.library)
        self.failures = {(one.subject, one.stage): one for one in self.bench.library.rows(Failure)}

    def due(self, stage: Stage, call: Call | None, wanted: str) -> Due | None:
        """Return what is to be done to get rows of this fingerprint; None where they are there.

        Also None where it failed in an earlier build and nothing about it has changed.
        """
        call_id = call.id if call else ""
        done, failure = self.runs.get(call_id, stage.name), self.failures.get((call_id, stage.name))
        is_current = done is not None and done.fingerprint == wanted
        if is_current and failure is None:
            return None
        due = self.attempt(stage, call, wanted)
        if failure is None or self.retry_failed:
            return due
        if failure.tried == due.tried:
            self.failed += 1
            self.skipped += 1
            return None
        if is_current:
            self.bench.library.clear_failure(call_id, stage.name)
        return None if is_current else due

    def attempt(self, stage: Stage, call: Call | None, wanted: str) -> Due:
        """Return the running of a stage, whether it is due or not."""
        tried = wanted
        if call and stage.name == "transcribe":
            states = [_state_of(file.path) for file in self.files_of(call)]
            tried = fingerprint(wanted, *states)
        return Due(stage=stage, call=call, fingerprint=wanted, tried=tried)

    def all_wanted(self, stage: Stage, calls: Collection[Call]) -> Iterator[tuple[Call, str | None]]:
        """Yield each call with the fingerprint that a stage's rows of it should have, as `wanted`."""
        common = self.common(stage)
        bench = self.bench
        if len(calls) > FEW:
            bench = replace(bench, library=ReadingAhead(bench.library))
        for call in calls:
            yield call, self._wanted(stage, call, common, bench)

    def wanted(self, stage: Stage, call: Call) -> str | None:
        """Return the fingerprint that a stage's rows of a call should have; None where it cannot be run.

        A stage cannot be run where one that it reads has failed on this call, which is recorded.
        """
        return self._wanted(stage, call, self.common(stage), self.bench)

    def _wanted(self, stage: Stage, call: Call, common: Beginning, bench: Bench) -> str | None:
        inputs = [self.runs.get(call.id, name) for name in stage.reads]
        if None in inputs:
            return None
        outputs = [run.output for run in inputs if run]
        return common.then(outputs, stage.facts(bench, call))

    def common(self, stage: Stage) -> Beginning:
        """Return what a stage's fingerprints have in common for all calls."""
        tools = [self.bench.tools.identity(tool) for tool in stage.tools]
        return Beginning((stage.name, stage.version, stage.settings(self.bench), tools))

    def files_of(self, call: Call) -> tuple[CallFile, ...]:
        """Return the call's files, a part each: its own, or copies where its own are gone."""
        return files_of(call, self.bench.library.rows(Recording, call_id=call.id))

    def keep(self, due: Due, rows: StageRows, began: float) -> None:
        """Store what a stage returned; `began` is `time.perf_counter()` when it began."""
        self.keep_all([self.result(due, rows, seconds=time.perf_counter() - began)])

    def result(self, due: Due, rows: StageRows, *, seconds: float) -> StageResult:
        """Return what a stage returned in so many seconds as it is stored."""
        run = StageRun(
            call_id=due.call_id,
            stage=due.stage.name,
            fingerprint=due.fingerprint,
            output=rows_fingerprint(rows),
            finished_at=now(),
            seconds=round(seconds, 3),
        )
        return StageResult(run=run, tables=due.stage.writes, rows=rows)

    def keep_all(self, results: Sequence[StageResult]) -> None:
        """Store results together: all of them, or none where one cannot be stored."""
        self.bench.library.replace_stages(results)
        for result in results:
            run = result.run
            self.runs.put(run.call_id, run.stage, Ran(fingerprint=run.fingerprint, output=run.output))
            self.ran[run.stage] = self.ran.get(run.stage, 0) + 1

    @contextmanager
    def recorded(self, due: Due) -> Iterator[None]:
        """Turn what goes wrong with one call into a recorded failure; what concerns all calls goes up."""
        try:
            yield
        except CONCERNS_ALL:
            raise
        except Exception as error:  # whatever a library raises on one call must not stop the others
            reason = str(error) if isinstance(error, CoachkitError) else f"{type(error).__name__}: {error}"
            # A file that changed or went meanwhile says nothing about the next attempt.
            is_same = self.attempt(due.stage, due.call, due.fingerprint) == due
            self.bench.library.record_failure(
                Failure(
                    subject=due.call_id,
                    stage=due.stage.name,
                    reason=reason,
                    failed_at=now(),
                    tried=due.tried if is_same else None,
                )
            )
            self.failed += 1


def _state_of(path: Path) -> tuple[int, ...] | None:
    """Return what shows that a file has changed; None where it is not there."""
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns, state.st_mode)
