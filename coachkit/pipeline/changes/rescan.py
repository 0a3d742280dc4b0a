"""Rescan: apply changed names and trackers to all stored calls, or show first what that would change.

No sound is touched and nothing is annotated anew: all that is looked at is stored.
"""

from dataclasses import dataclass
from typing import cast

from coachkit.config import Settings
from coachkit.models import Call, Mention, SensedHit, StageName, StageRows, TrackerHit
from coachkit.pipeline.build import TITLES, BuildReport, refresh_library
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.stage import Stage
from coachkit.pipeline.steps.bench import Bench, talk_on
from coachkit.pipeline.steps.finding import match, track
from coachkit.pipeline.steps.tracking import sense
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from coachkit.store.reading import Finding, findings, findings_of

LOOKING: tuple[StageName, ...] = ("match", "track", "sense")
"""The stages that find names and trackers."""
Found = Mention | TrackerHit | SensedHit


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a rescan adds and removes, in the order of calls and times."""

    added: tuple[Finding, ...]
    removed: tuple[Finding, ...]
    calls: int
    """How many calls were looked at anew."""


def rescan(
    library: Library, settings: Settings, *, tools: Tools | None = None, progress: Progress | None = None
) -> tuple[Difference, BuildReport]:
    """Bring the library in line with the settings' names and trackers, and return what that changed.

    Raises:
        ModelError: A tracker has examples and the embedding model is missing.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    before = findings(library)
    report = refresh_library(library, settings, tools=tools, progress=progress)
    looked = max((report.ran.get(name, 0) for name in LOOKING), default=0)
    return _difference(before, findings(library), calls=looked), report


def preview(
    library: Library, settings: Settings, *, tools: Tools | None = None, progress: Progress | None = None
) -> Difference:
    """Return what a rescan would change; nothing is written.

    Raises:
        ModelError: A tracker has examples and the embedding model is missing.
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    work = Work(bench=bench, progress=progress or Silent())
    before: set[Finding] = set()
    after: set[Finding] = set()
    looked: set[str] = set()
    for name in LOOKING:
        stage = next(stage for stage in STAGES if stage.name == name)
        due = _due(work, stage)
        with work.progress.task(TITLES[name], total=len(due)) as advance:
            for call in due:
                looked.add(call.id)
                before |= findings_of(_stored(library, name, call))
                after |= findings_of(_anew(bench, name, call))
                advance()
    return _difference(before, after, calls=len(looked))


def _due(work: Work, stage: Stage) -> list[Call]:
    """Return the calls on which a stage would find something else, or may."""
    due = []
    for call, wanted in work.all_wanted(stage, work.bench.library.rows(Call)):
        run = work.runs.get(call.id, stage.name)
        is_current = run is not None and run.fingerprint == wanted
        # A call whose lines are not embedded yet is looked at as well: a preview embeds them.
        if (wanted or work.runs.get(call.id, "compose")) and not is_current:
            due.append(call)
    return due


def _stored(library: Library, name: StageName, call: Call) -> list[Found]:
    kinds: dict[StageName, type[Found]] = {"match": Mention, "track": TrackerHit, "sense": SensedHit}
    return [*library.rows(kinds[name], call_id=call.id)]


def _anew(bench: Bench, name: StageName, call: Call) -> list[Found]:
    rows: StageRows
    if name == "sense":
        segments = talk_on(bench, call)
        rows = sense(
            bench.library, bench.settings, call, segments, lambda: bench.tools.embedder, is_preview=True
        )
    else:
        rows = match(bench, call) if name == "match" else track(bench, call)
    table = {"match": "mentions", "track": "tracker_hits", "sense": "sensed_hits"}[name]
    return cast(list[Found], rows[table])


def _difference(before: set[Finding], after: set[Finding], *, calls: int) -> Difference:
    return Difference(added=_in_order(after - before), removed=_in_order(before - after), calls=calls)


def _in_order(found: set[Finding]) -> tuple[Finding, ...]:
    def key(one: Finding) -> tuple[str, str, str, float, str]:
        return (one.kind, one.name, one.call_id, one.start, one.text)

    return tuple(sorted(found, key=key))
