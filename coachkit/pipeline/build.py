"""Build: bring a library up to date with a folder, its settings and the versions of all stages.

Stage by stage, each call that is stale is run and written in one transaction, so a build may be
stopped anywhere and goes on where it was. A call that fails in a stage is recorded and left; the
others go on.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from coachkit.backends.audio import recording_files
from coachkit.backends.speech import Failed, Job, SpeechOptions
from coachkit.config import Settings
from coachkit.errors import CoachkitError, LibraryError, ModelError, RecordingError, SettingsError
from coachkit.models import Call, Failure, Recording, StageName, StageRows, StageRun
from coachkit.pipeline.fingerprint import fingerprint, rows_fingerprint
from coachkit.pipeline.ingest import Ingest, IngestReport, now
from coachkit.pipeline.progress import Advance, Progress, Silent
from coachkit.pipeline.steps import CALL_STEPS, LIBRARY_STEPS, TOPICS, Bench
from coachkit.pipeline.table import STAGES, Stage
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.store.library import Library

REFIT_GROWTH = 1.5
"""Topics are fitted anew when the library has grown to this many times what they were fitted on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    ingest: IngestReport
    ran: Mapping[StageName, int]
    """How often each stage was run: calls, or once for the library; idle stages are absent."""
    failed: int
    """Files and stages that failed in this build or stand failed from it."""
    seconds: float

    @property
    def is_unchanged(self) -> bool:
        """True where the library was up to date already."""
        return (
            not self.ran
            and not self.failed
            and not (self.ingest.new + self.ingest.changed + self.ingest.moved)
        )


@dataclass(slots=True)
class _Work:
    """A build in progress."""

    bench: Bench
    runs: dict[tuple[str, str], StageRun]
    progress: Progress
    workers: int | None
    ran: dict[StageName, int] = field(default_factory=dict)
    failed: int = 0


