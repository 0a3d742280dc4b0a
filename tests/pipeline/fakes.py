"""A toolbox without models: transcripts by file name, and the simplest annotator and embedder that work."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Annotator, Embedder, LanguageRanking, Sentiment, TextAnnotation
from coachkit.backends.speech import Failed, Job, SpeechOptions, Transcript
from coachkit.errors import ModelError
from coachkit.models import RawSegment, Word
from coachkit.unknown_names import Gazetteer

Line = tuple[int, float, str]
"""(channel, start, text)."""


class FakeAnnotator:
    """Tokens are words, lemmas are the words folded; capitals are organisations."""

    identity = "fake"

    def annotate(
        self,
        texts: Sequence[str],
        languages: Sequence[str | None],  # noqa: ARG002 - the protocol's
    ) -> list[TextAnnotation]:
        found = []
        for text in texts:
            words = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\w+", text)]
            found.append(
                TextAnnotation(
                    tokens=tuple(
                        (a, b, w.casefold(), "PROPN" if w[0].isupper() else "NOUN") for a, b, w in words
                    ),
                    entities=tuple((a, b, "ORG") for a, b, w in words if a and w[0].isupper()),
                    chunks=tuple((a, b) for a, b, _ in words),
                )
            )
        return found


class FakeEmbedder:
    """Vectors count letters."""

    identity = "fake"
    dimensions = 26

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = np.array(
            [[t.casefold().count(chr(97 + i)) + 0.01 for i in range(26)] for t in texts], np.float32
        )
        unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


class FakeSentiment:
    """Great is good, awful is bad."""

    identity = "fake"

    def score(self, text: str) -> float:
        return float("great" in text) - float("awful" in text)


class FakeLanguages:
    """Text with a Turkish letter is Turkish, all else is English."""

    identity = "fake"

    def rank(self, text: str) -> list[tuple[str, float]]:
        is_turkish = any(letter in "çğıöşüÇĞİÖŞÜ" for letter in text)
        return [("tr", 0.99), ("en", 0.0)] if is_turkish else [("en", 0.99), ("tr", 0.0)]

    def common_words(self, language: str) -> frozenset[str]:  # noqa: ARG002 - the protocol's
        return frozenset()


@dataclass
class FakeTools:
    """What the pipeline asks for; counts what it was asked to do."""

    scripts: Mapping[str, Sequence[Line]]
    heard: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    breaks: set[str] = field(default_factory=set)
    """File stems whose recognition fails."""
    stop_after: int | None = None
    """Raise KeyboardInterrupt after this many recordings, as a person would."""
    jobs: list[tuple[Job, SpeechOptions]] = field(default_factory=list)
    """Everything it was asked to hear, and how."""
    other_models: Mapping[str, Mapping[str, Sequence[Line]]] = field(default_factory=dict)
    """What models other than `base` hear."""

    def transcribe(
        self,
        jobs: Sequence[Job],
        options: SpeechOptions,
        *,
        workers: int | None,  # noqa: ARG002 - the protocol's
    ) -> Iterator[tuple[Job, Transcript | Failed]]:
        if options.model not in {"base", *self.other_models}:
            raise ModelError(f"there is no model {options.model}")
        scripts = self.other_models.get(options.model, self.scripts)
        for job in jobs:
            self.jobs.append((job, options))
            if self.stop_after is not None and len(self.heard) >= self.stop_after:
                raise KeyboardInterrupt
            self.heard.append(job.path.stem)
            if job.path.stem in self.breaks:
                yield job, Failed(reason=f"{job.path.name}: breaks off")
            else:
                yield job, _transcript(job.call_id, scripts[job.path.stem])

    def speech_identity(self, options: SpeechOptions) -> str:
        return f"fake {options.engine} {options.model}"

    @property
    def annotator(self) -> Annotator:
        self.opened.append("annotator")
        return FakeAnnotator()

    @property
    def embedder(self) -> Embedder:
        self.opened.append("embedder")
        return FakeEmbedder()

    @property
    def sentiment(self) -> Sentiment:
        self.opened.append("sentiment")
        return FakeSentiment()

    @property
    def zipf(self) -> Callable[[str, str], float]:
        return lambda word, _language: 0.0 if len(word) > 4 else 5.0

    @property
    def text_languages(self) -> LanguageRanking:
        return FakeLanguages()

    @property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer()

    def identity(self, tool: str) -> str:
        return f"fake {tool}"


def _transcript(call_id: str, lines: Sequence[Line]) -> Transcript:
    segments: list[RawSegment] = []
    words: list[Word] = []
    for n, (channel, start, text) in enumerate(lines):
        spoken = text.split()
        for i, word in enumerate(spoken):
            words.append(
                Word(
                    call_id=call_id,
                    n=len(words),
                    raw_segment=n,
                    channel=channel,
                    start=start + 0.3 * i,
                    end=start + 0.3 * (i + 1),
                    text=f" {word}",
                    probability=0.9,
                )
            )
        segments.append(
            RawSegment(
                call_id=call_id,
                n=n,
                channel=channel,
                start=start,
                end=start + 0.3 * len(spoken),
                text=text,
                language="en",
                avg_logprob=-0.2,
                no_speech_prob=0.0,
                compression_ratio=1.2,
            )
        )
    return Transcript(raw_segments=tuple(segments), words=tuple(words))
