"""Speech to text with faster-whisper: the default engine.

Decoding is at temperature 0 only. Whisper's usual second tries sample at random, and the same call
must always give the same text.
"""

from pathlib import Path
from typing import Literal

from coachkit.backends.protocols import HeardSegment, HeardWord, Samples

Device = Literal["cpu", "cuda"]

_COMPUTE_TYPES = {"cpu": "int8", "cuda": "float16"}


def faster_whisper_identity(weights: str, *, beam_size: int, device: Device = "cpu") -> str:
    """Return what stands for the engine in a fingerprint; `weights` is from `model_identity`.

    The library's version is no part of it: a transcript is expensive, and an upgrade alone must not
    have the whole archive heard again.
    """
    return f"faster-whisper {weights} {_COMPUTE_TYPES[device]} beam {beam_size}"


class FasterWhisperEngine:
    """A Transcriber on CTranslate2: int8 on the processor, float16 on a graphics card."""

    def __init__(
        self,
        directory: Path,
        *,
        weights: str,
        beam_size: int = 5,
        threads: int = 1,
        device: Device = "cpu",
    ) -> None:
        """Load the model in `directory`, to run on `threads` processor threads."""
        from faster_whisper import WhisperModel

        self.identity = faster_whisper_identity(weights, beam_size=beam_size, device=device)
        self._beam_size = beam_size
        self._model = WhisperModel(
            str(directory), device=device, compute_type=_COMPUTE_TYPES[device], cpu_threads=threads
        )

    def transcribe(self, samples: Samples, *, language: str | None) -> list[HeardSegment]:
        """Return what is said in `samples`, with word times; no sound gives no segment."""
        if not len(samples):
            return []
        segments, info = self._model.transcribe(
            samples,
            language=language,
            beam_size=self._beam_size,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
        )
        return [
            HeardSegment(
                start=float(segment.start),
                end=float(segment.end),
                text=segment.text,
                language=info.language,
                avg_logprob=segment.avg_logprob,
                no_speech_prob=segment.no_speech_prob,
                compression_ratio=segment.compression_ratio,
                words=tuple(
                    HeardWord(
                        start=float(word.start),
                        end=float(word.end),
                        text=word.word,
                        probability=float(word.probability),
                    )
                    for word in segment.words or ()
                ),
            )
            for segment in segments
        ]
