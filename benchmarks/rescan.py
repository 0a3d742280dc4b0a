"""How long a changed tracker takes to be found in all stored calls.

    python benchmarks/rescan.py DIALOGUES.jsonl [--calls 1000] [--minutes 10]

Builds a library of transcripts put together from written dialogues (see `import_speed.py`), with all
built-in trackers on and stand-ins for spaCy and the embedder, neither of which a rescan uses. Then it adds
a tracker by words to the settings and times the preview, the rescan, and a rescan with nothing to do.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Annotator, Embedder, TextAnnotation
from coachkit.config import Settings, parse_settings
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.rescan import preview, rescan
from coachkit.pipeline.toolbox import Toolbox
from coachkit.store.library import Library
from import_speed import write_transcripts
from transcripts import report, tell

CHANGED = (
    '[[trackers]]\nname = "renewal"\nphrases = ["(end|ends) of (our|the) contract"]\nlemma = ["renew"]\n'
)


class NoAnnotator:
    """Sees nothing."""

    identity = "none"

    def annotate(
        self,
        texts: Sequence[str],
        languages: Sequence[str | None],  # noqa: ARG002 - the protocol's
    ) -> list[TextAnnotation]:
        """Return nothing for each text."""
        return [TextAnnotation(tokens=(), entities=(), chunks=()) for _ in texts]


class NoEmbedder:
    """Gives each text a vector of its own that means nothing."""

    identity = "none"
    dimensions = 16

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return vectors of unit length."""
        rows = np.array([np.random.default_rng(len(text)).normal(size=16) for text in texts], np.float32)
        unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


class WithoutModels(Toolbox):
    """The product's tools without its two slow models."""

    @cached_property
    def annotator(self) -> Annotator:
        """Return the stand-in."""
        return NoAnnotator()

    @cached_property
    def embedder(self) -> Embedder:
        """Return the stand-in."""
        return NoEmbedder()


def timed(what: str, run: Callable[[], object]) -> float:
    """Run something, tell how long it took, and return the seconds."""
    began = time.perf_counter()
    run()
    seconds = round(time.perf_counter() - began, 1)
    tell(f"{what}: {seconds} s")
    return seconds


def main() -> None:
    """Read the arguments, measure, and print seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=10)
    given = parser.parse_args()
    tools = WithoutModels()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "calls"
        folder.mkdir()
        words = write_transcripts(given.dialogues, folder, count=given.calls, minutes=given.minutes)
        with Library.open(Path(place) / "coachkit.db", create=True) as library:
            timed("build", lambda: build_library(folder, library, Settings(), tools=tools))
            settings = parse_settings(CHANGED)
            seconds = {
                "preview": timed("preview", lambda: preview(library, settings, tools=tools)),
                "rescan": timed("rescan", lambda: rescan(library, settings, tools=tools)),
                "nothing to do": timed("nothing to do", lambda: rescan(library, settings, tools=tools)),
            }
    report({"calls": given.calls, "words": words, "seconds": seconds})


if __name__ == "__main__":
    main()
