"""Ingest: files become calls, known by their sound or text and described by what lies beside them.

What is to be done is planned in `coachkit.pipeline.intake.plan`; here it is carried out. A file whose size
and time are those of the last build is not opened again, whether it could be read then or not. A file that
cannot be read is a recorded failure and stops nobody else.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from coachkit.config import Settings
from coachkit.errors import InputError, RecordingError
from coachkit.models import Failure, Outcome
from coachkit.pipeline.intake.describing import Describer
from coachkit.pipeline.intake.known import STAGE, Known, readable
from coachkit.pipeline.intake.plan import IntakePlan, PlannedCall, Problem
from coachkit.pipeline.intake.source_files import Skipped, look_for_files
from coachkit.pipeline.table import STAGES
from coachkit.store.library import Library
from coachkit.store.tables import TABLES

_TAKEN_IN = {"call_agents", "outcomes", "stage_runs"}
"""Tables that are no stage's, and nothing that people make either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A folder to take in, or some files of it."""

    folder: Path
    only: tuple[Path, ...] | None = None
    """Only these files, which lie in the folder itself, and the parts that belong to them."""
    manifest: Path | None = None
    """Left out: the one that the settings name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What was found and done."""

    recordings: int = 0
    """Files that may hold a call or a part of one, transcripts included."""
    new: int = 0
    """Calls that are new, and so on."""
    changed: int = 0
    moved: int = 0
    failed: int = 0
    """Files that could not be read, those included that were not tried again."""
    skipped: int = 0
    """Files that failed in an earlier build and are as they were: not tried again."""
    ignored: int = 0
    """Files that are no calls."""
    without_row: int = 0
    """Calls of which the manifest says nothing, where there is one."""

    def plus(self, other: "IngestReport") -> "IngestReport":
        """Return both together."""
        return IngestReport(
            **{name: getattr(self, name) + getattr(other, name) for name in IngestReport.__slots__}
        )


def plan_intake(
    source: Source,
    known: Known,
    settings: Settings,
    *,
    retry_failed: bool = False,
    is_growing: Callable[[Path], bool] | None = None,
) -> IntakePlan:
    """Look at a folder and return the plan for what is in it; nothing is written.

    Files of which `is_growing` says so are left for later.

    Raises:
        RecordingError: There is no such folder, or neither recording nor transcript in it.
        InputError: There is no such manifest.
    """
    if not source.folder.is_dir():
        raise RecordingError(
            f"{source.folder}: there is no such folder; name the folder your recordings are in"
        )
    root = source.folder.resolve()
    if source.manifest and not source.manifest.is_file():
        raise InputError(f"{source.manifest}: there is no such manifest")
    manifest = source.manifest.resolve() if source.manifest else root / settings.manifest.file
    files = look_for_files(
        root,
        only=source.only,
        manifests=(manifest, root / settings.manifest.file),
        is_known=lambda path: str(path) in known.recordings,
        is_growing=is_growing,
    )
    if source.only is None and not files.groups and not files.waiting:
        raise RecordingError(
            f"{source.folder}: there is no recording in it (looked for MP3, WAV, M4A, FLAC, Ogg, MP4 …) "
            "and no transcript (VTT, SRT, DOCX, JSON, CSV)"
        )
    return IntakePlan(files, known, settings, Describer(files, settings, manifest), retry_failed=retry_failed)


def take_in(
    library: Library, plans: Sequence[IntakePlan], *, advance: Callable[[], None] = lambda: None
) -> IngestReport:
    """Carry out plans; `advance` is called after each file."""
    report = IngestReport()
    for plan in plans:
        report = report.plus(_take_in(library, plan, advance))
    return report


def _take_in(library: Library, plan: IntakePlan, advance: Callable[[], None]) -> IngestReport:
    report = IngestReport(recordings=len(plan.files.paths))
    for planned in plan:
        match planned:
            case Problem():
                if not planned.is_old:
                    _record(library, planned)
                report = replace(
                    report, failed=report.failed + 1, skipped=report.skipped + int(planned.is_old)
                )
                if planned.path != plan.describer.manifest:
                    advance()
            case PlannedCall():
                _store(library, planned)
                _forget_failures(library, plan.known, planned.files)
                report = replace(report, without_row=report.without_row + int(not planned.has_row))
                if planned.change:
                    report = replace(report, **{planned.change: getattr(report, planned.change) + 1})
                for _ in planned.files:
                    advance()
            case Skipped():
                report = replace(report, ignored=report.ignored + 1)
    if plan.files.is_whole:
        _forget_failures_of_lost_files(library, plan)
    return report


def _store(library: Library, planned: PlannedCall) -> None:
    for old, new in planned.moves:
        library.move_recording(old, new)
    if planned.entry:
        entry = planned.entry
        library.save_call(
            entry.call, *planned.recordings, call_agents=entry.call_agents, outcomes=entry.outcomes
        )
        for call_id in planned.absorbed:
            if not _is_touched(library, call_id):
                library.forget_call(call_id)
        return
    for recording in planned.recordings:
        library.save_recording(recording)


def _is_touched(library: Library, call_id: str) -> bool:
    """Say whether people have changed or said something about a call."""
    derived = {name for stage in STAGES for name in stage.writes} | _TAKEN_IN
    of_people = [table.noun for table in TABLES if "call_id" in table.key and table.name not in derived]
    imported = (one.origin == "import" for one in library.rows(Outcome, call_id=call_id))
    return any(imported) or any(library.rows(noun, call_id=call_id) for noun in of_people)


def _record(library: Library, problem: Problem) -> None:
    library.record_failure(
        Failure(
            subject=readable(problem.path),
            stage=STAGE,
            reason=problem.reason,
            failed_at=now(),
            tried=problem.tried,
        )
    )


def _forget_failures(library: Library, known: Known, paths: Iterable[Path]) -> None:
    for path in paths:
        if readable(path) in known.failures:
            library.clear_failure(readable(path), STAGE)


def _forget_failures_of_lost_files(library: Library, plan: IntakePlan) -> None:
    present = {readable(path) for path in (*plan.files.paths, *plan.files.waiting)}
    if plan.describer.manifest and plan.describer.manifest_problem:
        present.add(readable(plan.describer.manifest))
    for subject in sorted(plan.known.failures.keys() - present):
        if Path(subject).is_relative_to(readable(plan.files.root)):
            library.clear_failure(subject, STAGE)


def now() -> str:
    """Return the time as ISO text in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
