"""Libraries of the calls that `planted_calls` makes, one for each seed, built by the product and kept.

What a model says of one text is the same whoever asks, and people in these calls say the same sentences again
and again; so each is read and embedded once in a process. Nothing else differs from `coachkit build`.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Annotator, Embedder, TextAnnotation
from coachkit.config import find_settings, load_settings
from coachkit.pipeline import build_library
from coachkit.pipeline.toolbox import Toolbox
from coachkit.store.library import Library
from planted_calls import make


class RememberingEmbedder:
    """An embedder that encodes each text once."""

    def __init__(self, embedder: Embedder) -> None:
        """Ask `embedder` for what is not known yet."""
        self._embedder = embedder
        self._known: dict[str, npt.NDArray[np.float32]] = {}
        self.identity = embedder.identity
        self.dimensions = embedder.dimensions

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions), rows of unit length."""
        new = [one for one in dict.fromkeys(texts) if one not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        return np.stack([self._known[one] for one in texts])


class RememberingAnnotator:
    """An annotator that reads each text once."""

    def __init__(self, annotator: Annotator) -> None:
        """Ask `annotator` for what is not known yet."""
        self._annotator = annotator
        self._known: dict[tuple[str, str | None], TextAnnotation] = {}
        self.identity = annotator.identity

    def annotate(self, texts: Sequence[str], languages: Sequence[str | None]) -> list[TextAnnotation]:
        """Return one annotation a text, in order."""
        asked = [*zip(texts, languages, strict=True)]
        new = [one for one in dict.fromkeys(asked) if one not in self._known]
        if new:
            found = self._annotator.annotate([text for text, _ in new], [language for _, language in new])
            self._known.update(zip(new, found, strict=True))
        return [self._known[one] for one in asked]


class RememberingTools(Toolbox):
    """The product's tools, of which two remember what they said."""

    @cached_property
    def embedder(self) -> Embedder:
        """Open the product's."""
        return RememberingEmbedder(super().embedder)

    @cached_property
    def annotator(self) -> Annotator:
        """Open the product's."""
        return RememberingAnnotator(super().annotator)


def library_of(
    folder: Path, seed: int, tools: RememberingTools, *, calls: int, tell: Callable[[str], None]
) -> Path:
    """Return the library of a seed, made where it is not there yet, and brought up to date."""
    source = folder / f"archive{seed:03}"
    if not (source / "truth.json").is_file():
        make(source, seed=seed, calls=calls)
    path = folder / f"archive{seed:03}.db"
    with Library.open(path, create=True) as library:
        built = build_library(source, library, load_settings(find_settings(source)), tools=tools)
    if built.failed:
        raise SystemExit(f"{path}: {built.failed} of the calls or stages failed")
    tell(f"archive {seed}: built in {built.seconds:.0f} s")
    return path
