"""Build: bring a library up to date with a folder, its settings and the versions of all stages.

Stage by stage, each call that is stale is run, and what comes of it is written whole or not at all, so a
build may be stopped anywhere and goes on where it was. A call that fails in a stage is recorded and
left; the others go on.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coachkit.config import Settings
from coachkit.keyphrases.archive import FEWEST_CALLS
from coachkit.models import Call, StageName
from coachkit.pipeline.batches import run_in_batches
from coachkit.pipeline.hearing import hear
from coachkit.pipeline.intake.given import read_given
from coachkit.pipeline.intake.ingest import IngestReport, Source, plan_intake, take_in
from coachkit.pipeline.intake.known import Known
from coachkit.pipeline.outcomes.unknown import UnknownWord, unknown_in
from coachkit.pipeline.people.repeat_contact import settle_contacts
from coachkit.pipeline.people.settling import settle_people
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.stage import Stage
from coachkit.pipeline.steps.bench import OUTCOMES, PHRASES, TOPICS, Bench
from coachkit.pipeline.steps.foretelling import calls_to_learn_from
from coachkit.pipeline.steps.running import LIBRARY_STEPS, call_step
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Due, Work
from coachkit.scorecards.in_use import cards_of
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import stored_calls
from coachkit.store.reading.unsorted import unsorted_passages

REFIT_GROWTH = 1.5
"""What is learned from all calls is learned anew when there are this many times as many as then."""
REFIT_NEW = 1.05
"""With fewer times as many calls, passages that are near no topic are no reason to find topics anew …"""
FEWEST_UNSORTED = 10
"""… and neither are fewer of them."""
EVERY_STAGE = frozenset(stage.name for stage in STAGES)
FROM_TRANSCRIPTS = EVERY_STAGE - {"transcribe"}
_AFTER_EDIT = FROM_TRANSCRIPTS - {"learn", "fit", "weigh", "advise", "card"}
"""What depends on the words of a few calls, but for what is learned from all calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Learned:
    """What a stage learns from the whole library: an epoch that holds until the library has outgrown it."""

    kind: str
    calls: Callable[[Work], int]
    """How many calls can be learned from now."""
    fewest: int = 1
    """Of fewer calls nothing is learned."""


