"""Speech to text with faster-whisper: the default engine.

Decoding is at temperature 0 only. Whisper's usual second tries sample at random, and the same call
must always give the same text.

Windows are encoded one by one and decoded together: encoding computes much, and is cheapest alone;
decoding reads all of its weights for each word, and reads them once for all windows.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from coachkit.backends.matrix_encoder import open_encoder
from coachkit.backends.protocols import SAMPLE_RATE, HeardSegment, HeardWord, Samples
from coachkit.backends.window_languages import settle_languages

if TYPE_CHECKING:
    from ctranslate2 import StorageView
    from ctranslate2.models import WhisperGenerationResult
    from faster_whisper.tokenizer import Tokenizer

Device = Literal["cpu", "cuda"]
Sound = npt.NDArray[np.float32]
"""Encoded windows, shape (windows, 1500, width)."""

_COMPUTE_TYPES = {"cpu": "int8", "cuda": "float16"}
_TOGETHER = 2
"""Windows that are decoded together; each takes 37 MB (base) and more with a beam."""
_SURE = -0.25
"""Mean log probability from which on a greedy text is good enough: a beam would hardly change it."""
_WINDOW = 30 * SAMPLE_RATE
_FRAMES_A_SECOND = 100
# Which marks belong to the word after them, and which to the one before (openai/whisper, transcribe.py).
_PREPENDED = "\"'\u201c\u00bf([{-"
_APPENDED = "\"'.\u3002,\uff0c!\uff01?\uff1f:\uff1a\u201d)]}\u3001"


def faster_whisper_identity(weights: str, *, beam_size: int, device: Device = "cpu") -> str:
    """Return what stands for the engine in a fingerprint; `weights` is from `model_identity`.

    The library's version is no part of it: a transcript is expensive, and an upgrade alone must not
    have the whole archive heard again. Neither is the processor, which decides who encodes.
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
        uses_matrix_units: bool = True,
    ) -> None:
        """Load the model in `directory`; `threads` parts of a recording are heard at the same time.

        `uses_matrix_units` False leaves encoding to CTranslate2 even where the processor has them.
        """
        from faster_whisper import WhisperModel

        self.identity = faster_whisper_identity(weights, beam_size=beam_size, device=device)
        self._beam_size = beam_size
        self._threads = threads
        self._model = WhisperModel(
            str(directory),
            device=device,
            compute_type=_COMPUTE_TYPES[device],
            cpu_threads=1,
            num_workers=threads,
        )
        self._encoder = open_encoder(directory) if device == "cpu" and uses_matrix_units else None

    def hear(
        self, windows: Sequence[Samples], *, language: str | None, likely: str | None = None
    ) -> list[HeardSegment]:
        """Return what is said in each window of at most 30 s, one segment a window.

        To find out a window's language takes one step of the decoder; its sound is encoded once all the same.
        """
        if not windows:
            return []
        encoded: list[npt.NDArray[np.float32]] = []
        with ThreadPoolExecutor(self._threads) as pool:
            if language or not self._model.model.is_multilingual:
                spoken = [language or "en"] * len(windows)
            else:
                encoded = [*pool.map(self.encode_window, windows)]
                spoken = settle_languages([*pool.map(self._chances, encoded)], likely=likely)
            batches = _batches(spoken, min(_TOGETHER, -(-len(windows) // self._threads)))

            def hear_batch(batch: Sequence[int]) -> list[HeardSegment]:
                own = [windows[n] for n in batch]
                sound = np.stack([encoded[n] for n in batch]) if encoded else self._encode(own)
                return [*self._hear(own, sound, spoken[batch[0]])]

            heard = zip(batches, pool.map(hear_batch, batches), strict=True)
            found = {n: segment for batch, own in heard for n, segment in zip(batch, own, strict=True)}
        return [found[n] for n in range(len(windows))]

    def transcribe(self, samples: Samples, *, language: str | None) -> list[HeardSegment]:
        """Return what is said in `samples`, window after window, led by Whisper's own time stamps."""
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

    def _chances(self, sound: npt.NDArray[np.float32]) -> dict[str, float]:
        """Return the probability of each language in an encoded window."""
        [found] = self._model.model.detect_language(_stored(sound[np.newaxis]))
        return {token[2:-2]: chance for token, chance in found}

    def _encode(self, windows: Sequence[Samples]) -> Sound:
        return np.stack([self.encode_window(samples) for samples in windows])

    def encode_window(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Return the encoding of at most 30 s of sound, shape (1500, width)."""
        padded = np.zeros(_WINDOW, dtype=np.float32)
        padded[: len(samples)] = samples[:_WINDOW]
        features = self._model.feature_extractor(padded)[:, : self._model.feature_extractor.nb_max_frames]
        if self._encoder:
            return self._encoder.encode(features)
        encoded: npt.NDArray[np.float32] = np.asarray(self._model.encode(features))[0]
        return encoded

    def _hear(self, windows: Sequence[Samples], sound: Sound, language: str) -> Iterator[HeardSegment]:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_compression_ratio

        model = self._model
        tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )
        written = self._write(tokenizer, sound)
        tokens = [[t for t in one.sequences_ids[0] if t < tokenizer.eot] for one in written]
        words = self._words(tokenizer, sound, windows, tokens)
        for n, one in enumerate(written):
            text = tokenizer.decode(tokens[n])
            yield HeardSegment(
                start=0.0,
                end=len(windows[n]) / SAMPLE_RATE,
                text=text,
                language=language,
                avg_logprob=_avg_logprob(one),
                no_speech_prob=one.no_speech_prob,
                compression_ratio=get_compression_ratio(text) if text else 0.0,
                words=tuple(words[n]),
            )

    def _write(self, tokenizer: "Tokenizer", sound: Sound) -> "list[WhisperGenerationResult]":
        """Return the text of each window: the greedy one where it is sure, else the best of a beam."""
        written = self._generate(tokenizer, sound, beam_size=1)
        unsure = [n for n, one in enumerate(written) if _avg_logprob(one) < _SURE]
        if unsure and self._beam_size > 1:
            again = self._generate(tokenizer, sound[unsure], beam_size=self._beam_size)
            for n, one in zip(unsure, again, strict=True):
                written[n] = one
        return written

    def _generate(
        self, tokenizer: "Tokenizer", sound: Sound, *, beam_size: int
    ) -> "list[WhisperGenerationResult]":
        from faster_whisper.transcribe import get_suppressed_tokens

        prompt = self._model.get_prompt(tokenizer, [], without_timestamps=True)
        return list(
            self._model.model.generate(
                _stored(sound),
                [prompt] * len(sound),
                beam_size=beam_size,
                max_length=self._model.max_length,
                suppress_tokens=list(get_suppressed_tokens(tokenizer, [-1]) or ()),
                return_scores=True,
                return_no_speech_prob=True,
            )
        )

    def _words(
        self,
        tokenizer: "Tokenizer",
        sound: Sound,
        windows: Sequence[Samples],
        tokens: list[list[int]],
    ) -> list[list[HeardWord]]:
        from faster_whisper.transcribe import merge_punctuations

        frames = [max(len(samples) * _FRAMES_A_SECOND // SAMPLE_RATE, 2) for samples in windows]
        found = self._model.find_alignment(tokenizer, tokens, _stored(sound), frames)
        for words in found:
            merge_punctuations(words, _PREPENDED, _APPENDED)
        return [
            [
                HeardWord(
                    start=float(word["start"]),
                    end=float(word["end"]),
                    text=word["word"],
                    probability=float(word["probability"]),
                )
                for word in words
                if word["word"]
            ]
            for words in found
        ]


def _batches(spoken: Sequence[str], size: int) -> list[list[int]]:
    """Return the windows' numbers in groups of at most `size`, all of a group in one language."""
    by_language: dict[str, list[int]] = {}
    for n, language in enumerate(spoken):
        by_language.setdefault(language, []).append(n)
    return [own[i : i + size] for own in by_language.values() for i in range(0, len(own), size)]


def _stored(sound: Sound) -> "StorageView":
    from ctranslate2 import StorageView

    return StorageView.from_array(np.ascontiguousarray(sound))


def _avg_logprob(one: "WhisperGenerationResult") -> float:
    """Return the mean over the tokens and the end; CTranslate2's score leaves the end out of the count."""
    count = len(one.sequences_ids[0])
    return float(one.scores[0] * count / (count + 1))
