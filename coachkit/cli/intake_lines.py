"""What each file would become, as `coachkit import --dry-run` tells it: one line a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coachkit.cli.screen import Column
from coachkit.counts import format_count
from coachkit.pipeline.intake.plan import IntakePlan, PlannedCall, Problem
from coachkit.pipeline.intake.source_files import Skipped

COLUMNS = (
    Column(name="file", grows=True),
    Column(name="becomes", grows=True),
    Column(name="agent"),
    Column(name="customer"),
    Column(name="started"),
    Column(name="as told by", grows=True),
)
_SHOWN = {
    "agent": "agent",
    "customer": "customer",
    "started_at": "time",
    "kind": "kind",
    "language": "language",
    "agent_channel": "channel",
}
"""How the fields of a call are called in front of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeLine:
    """A file, what it would become, and what is known of its call."""

    file: str
    becomes: str
    call_id: str | None = None
    agent: str | None = None
    customer: str | None = None
    started_at: str | None = None
    kind: str | None = None
    language: str | None = None
    told_by: Mapping[str, str] = field(default_factory=dict)
    """Where each of these comes from: `sidecar`, `manifest`, `transcript` or `file name`."""
    is_problem: bool = False

    def cells(self, root: Path) -> tuple[object, ...]:
        """Return the line under `COLUMNS`, with the file as it is called within `root`."""
        path = Path(self.file)
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else self.file
        started = self.started_at and self.started_at[:16].replace("T", " ")
        return name, self.becomes, self.agent, self.customer, started, _told(self.told_by)


def intake_lines(plan: IntakePlan) -> Iterator[IntakeLine]:
    """Yield a line a file."""
    manifest = plan.describer.manifest.name if plan.describer.manifest else None
    for planned in plan:
        match planned:
            case Problem():
                again = " (failed before, not tried again)" if planned.is_old else ""
                yield IntakeLine(
                    file=str(planned.path),
                    becomes=f"cannot be taken in: {planned.reason}{again}",
                    is_problem=True,
                )
            case Skipped():
                yield IntakeLine(file=str(planned.path), becomes=f"skipped: {planned.reason}")
            case PlannedCall():
                yield from _lines_of(planned, manifest)


def _lines_of(planned: PlannedCall, manifest: str | None) -> Iterator[IntakeLine]:
    first, *later = planned.files
    call, details = planned.call, planned.described.details
    becomes = _becomes(planned)
    if manifest and not planned.has_row:
        becomes += f" (no row in {manifest})"
    yield IntakeLine(
        file=str(first),
        becomes=becomes,
        call_id=call.id,
        agent=details.agent,
        customer=details.customer,
        started_at=call.started_at,
        kind=call.kind,
        language=call.language,
        told_by=planned.described.origins,
    )
    for number, path in enumerate(later, 2):
        yield IntakeLine(file=str(path), becomes=f"part {number} of {first.name}", call_id=call.id)


def _becomes(planned: PlannedCall) -> str:
    parts = f" in {format_count(len(planned.files), 'part')}" if len(planned.files) > 1 else ""
    if planned.is_copy:
        return f"copy of {Path(planned.call.path).name}"
    if planned.change == "new":
        return f"new call{parts}" if planned.call.medium == "recording" else f"new transcript{parts}"
    if planned.change == "moved":
        return f"already there, moved from {planned.moves[0][0]}"
    if planned.is_new_content:
        return f"changed: other content{parts}"
    return "changed details" if planned.change else "already there"


def _told(told_by: Mapping[str, str]) -> str:
    by_source: dict[str, list[str]] = {}
    for name, source in told_by.items():
        by_source.setdefault(source, []).append(_SHOWN[name])
    return "; ".join(f"{source}: {', '.join(names)}" for source, names in by_source.items())