_LEARNED: Mapping[StageName, _Learned] = {
    "fit": _Learned(kind=TOPICS, calls=lambda work: _calls_after(work, "embed")),
    "learn": _Learned(kind=PHRASES, calls=lambda work: _calls_after(work, "annotate"), fewest=FEWEST_CALLS),
    "weigh": _Learned(kind=OUTCOMES, calls=lambda work: calls_to_learn_from(work.bench)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    ingest: IngestReport
    ran: Mapping[StageName, int]
    """How often each stage was run: calls, or once for the library; idle stages are absent."""
    failed: int
    """Files and stages that failed in this build or stand failed from an earlier one."""
    seconds: float
    skipped: int = 0
    """Those of them that were not tried again, as nothing about them has changed."""
    unknown_outcomes: tuple[UnknownWord, ...] = ()
    """Values that the settings give no meaning, after a build from a folder."""

    @property
    def is_unchanged(self) -> bool:
        """True where the library was up to date already."""
        return (
            not self.ran
            and self.failed == self.skipped
            and not (self.ingest.new + self.ingest.changed + self.ingest.moved)
        )


def build_library(
    folder: Path,
    library: Library,
    settings: Settings,
    *,
    tools: Tools | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    retry_failed: bool = False,
) -> BuildReport:
    """Take in the recordings and transcripts of `folder` and bring everything in `library` up to date.

    What failed in an earlier build is tried again when it has changed, or with `retry_failed`.

    Raises:
        RecordingError: There is no folder, or neither recording nor transcript in it.
        ModelError: A model that is needed is missing or is not what it claims to be.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    work = Work(bench=bench, progress=progress or Silent(), workers=workers, retry_failed=retry_failed)
    return build_sources([Source(folder=folder)], work)


def build_sources(
    sources: Sequence[Source], work: Work, *, is_growing: Callable[[Path], bool] | None = None
) -> BuildReport:
    """Take in folders and files, but none of which `is_growing` says so, and do all that is due then.

    Raises:
        RecordingError: One of the folders is missing, or holds neither recording nor transcript.
        SettingsError: A score card in use is missing, or something in it is wrong.
        InputError: A manifest that was named is missing.
        ModelError: A model that is needed is missing or is not what it claims to be.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    began = time.perf_counter()
    bench = work.bench
    # what is wrong in a card is said before hours of work, not after
    cards_of(bench.settings)
    known = Known.from_library(bench.library)
    plans = [
        plan_intake(one, known, bench.settings, retry_failed=work.retry_failed, is_growing=is_growing)
        for one in sources
    ]
    total = sum(len(plan.files.paths) for plan in plans)
    with work.progress.task("Reading recordings", total=total) as advance:
        ingest = take_in(bench.library, plans, advance=advance)
    work.transcripts = known.transcripts
    report = run_stages(work, ingest=ingest, began=began)
    return replace(report, unknown_outcomes=unknown_in(bench.library, bench.settings.outcomes))


def refresh_library(
    library: Library, settings: Settings, *, tools: Tools | None = None, progress: Progress | None = None
) -> BuildReport:
    """Bring everything that is made of transcripts up to date: no folder is read, no recording heard.

    Raises:
        ModelError: A model that is needed is missing or is not what it claims to be.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    return run_stages(Work(bench=bench, progress=progress or Silent()), only=FROM_TRANSCRIPTS)


def refresh_calls(
    library: Library,
    settings: Settings,
    call_ids: Collection[str],
    *,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring what is made of a few calls' transcripts up to date, and the playlists.

    Whatever else is due waits for the next build: what is due on other calls, and what is learned from all of
    them, as topics, playbooks and battle cards. Nobody should wait for that after each correction.

    Raises:
        ModelError: A model that is needed is missing or is not what it claims to be.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    work = Work(bench=bench, progress=progress or Silent())
    return run_stages(work, only=_AFTER_EDIT, call_ids=call_ids)


def run_stages(
    work: Work,
    *,
    ingest: IngestReport | None = None,
    began: float | None = None,
    only: Collection[StageName] = EVERY_STAGE,
    call_ids: Collection[str] | None = None,
) -> BuildReport:
    """Run the stages that are due, of those in `only`; `began` is `perf_counter()`.

    With `call_ids`, stages that work on calls look at these alone, so that a change to one call costs little;
    what is due on others stays due. Before stages that use them, people go by the names that the settings
    give them, and who called again is worked out.
    """
    first = time.perf_counter() if began is None else began
    if "compose" in only:
        settle_people(work.bench.library, work.bench.settings)
        settle_contacts(work.bench.library, work.bench.settings)
    taken_in = ingest or IngestReport()
    chosen = _calls(work.bench.library, call_ids)
    for stage in STAGES:
        if stage.name in only:
            _run_stage(work, stage, chosen)
        if stage.name == "assign" and _are_too_many_unsorted(work):
            work.anew |= {"fit"}
            for again in STAGES:
                if again.name in ("fit", "assign"):
                    _run_stage(work, again, _calls(work.bench.library, None))
    return BuildReport(
        ingest=taken_in,
        ran=work.ran,
        failed=taken_in.failed + work.failed,
        skipped=taken_in.skipped + work.skipped,
        seconds=time.perf_counter() - first,
    )


def _calls(library: Library, call_ids: Collection[str] | None) -> list[Call]:
    found = library.rows(Call) if call_ids is None else stored_calls(library, call_ids)
    return sorted(found, key=lambda call: call.id)


def _run_stage(work: Work, stage: Stage, calls: Sequence[Call]) -> None:
    if stage.scope == "library":
        _run_on_library(work, stage)
        return
    due = _due_calls(work, stage, calls)
    if stage.name == "transcribe":
        due = read_given(work, due)
    if not due:
        return
    with work.progress.task(TITLES[stage.name], total=amount_of(stage, due)) as advance:
        if stage.name == "transcribe":
            hear(work, due, advance)
        else:
            run_in_batches(work, due, call_step(stage.name, work.bench), advance)


TITLES: Mapping[StageName, str] = {
    "transcribe": "Transcribing",
    "compose": "Composing transcripts",
    "annotate": "Reading transcripts",
    "index": "Indexing",
    "match": "Finding names",
    "learn": "Learning which phrases are common",
    "keywords": "Picking key phrases",
    "track": "Looking for what is tracked",
    "feel": "Listening for feelings",
    "measure": "Measuring",
    "grade": "Grading the sound",
    "embed": "Embedding",
    "pack": "Packing",
    "purpose": "Finding out why customers call",
    "embed_lines": "Embedding lines",
    "embed_sentences": "Embedding sentences",
    "sense": "Looking for what is meant",
    "fit": "Finding topics",
    "assign": "Filing under topics",
    "moments": "Finding moments",
    "exchanges": "Judging replies",
    "score": "Scoring",
    "weigh": "Learning from outcomes and ratings",
    "predict": "Foretelling outcomes",
    "label": "Labelling",
    "brief": "Writing briefs",
    "highlight": "Finding what to play",
    "observe": "Watching what agents do",
    "curate": "Filling playlists",
    "advise": "Writing playbooks",
    "card": "Writing battle cards",
}


def amount_of(stage: Stage, due: Sequence[tuple[Call, Due]]) -> float:
    """Return what the progress bar counts: seconds of sound when transcribing, else calls."""
    return sum(call.duration for call, _ in due) if stage.name == "transcribe" else len(due)


def _due_calls(work: Work, stage: Stage, calls: Sequence[Call]) -> list[tuple[Call, Due]]:
    """Return the calls whose rows of this stage are missing or out of date."""
    due = []
    for call, wanted in work.all_wanted(stage, calls):
        one = work.due(stage, call, wanted) if wanted else None
        if one:
            due.append((call, one))
    return due


def _run_on_library(work: Work, stage: Stage) -> None:
    bench = work.bench
    common = work.common(stage)
    learned = _LEARNED.get(stage.name)
    if learned and learned.calls(work) < learned.fewest:
        return
    wanted = common.then() if learned else common.then(work.runs.outputs(stage.reads))
    due = work.due(stage, None, wanted)
    if due is None and learned and (stage.name in work.anew or _has_outgrown(work, learned)):
        due = work.attempt(stage, None, wanted)
    is_empty = not any(work.runs.calls(name) for name in stage.reads)
    # where all calls were forgotten, nothing that was made of them may stay
    if due is None or (is_empty and work.runs.get("", stage.name) is None):
        return
    with work.progress.task(TITLES[stage.name], total=1) as advance, work.recorded(due):
        began = time.perf_counter()
        work.keep(due, LIBRARY_STEPS[stage.name](bench, wanted), began)
        advance()


def _has_outgrown(work: Work, learned: _Learned) -> bool:
    """Say whether the library holds so many new calls that it should be learned from anew."""
    model = work.bench.library.current_epoch(learned.kind)
    return model is None or learned.calls(work) >= REFIT_GROWTH * model.calls


def _are_too_many_unsorted(work: Work) -> bool:
    """Say whether so many passages are near no topic that topics should be found anew.

    They are found anew only where enough calls are there that they were not learned from: else much the same
    would be found, in build after build.
    """
    model = work.bench.library.current_epoch(TOPICS)
    if model is None or _calls_after(work, "embed") < REFIT_NEW * model.calls:
        return False
    waiting, every = unsorted_passages(work.bench.library)
    return waiting >= FEWEST_UNSORTED and waiting >= work.bench.settings.topics.refit_unsorted * every


def _calls_after(work: Work, stage: StageName) -> int:
    return work.runs.calls(stage)
