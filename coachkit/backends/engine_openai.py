"""Speech to text with openai-whisper: the reference engine, on the same weights.

It is given sound as an array, never a path: a path would make it call an ffmpeg program.
"""

import base64
import gzip
from collections.abc import Sequence

from coachkit.backends.protocols import SAMPLE_RATE, HeardSegment, HeardWord, Samples


def openai_whisper_identity(weights: str, *, beam_size: int) -> str:
    """Return what stands for the engine in a fingerprint; `weights` is from `model_identity`.

    The library's version is no part of it: a transcript is expensive, and an upgrade alone must not
    have the whole archive heard again.
    """
    return f"openai-whisper {weights} float32 beam {beam_size}"


class OpenAIWhisperEngine:
    """A Transcriber on PyTorch, in float32 on the processor."""

    def __init__(
        self,
        model: str,
        *,
        weights: str,
        heads: Sequence[tuple[int, int]] = (),
        beam_size: int = 5,
        threads: int = 1,
    ) -> None:
        """Load `model`: a `.pt` file's path, or a name that openai-whisper downloads itself.

        `heads` are the (layer, head) pairs that tell word times. openai-whisper knows those of the
        models it downloads; a checkpoint loaded by path has none, and its word times would be coarse.
        """
        import numpy as np
        import torch
        import whisper

        torch.set_num_threads(threads)
        self.identity = openai_whisper_identity(weights, beam_size=beam_size)
        self._beam_size = beam_size
        self._model = whisper.load_model(model, device="cpu")
        if heads:
            dims = self._model.dims
            chosen = np.zeros((dims.n_text_layer, dims.n_text_head), dtype=bool)
            chosen[tuple(zip(*heads, strict=True))] = True
            # openai-whisper takes them only in the packed form in which it keeps its own.
            self._model.set_alignment_heads(base64.b85encode(gzip.compress(chosen.tobytes())))

    def hear(
        self, windows: Sequence[Samples], *, language: str | None, likely: str | None = None
    ) -> list[HeardSegment]:
        """Return what is said in each window of at most 30 s, one segment a window.

        All are in the language of the first: asking for each would encode each once more.
        """
        heard = []
        language = language or likely
        for samples in windows:
            segments = self.transcribe(samples, language=language)
            heard.append(_joined(segments, seconds=len(samples) / SAMPLE_RATE, language=language))
            language = language or heard[-1].language
        return heard

    def transcribe(self, samples: Samples, *, language: str | None) -> list[HeardSegment]:
        """Return what is said in `samples`, with word times; no sound gives no segment."""
        if not len(samples):
            return []
        import whisper

        result = whisper.transcribe(
            self._model,
            samples,
            language=language,
            beam_size=self._beam_size,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
            fp16=False,
            verbose=None,
        )
        return [
            HeardSegment(
                start=float(segment["start"]),
                end=float(segment["end"]),
                text=segment["text"],
                language=result["language"],
                avg_logprob=segment["avg_logprob"],
                no_speech_prob=segment["no_speech_prob"],
                compression_ratio=segment["compression_ratio"],
                words=tuple(
                    HeardWord(
                        start=float(word["start"]),
                        end=float(word["end"]),
                        text=word["word"],
                        probability=float(word["probability"]),
                    )
                    for word in segment["words"]
                ),
            )
            for segment in result["segments"]
        ]


def _joined(segments: Sequence[HeardSegment], *, seconds: float, language: str | None) -> HeardSegment:
    """Return a window's segments as one; its measures are those of the least likely."""
    return HeardSegment(
        start=0.0,
        end=seconds,
        text="".join(segment.text for segment in segments),
        language=segments[0].language if segments else language or "en",
        avg_logprob=min((segment.avg_logprob for segment in segments), default=0.0),
        no_speech_prob=max((segment.no_speech_prob for segment in segments), default=0.0),
        compression_ratio=max((segment.compression_ratio for segment in segments), default=0.0),
        words=tuple(word for segment in segments for word in segment.words),
    )
