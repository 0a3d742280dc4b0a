"""Hear calls again, with another engine or model or with those of the settings.

The old transcript stays until the new one is complete: a stage's rows are replaced in one transaction,
so a failure or an interrupt leaves a call as it was. What people changed is not touched; it lies on
the call's time line and is applied to the new transcript.
"""

from collections.abc import Collection
from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.errors import ModelError
from coachkit.models import Call, Failure, SpeechChoice, SpeechEngine, Word
from coachkit.pipeline.build import FROM_TRANSCRIPTS, TITLES, BuildReport, amount_of, run_stages
from coachkit.pipeline.hearing import hear
from coachkit.pipeline.intake.given import NOTHING_TO_HEAR
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.steps.bench import Bench, speech_of
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.store.library import Library

TRANSCRIBE = next(stage for stage in STAGES if stage.name == "transcribe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reheard:
    """What came of hearing a call again."""

    call: Call
    engine: SpeechEngine
    model: str
    words_before: int
    words: int
    problem: str | None = None
    """Why it could not be heard, where that is so; it keeps the transcript that it had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainReport:
    """What came of all calls, and what was derived anew."""

    calls: tuple[Reheard, ...]
    build: BuildReport


def hear_again(
    library: Library,
    settings: Settings,
    call_ids: Collection[str],
    *,
    engine: SpeechEngine | None = None,
    model: str | None = None,
    tools: Tools | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> AgainReport:
    """Transcribe calls anew and bring all that is made of them up to date.

    With `engine` or `model` the choice is kept with each call, so that later builds stay with it;
    without them an earlier choice is forgotten. A call that cannot be heard keeps its transcript, and
    the failure is recorded; one that came as a transcript stays as it is.

    Raises:
        ModelError: The model is missing or is not what it claims to be; nothing has changed then.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    work = Work(bench=bench, progress=progress or Silent(), workers=workers)
    chosen = [call for call in library.rows(Call) if call.id in call_ids]
    calls = [call for call in chosen if call.medium == "recording"]
    words = {call.id: len(library.rows(Word, call_id=call.id)) for call in calls}
    before = {choice.call_id: choice for choice in library.rows(SpeechChoice)}
    for call in calls:
        library.save_speech_choice(call.id, _choice(call.id, settings, engine, model))
    due = [(call, work.attempt(TRANSCRIBE, call, _wanted(work, call))) for call in calls]
    try:
        with work.progress.task(TITLES["transcribe"], total=amount_of(TRANSCRIBE, due)) as advance:
            hear(work, due, advance)
    except ModelError:
        for call, one in due:
            run = work.runs.get(call.id, "transcribe")
            if run is None or run.fingerprint != one.fingerprint:
                library.save_speech_choice(call.id, before.get(call.id))
        raise
    report = run_stages(work, only=FROM_TRANSCRIPTS)
    problems = {one.subject: one.reason for one in library.rows(Failure) if one.stage == "transcribe"}
    problems |= {call.id: NOTHING_TO_HEAR for call in chosen if call.medium == "transcript"}
    heard = [_reheard(work, call, words.get(call.id), problems.get(call.id)) for call in chosen]
    return AgainReport(calls=tuple(heard), build=report)


def _reheard(work: Work, call: Call, words_before: int | None, problem: str | None) -> Reheard:
    options = speech_of(work.bench, call)
    words = len(work.bench.library.rows(Word, call_id=call.id))
    return Reheard(
        call=call,
        engine=options.engine,
        model=options.model,
        words_before=words if words_before is None else words_before,
        words=words,
        problem=problem,
    )


def _choice(
    call_id: str, settings: Settings, engine: SpeechEngine | None, model: str | None
) -> SpeechChoice | None:
    if engine is None and model is None:
        return None
    return SpeechChoice(
        call_id=call_id,
        engine=engine or settings.speech.engine,
        model=model or settings.speech.model,
        made_at=now(),
    )


def _wanted(work: Work, call: Call) -> str:
    """Return the fingerprint of the transcript to come; hearing reads no stage, so there always is one."""
    return work.wanted(TRANSCRIBE, call) or ""
