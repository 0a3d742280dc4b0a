"""Speech to text, from options to transcripts: which engine, and many recordings over all cores.

Recordings are transcribed in processes of their own, even a single one: processes use a machine's
cores better than threads do, give their memory back, and one that dies takes only its recording along.
"""

import os
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, assert_never

from coachkit.backends.protocols import Samples, Transcriber
from coachkit.backends.recording import Transcript, transcribe_recording
from coachkit.backends.voice_activity import VOICE_ACTIVITY_VERSION
from coachkit.backends.voice_encoder import has_voice_encoder
from coachkit.backends.voices import VOICES_VERSION
from coachkit.backends.weights import model_identity
from coachkit.backends.workers import Failed, Pool
from coachkit.call_files import CallFile

__all__ = [
    "Failed",
    "Job",
    "SpeechOptions",
    "SpeechPool",
    "Transcript",
    "open_pool",
    "open_transcriber",
    "speech_identity",
    "transcribe_in",
    "transcribe_many",
    "transcribe_recording",
]

Engine = Literal["faster-whisper", "openai-whisper"]

_LIGHT_SECONDS = 1200.0
"""Longer recordings are not decoded ahead: two of them at once would take too much memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechOptions:
    """How speech is turned into text."""

    engine: Engine = "faster-whisper"
    model: str = "base"
    """An embedded model, a path, or a model that the engine downloads itself."""
    language: str | None = None
    """Of calls that do not say their own; None means: find out for each call."""
    beam_size: int = 5
    device: Literal["cpu", "cuda"] = "cpu"
    """For faster-whisper; openai-whisper runs on the processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A call to transcribe."""

    call_id: str
    path: Path
    """Its recording, or the first of several."""
    later: tuple[CallFile, ...] = ()
    """The parts that follow, in order, where the call is in several recordings."""
    language: str | None = None
    """None means: as the options say."""
    channels: tuple[int, ...] | None = None
    """Which channels to hear, as `decode_channels` takes them."""
    seconds: float = 0.0
    """How long it is, as far as that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """Weights that were found and checked, ready to be loaded by any process."""

    path: str
    """Or a name that openai-whisper knows."""
    heads: tuple[tuple[int, int], ...] = ()


def speech_identity(options: SpeechOptions) -> str:
    """Return what decides a transcript besides the sound: without loading or hashing anything."""
    weights = model_identity(options.model)
    language = options.language or "any"
    voices = f"voices {VOICES_VERSION}" if has_voice_encoder() else "no voices"
    return f"{_engine_identity(options, weights)} {language} voice activity {VOICE_ACTIVITY_VERSION} {voices}"


def open_transcriber(options: SpeechOptions, *, threads: int) -> Transcriber:
    """Check the weights and load the engine, to run on `threads` processor threads.

    Raises ModelError if the weights are missing, damaged or unreachable.
    """
    return _load(_locate(options), options, threads)


def transcribe_many(
    jobs: Iterable[Job], options: SpeechOptions, *, workers: int | None = None
) -> Generator[tuple[Job, Transcript | Failed], None, None]:
    """Transcribe recordings in `workers` processes (default: one a core), as each gets ready.

    A recording that cannot be transcribed yields the reason and stops no other. The weights are
    checked once, here; raises ModelError if they are not usable. Closing the iterator, or an
    interrupt, ends the processes.
    """
    waiting = list(jobs)
    if not waiting:
        return
    with open_pool(options, workers=min(workers or _cores(), len(waiting))) as pool:
        yield from transcribe_in(pool, waiting)


SpeechPool = Pool[Job, "list[Samples]", Transcript]


def open_pool(options: SpeechOptions, *, workers: int | None = None) -> SpeechPool:
    """Return processes that transcribe.

    Each may use every core: while all are busy they share them fairly, and the last one that has work,
    or a single recording, gets them all. The weights are checked here; raises ModelError if they are
    not usable.
    """
    count = max(1, workers or _cores())
    opened = partial(_open_worker, _locate(options), options, _cores())
    return Pool(opened, workers=count, is_light=_is_light)


def transcribe_in(
    pool: SpeechPool, jobs: Sequence[Job]
) -> Generator[tuple[Job, Transcript | Failed], None, None]:
    """Transcribe recordings in open processes: the longest first, so that none is left alone at the end."""
    yield from pool.run(sorted(jobs, key=lambda job: (-job.seconds, job.call_id)))


def _is_light(job: Job) -> bool:
    return job.seconds <= _LIGHT_SECONDS


class _Worker:
    """What a worker process keeps: a loaded engine."""

    def __init__(self, transcriber: Transcriber, language: str | None) -> None:
        self._transcriber = transcriber
        self._language = language

    def prepare(self, job: Job) -> "list[Samples]":
        """Decode a call."""
        from coachkit.backends.call_sound import decode_call

        return decode_call((CallFile(path=job.path), *job.later), channels=job.channels)

    def finish(self, job: Job, prepared: "list[Samples]") -> Transcript:
        """Hear it."""
        return transcribe_recording(
            prepared,
            call_id=job.call_id,
            language=job.language or self._language,
            transcriber=self._transcriber,
        )


def _open_worker(model: _Model, options: SpeechOptions, threads: int) -> _Worker:
    return _Worker(_load(model, options, threads), options.language)


def _locate(options: SpeechOptions) -> _Model:
    from coachkit.backends import whisper_files

    match options.engine:
        case "faster-whisper":
            return _Model(path=str(whisper_files.whisper_directory(options.model)))
        case "openai-whisper":
            model = whisper_files.openai_model(options.model)
            return _Model(path=model, heads=whisper_files.alignment_heads(model))
    assert_never(options.engine)


def _load(model: _Model, options: SpeechOptions, threads: int) -> Transcriber:
    weights = model_identity(options.model)
    match options.engine:
        case "faster-whisper":
            from coachkit.backends.engine_faster import FasterWhisperEngine

            return FasterWhisperEngine(
                Path(model.path),
                weights=weights,
                beam_size=options.beam_size,
                threads=threads,
                device=options.device,
            )
        case "openai-whisper":
            from coachkit.backends.engine_openai import OpenAIWhisperEngine

            return OpenAIWhisperEngine(
                model.path, weights=weights, heads=model.heads, beam_size=options.beam_size, threads=threads
            )
    assert_never(options.engine)


def _engine_identity(options: SpeechOptions, weights: str) -> str:
    from coachkit.backends.engine_faster import faster_whisper_identity
    from coachkit.backends.engine_openai import openai_whisper_identity

    match options.engine:
        case "faster-whisper":
            return faster_whisper_identity(weights, beam_size=options.beam_size, device=options.device)
        case "openai-whisper":
            return openai_whisper_identity(weights, beam_size=options.beam_size)
    assert_never(options.engine)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
