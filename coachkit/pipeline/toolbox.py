"""The models that stages need, opened when first used, and what they are, known without opening them.

A build that has nothing to do asks only for identities, so it loads no model.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from coachkit.backends import weights
from coachkit.backends.annotator import spacy_identity
from coachkit.backends.embedder import sentence_identity
from coachkit.backends.frequency import frequency_identity, zipf
from coachkit.backends.gazetteer import gazetteer_identity, open_gazetteer
from coachkit.backends.language_id import TextLanguages, language_id_identity
from coachkit.backends.protocols import Annotator, Embedder, LanguageRanking, Sentiment
from coachkit.backends.sentiment import vader_identity
from coachkit.backends.speech import (
    Failed,
    Job,
    SpeechOptions,
    Transcript,
    speech_identity,
    transcribe_many,
)
from coachkit.unknown_names import Gazetteer


class Tools(Protocol):
    """What the pipeline's steps use; tests bring their own."""

    def transcribe(
        self, jobs: Sequence[Job], options: SpeechOptions, *, workers: int | None
    ) -> Iterator[tuple[Job, Transcript | Failed]]:
        """Hear recordings; yield each when it is done, with what went wrong where it did."""

    def speech_identity(self, options: SpeechOptions) -> str:
        """Name what hears with these options, without loading it."""

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
    def text_languages(self) -> LanguageRanking:
        """Text to the languages it may be in."""

    @property
    def zipf(self) -> Callable[[str, str], float]:
        """How common a word is in a language, given by its code."""

    @property
    def gazetteer(self) -> Gazetteer:
        """Names that everybody knows."""

    def identity(self, tool: str) -> str:
        """Name a tool's model and version without loading it; a change makes its rows stale."""


class Toolbox:
    """The product's own tools."""

    def transcribe(
        self, jobs: Sequence[Job], options: SpeechOptions, *, workers: int | None
    ) -> Iterator[tuple[Job, Transcript | Failed]]:
        """Hear recordings in a pool of processes."""
        return transcribe_many(jobs, options, workers=workers)

    def speech_identity(self, options: SpeechOptions) -> str:
        """Return engine, weights and the way of decoding."""
        # Asked for every call of the library, and looking for files takes a millisecond.
        if options not in self._speech_identities:
            self._speech_identities[options] = speech_identity(options)
        return self._speech_identities[options]

    @cached_property
    def _speech_identities(self) -> dict[SpeechOptions, str]:
        return {}

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

    @cached_property
    def text_languages(self) -> LanguageRanking:
        """Return py3langid, which loads itself when first asked."""
        return TextLanguages()

    @property
    def zipf(self) -> Callable[[str, str], float]:
        """Return wordfreq's frequencies."""
        return zipf

    @property
    def gazetteer(self) -> Gazetteer:
        """Return brands and people's names."""
        return open_gazetteer()

    def identity(self, tool: str) -> str:
        """Return the tool's packages with their versions, or its weights' hash."""
        return self._identities[tool]()

    @cached_property
    def _identities(self) -> dict[str, Callable[[], str]]:
        return {
            "annotator": lambda: spacy_identity(weights.spacy_package()),
            "embedder": sentence_identity,
            "sentiment": vader_identity,
            "zipf": frequency_identity,
            "text_languages": language_id_identity,
            "gazetteer": gazetteer_identity,
        }
