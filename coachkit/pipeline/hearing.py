"""The one stage that takes long: recordings go out in groups that are heard alike, texts come back."""

import time
from collections.abc import Sequence

from coachkit.backends.speech import Failed, Job, SpeechOptions
from coachkit.errors import RecordingError
from coachkit.models import Call
from coachkit.pipeline.progress import Advance
from coachkit.pipeline.steps.bench import heard_channels_of, speech_of
from coachkit.pipeline.work import Due, Work


def hear(work: Work, due: Sequence[tuple[Call, Due]], advance: Advance) -> None:
    """Transcribe calls, each with its own engine and model; what cannot be heard is recorded.

    A call's old transcript stays until the new one is complete.

    Raises:
        ModelError: A model that is needed is missing or is not what it claims to be.
    """
    groups: dict[SpeechOptions, list[tuple[Call, Due]]] = {}
    for call, one in due:
        groups.setdefault(speech_of(work.bench, call), []).append((call, one))
    for options, group in groups.items():
        _hear_alike(work, group, options, advance)


def _hear_alike(
    work: Work, group: Sequence[tuple[Call, Due]], options: SpeechOptions, advance: Advance
) -> None:
    by_id = {call.id: (call, one) for call, one in group}
    jobs = [_job(work, call) for call, _ in group]
    began = time.perf_counter()
    for job, result in work.bench.tools.transcribe(jobs, options, workers=work.workers):
        call, one = by_id[job.call_id]
        with work.recorded(one):
            if isinstance(result, Failed):
                raise RecordingError(result.reason)
            work.keep(one, result.rows(), began)
        began = time.perf_counter()
        advance(call.duration)


def _job(work: Work, call: Call) -> Job:
    first, *later = work.files_of(call)
    return Job(
        call_id=call.id,
        path=first.path,
        later=tuple(later),
        language=call.language,
        channels=heard_channels_of(work.bench, call),
        seconds=call.duration,
    )
