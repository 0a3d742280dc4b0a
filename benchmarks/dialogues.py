"""Written dialogues as a library, built by the product's own stages.

Each dialogue, `{"id", "turns": [{"role", "text"}]}`, becomes a transcript without times, as people give it:
its times are worked out, and nothing is measured in seconds. What the embedder made of a text is kept beside
the library, so that a changed card or pack costs a minute and not ten.
"""

import csv
import hashlib
import io
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Embedder
from coachkit.config import Settings
from coachkit.models import Recording, StageName
from coachkit.pipeline.build import run_stages
from coachkit.pipeline.intake.ingest import Source, plan_intake, take_in
from coachkit.pipeline.intake.known import Known
from coachkit.pipeline.progress import Advance
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from transcripts import tell

Dialogue = dict[str, Any]
Matrix = npt.NDArray[np.float32]
DIMENSIONS = 384
"""Of all-MiniLM-L6-v2, known without loading it."""


def read_dialogues(path: Path) -> list[Dialogue]:
    """Return the dialogues of a file, one a line, that hold some text."""
    with path.open(encoding="utf-8") as lines:
        every = [json.loads(line) for line in lines if line.strip()]
    return [one for one in every if any(turn["text"].strip() for turn in one["turns"])]


def stages_for(*wanted: StageName) -> frozenset[StageName]:
    """Return these stages and all that they read, whatever the table says they do."""
    reads = {stage.name: stage.reads for stage in STAGES}
    found: set[StageName] = set()
    waiting = [name for name in wanted if name in reads]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += reads[name]
    return frozenset(found)


def build_dialogues(
    dialogues: Sequence[Dialogue], folder: Path, stages: frozenset[StageName], settings: Settings
) -> Path:
    """Build a library of the dialogues in `folder`, or bring the one that is there up to date."""
    calls, path = folder / "calls", folder / "dialogues.db"
    calls.mkdir(parents=True, exist_ok=True)
    for one in dialogues:
        _write_transcript(one, calls / f"{file_name(one)}.csv")
    tools = RememberingToolbox(folder / "vectors")
    tools.embedder.remember(" ".join(turn["text"].split()) for one in dialogues for turn in one["turns"])
    with Library.open(path, create=True) as library:
        known = Known.from_library(library)
        plan = plan_intake(Source(folder=calls), known, settings, retry_failed=False, is_growing=None)
        with Told().task("Reading files", total=len(dialogues)) as advance:
            taken_in = take_in(library, [plan], advance=advance)
        work = Work(bench=Bench(library=library, settings=settings, tools=tools), progress=Told())
        work.transcripts = known.transcripts
        done = run_stages(work, ingest=taken_in, only=stages)
        tell(f"built in {done.seconds:.0f} s; {done.failed} failed")
    tools.embedder.keep()
    return path


def file_name(dialogue: Dialogue) -> str:
    """Return the name of a dialogue's transcript, without its ending."""
    plain = "".join(c if c.isalnum() else "_" for c in str(dialogue["id"]))
    return plain if plain == str(dialogue["id"]) else f"{plain}_{_hash(str(dialogue['id']))[:8]}"


def calls_of(library: Library) -> dict[str, str]:
    """Return the id of each dialogue's call, by the name of its transcript; copies share a call."""
    return {Path(one.path).stem: one.call_id for one in library.rows(Recording)}


def _write_transcript(dialogue: Dialogue, path: Path) -> None:
    """Write a dialogue as a CSV transcript, and leave the file alone where it is there already."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["speaker", "role", "text"])
    rows.writerows([turn["role"].title(), turn["role"], turn["text"]] for turn in dialogue["turns"])
    if not path.is_file() or path.read_text(encoding="utf-8") != out.getvalue().replace("\r\n", "\n"):
        path.write_text(out.getvalue().replace("\r\n", "\n"), encoding="utf-8")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _no_bar(amount: float = 1) -> None:
    """Take no note of a step's progress."""


class Told:
    """Says on stderr which step a build has come to, and how long the last one took."""

    @contextmanager
    def task(self, title: str, *, total: float) -> Iterator[Advance]:
        """Take the time of a step."""
        began = time.perf_counter()
        yield _no_bar
        tell(f"{title}: {total:.0f} in {time.perf_counter() - began:.0f} s")


class RememberingEmbedder:
    """The product's embedder, which looks a text up that it has embedded before."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.identity = Toolbox().identity("embedder")
        self.dimensions = DIMENSIONS
        self._places: dict[str, int] = {}
        self._rows: list[Matrix] = []
        texts, matrix = path.with_suffix(".json"), path.with_suffix(".npy")
        if texts.is_file() and matrix.is_file():
            kept = json.loads(texts.read_text(encoding="utf-8"))
            if kept["identity"] == self.identity:
                self._places = {text: place for place, text in enumerate(kept["texts"])}
                self._rows = [*np.load(matrix)]
        self._kept = len(self._rows)

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return an array of shape (texts, dimensions), rows of unit length."""
        self.remember(texts)
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        return np.vstack([self._rows[self._places[text]] for text in texts])

    def remember(self, texts: Iterable[str]) -> None:
        """Embed those texts that were not embedded before."""
        new = [text for text in dict.fromkeys(texts) if text not in self._places]
        for first in range(0, len(new), 1000):
            part = new[first : first + 1000]
            self._rows += [*self._opened.embed(part)]
            self._places |= {text: len(self._places) + n for n, text in enumerate(part)}

    def keep(self) -> None:
        """Write what was embedded, for the next time."""
        if len(self._rows) > self._kept:
            np.save(self.path.with_suffix(".npy"), np.vstack(self._rows))
            kept = {"identity": self.identity, "texts": [*self._places]}
            self.path.with_suffix(".json").write_text(json.dumps(kept), encoding="utf-8")
            self._kept = len(self._rows)

    @cached_property
    def _opened(self) -> Embedder:
        return Toolbox().embedder


class RememberingToolbox(Toolbox):
    """The product's own tools, with an embedder that remembers."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def embedder(self) -> RememberingEmbedder:
        """Return the embedder that remembers."""
        return RememberingEmbedder(self._path)