def build_library(
    folder: Path,
    library: Library,
    settings: Settings,
    *,
    tools: Tools | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> BuildReport:
    """Take in the recordings of `folder` and bring everything in `library` up to date.

    Raises:
        RecordingError: There is no folder, or no recording in it.
        ModelError: A model that is needed is missing or is not what it claims to be.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    began = time.perf_counter()
    speech = SpeechOptions(engine=settings.speech.engine, model=settings.speech.model)
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox(speech))
    shown = progress or Silent()
    with shown.task("Reading recordings", total=_count(folder)) as advance:
        ingest = Ingest(library, settings).run(folder, advance=advance)
    work = _Work(bench=bench, runs=library.stage_runs(), progress=shown, workers=workers)
    for stage in STAGES:
        _run_stage(work, stage)
    return BuildReport(
        ingest=ingest,
        ran=work.ran,
        failed=ingest.failed + work.failed,
        seconds=time.perf_counter() - began,
    )


def _count(folder: Path) -> int:
    return len(recording_files(folder).recordings) if folder.is_dir() else 0


def _run_stage(work: _Work, stage: Stage) -> None:
    calls = sorted(work.bench.library.rows(Call), key=lambda call: call.id)
    if stage.scope == "library":
        _run_on_library(work, stage, calls)
        return
    stale = _stale_calls(work, stage, calls)
    if not stale:
        return
    with work.progress.task(TITLES[stage.name], total=_amount(stage, stale)) as advance:
        if stage.name == "transcribe":
            _transcribe(work, stage, stale, advance)
            return
        for call, print_ in stale:
            with _recorded(work, stage, call.id):
                began = time.perf_counter()
                _keep(work, stage, call.id, print_, CALL_STEPS[stage.name](work.bench, call), began)
            advance()


TITLES: Mapping[StageName, str] = {
    "transcribe": "Transcribing",
    "compose": "Composing transcripts",
    "annotate": "Reading transcripts",
    "match": "Finding names and key phrases",
    "feel": "Listening for feelings",
    "measure": "Measuring",
    "embed": "Embedding",
    "fit": "Finding topics",
    "assign": "Filing under topics",
    "score": "Scoring",
    "curate": "Filling playlists",
}


def _amount(stage: Stage, stale: Sequence[tuple[Call, str]]) -> float:
    """Return what the progress bar counts: seconds of sound when transcribing, else calls."""
    return sum(call.duration for call, _ in stale) if stage.name == "transcribe" else len(stale)


def _stale_calls(work: _Work, stage: Stage, calls: Sequence[Call]) -> list[tuple[Call, str]]:
    """Return the calls whose rows of this stage are missing or out of date, with the fingerprint to come."""
    bench = work.bench
    common = (
        stage.name,
        stage.version,
        stage.settings(bench),
        [bench.tools.identity(t) for t in stage.tools],
    )
    stale = []
    for call in calls:
        inputs = [work.runs.get((call.id, name)) for name in stage.reads]
        if None in inputs:
            continue  # a stage it reads failed on this call and is recorded
        wanted = fingerprint(common, [run.output for run in inputs if run], stage.facts(bench, call))
        done = work.runs.get((call.id, stage.name))
        if done is None or done.fingerprint != wanted:
            stale.append((call, wanted))
    return stale


def _run_on_library(work: _Work, stage: Stage, calls: Sequence[Call]) -> None:
    bench = work.bench
    outputs = [
        (call.id, [run.output for name in stage.reads if (run := work.runs.get((call.id, name)))])
        for call in calls
    ]
    common = (
        stage.name,
        stage.version,
        stage.settings(bench),
        [bench.tools.identity(t) for t in stage.tools],
    )
    wanted = fingerprint(common) if stage.name == "fit" else fingerprint(common, outputs)
    done = work.runs.get(("", stage.name))
    is_current = done is not None and done.fingerprint == wanted
    if is_current and not (stage.name == "fit" and _has_outgrown(bench.library)):
        return
    if not any(inputs for _, inputs in outputs):
        return
    with work.progress.task(TITLES[stage.name], total=1) as advance, _recorded(work, stage, ""):
        began = time.perf_counter()
        _keep(work, stage, "", wanted, LIBRARY_STEPS[stage.name](bench, wanted), began)
        advance()


def _has_outgrown(library: Library) -> bool:
    """Say whether the library holds so many new calls that its topics should be found anew."""
    model = library.current_epoch(TOPICS)
    embedded = sum(stage == "embed" for _, stage in library.stage_runs())
    return model is None or embedded >= REFIT_GROWTH * model.calls


def _transcribe(work: _Work, stage: Stage, stale: Sequence[tuple[Call, str]], advance: Advance) -> None:
    by_id = {call.id: (call, print_) for call, print_ in stale}
    jobs = [Job(call_id=call.id, path=_sound_of(work, call), language=call.language) for call, _ in stale]
    began = time.perf_counter()
    for job, result in work.bench.tools.transcribe(jobs, workers=work.workers):
        call, print_ = by_id[job.call_id]
        with _recorded(work, stage, call.id):
            if isinstance(result, Failed):
                raise RecordingError(result.reason)
            _keep(work, stage, call.id, print_, result.rows(), began)
        began = time.perf_counter()
        advance(call.duration)


def _sound_of(work: _Work, call: Call) -> Path:
    """Return a file that holds the call's sound: its own, or a copy where its own is gone."""
    copies = [Path(r.path) for r in work.bench.library.rows(Recording, call_id=call.id)]
    return next((path for path in (Path(call.path), *copies) if path.exists()), Path(call.path))


def _keep(work: _Work, stage: Stage, call_id: str, print_: str, rows: StageRows, began: float) -> None:
    run = StageRun(
        call_id=call_id,
        stage=stage.name,
        fingerprint=print_,
        output=rows_fingerprint(rows),
        finished_at=now(),
        seconds=round(time.perf_counter() - began, 3),
    )
    work.bench.library.replace_stage(run, stage.writes, rows)
    work.runs[call_id, stage.name] = run
    work.ran[stage.name] = work.ran.get(stage.name, 0) + 1


@contextmanager
def _recorded(work: _Work, stage: Stage, call_id: str) -> Iterator[None]:
    """Turn what goes wrong with one call into a recorded failure; what concerns all calls goes up."""
    try:
        yield
    except (LibraryError, ModelError, SettingsError):
        raise
    except Exception as error:
        reason = str(error) if isinstance(error, CoachkitError) else f"{type(error).__name__}: {error}"
        failure = Failure(subject=call_id, stage=stage.name, reason=reason, failed_at=now())
        work.bench.library.record_failure(failure)
        work.failed += 1
