"""Words, lemmas, names and noun chunks, by spaCy; words and stems alone where it has no model.

English has a whole pipeline. Of every other language spaCy knows how words and marks are parted and
which words say little, and Snowball knows most of their stems: nothing is guessed beyond that.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

from coachkit.backends.protocols import TextAnnotation
from coachkit.errors import ModelError
from coachkit.languages import base_code, fold, is_full, stem

_BATCH = 64
_ANY_LANGUAGE = "xx"
"""spaCy's rules that fit most languages."""


def spacy_identity(package: str) -> str:
    """Return the annotator's identity without loading it; `package` is the pipeline's importable name."""
    return f"spacy {version('spacy')}, {package} {version(package)}"


class SpacyAnnotator:
    """One spaCy pipeline, loaded once. Whether a text has neighbours in its batch changes nothing."""

    def __init__(self, package: str) -> None:
        """Name the pipeline; it is loaded when English text first asks for it."""
        self.identity = spacy_identity(package)
        self._package = package
        self._pipelines: dict[str, Any] = {}  # Any: spaCy's classes are known only once it is loaded
        self._stop_words: dict[str, frozenset[str]] = {}

    def annotate(self, texts: Sequence[str], languages: Sequence[str | None]) -> list[TextAnnotation]:
        """Return one annotation a text, in order; spaces are not tokens.

        Raises ModelError if the pipeline does not do all that is stored of an English text.
        """
        english = [n for n, language in enumerate(languages) if is_full(language)]
        seen = dict(zip(english, self._analyse([texts[n] for n in english]), strict=True))
        return [
            seen[n] if n in seen else self._cut(text, base_code(language) or _ANY_LANGUAGE)
            for n, (text, language) in enumerate(zip(texts, languages, strict=True))
        ]

    def _analyse(self, texts: Sequence[str]) -> Iterator[TextAnnotation]:
        if not texts:
            return
        for doc in self._english().pipe(texts, batch_size=_BATCH):
            yield TextAnnotation(
                tokens=tuple(
                    (token.idx, token.idx + len(token.text), token.lemma_, token.pos_)
                    for token in doc
                    if not token.is_space
                ),
                entities=tuple((span.start_char, span.end_char, span.label_) for span in doc.ents),
                chunks=tuple((span.start_char, span.end_char) for span in doc.noun_chunks),
            )

    def _cut(self, text: str, language: str) -> TextAnnotation:
        """Return words with their stems, and as chunks the runs of words that say something."""
        words = [token for token in self._rules(language)(text) if not token.is_space]
        stop_words = self._stop_words[language]
        chunks: list[tuple[int, int]] = []
        goes_on = False
        for token in words:
            telling = _is_word(token.text) and fold(token.text, language) not in stop_words
            if telling:
                start = chunks.pop()[0] if goes_on else token.idx
                chunks.append((start, token.idx + len(token.text)))
            goes_on = telling
        return TextAnnotation(
            tokens=tuple(
                (
                    token.idx,
                    token.idx + len(token.text),
                    stem(token.text, language),
                    "X" if _is_word(token.text) else "PUNCT",
                )
                for token in words
            ),
            entities=(),
            chunks=tuple(chunks),
        )

    def _english(self) -> Any:
        import spacy

        if self._package not in self._pipelines:
            pipeline = spacy.load(self._package)
            missing = {"tagger", "parser", "lemmatizer", "ner"} - set(pipeline.pipe_names)
            if missing:
                raise ModelError(
                    f"the spaCy pipeline {self._package} has no {' and no '.join(sorted(missing))}: "
                    "choose one that has, such as en_core_web_sm"
                )
            self._pipelines[self._package] = pipeline
        return self._pipelines[self._package]

    def _rules(self, language: str) -> Any:
        import spacy

        if language not in self._pipelines:
            try:
                rules = spacy.blank(language)
            except ImportError:  # spaCy does not know it, or needs a program that is not installed
                rules = spacy.blank(_ANY_LANGUAGE)
            self._pipelines[language] = rules
            stop_words = rules.Defaults.stop_words
            self._stop_words[language] = frozenset(fold(word, language) for word in stop_words)
        return self._pipelines[language]


def _is_word(text: str) -> bool:
    return any(char.isalnum() for char in text)
