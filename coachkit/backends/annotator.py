"""Words, lemmas, names and noun chunks, by spaCy."""

from collections.abc import Iterable
from importlib.metadata import version

from coachkit.backends.protocols import TextAnnotation
from coachkit.errors import ModelError

_BATCH = 64


def spacy_identity(package: str) -> str:
    """Return the annotator's identity without loading it; `package` is the pipeline's importable name."""
    return f"spacy {version('spacy')}, {package} {version(package)}"


class SpacyAnnotator:
    """One spaCy pipeline, loaded once. Whether a text has neighbours in its batch changes nothing."""

    def __init__(self, package: str) -> None:
        """Load the pipeline; raise ModelError if it does not do all that is stored of a text."""
        import spacy

        self.identity = spacy_identity(package)
        self._nlp = spacy.load(package)
        missing = {"tagger", "parser", "lemmatizer", "ner"} - set(self._nlp.pipe_names)
        if missing:
            raise ModelError(
                f"the spaCy pipeline {package} has no {' and no '.join(sorted(missing))}: choose one that "
                "has, such as en_core_web_sm"
            )

    def annotate(self, texts: Iterable[str]) -> list[TextAnnotation]:
        """Return one annotation a text, in order; spaces are not tokens."""
        return [
            TextAnnotation(
                tokens=tuple(
                    (token.idx, token.idx + len(token.text), token.lemma_, token.pos_)
                    for token in doc
                    if not token.is_space
                ),
                entities=tuple((span.start_char, span.end_char, span.label_) for span in doc.ents),
                chunks=tuple((span.start_char, span.end_char) for span in doc.noun_chunks),
            )
            for doc in self._nlp.pipe(texts, batch_size=_BATCH)
        ]
