"""How fast ready transcripts come in, apart from the models' own time.

    python benchmarks/import_speed.py DIALOGUES.jsonl [--transcripts 1000] [--minutes 10] [--all-stages]

Writes transcripts of so many minutes as WebVTT, put together from written dialogues (lines of
`{"turns": [{"role", "text"}]}`, spoken at 2.5 words a second), and builds a library from them with no
settings. For each step it prints the seconds on the clock, writing included, and how many of them were
spaCy's or the embedder's. `seconds_to_search` is all up to where the words can be searched, without theirs.
Stops there unless `--all-stages` is given: the rest is mostly the embedder's.
"""

import argparse
import itertools
import json
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from coachkit.backends.protocols import Annotator, Embedder
from coachkit.config import Settings
from coachkit.pipeline import build_library
from coachkit.pipeline.progress import Advance
from coachkit.pipeline.toolbox import Toolbox
from coachkit.store.library import Library
from transcripts import report, tell

WORDS_A_SECOND = 2.5
LAST_STEP = "Reading transcripts"
"""The step after which the words can be searched."""


class Searchable(BaseException):
    """The words can be searched: the rest is not wanted."""


@dataclass
class Clock:
    """Seconds by step, and those of the models in each."""

    is_whole: bool
    steps: dict[str, float] = field(default_factory=dict)
    models: dict[str, float] = field(default_factory=dict)
    _began: float = field(default_factory=time.perf_counter)
    _step: str = ""

    @contextmanager
    def task(self, title: str, *, total: float) -> Iterator[Advance]:  # noqa: ARG002 - the protocol's
        """Take the time of a step; what lies between two steps goes to the later one."""
        if self._step == LAST_STEP and not self.is_whole:
            raise Searchable
        self._step = title
        yield lambda _=1: None
        now = time.perf_counter()
        self.steps[title] = self.steps.get(title, 0.0) + now - self._began
        self._began = now

    def count(self, seconds: float) -> None:
        """Add seconds that a model took in this step."""
        self.models[self._step] = self.models.get(self._step, 0.0) + seconds


class Timed:
    """A model whose methods' seconds are counted."""

    def __init__(self, model: Any, clock: Clock) -> None:  # an annotator or an embedder
        self._model, self._clock = model, clock

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._model, name)
        if name not in ("annotate", "embed"):
            return found

        def timed(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return found(*given, **named)
            finally:
                self._clock.count(time.perf_counter() - began)

        return timed


class TimedTools(Toolbox):
    """The product's own tools, timed; loading them counts as theirs."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    @cached_property
    def annotator(self) -> Annotator:
        """Load spaCy on the clock."""
        return self._loaded("annotator")  # type: ignore[no-any-return]

    @cached_property
    def embedder(self) -> Embedder:
        """Load the embedder on the clock."""
        return self._loaded("embedder")  # type: ignore[no-any-return]

    def _loaded(self, name: str) -> Any:
        began = time.perf_counter()
        model = getattr(super(), name)
        self._clock.count(time.perf_counter() - began)
        return Timed(model, self._clock)


def write_transcripts(dialogues: Path, folder: Path, *, count: int, minutes: float) -> int:
    """Write `count` transcripts and return how many words they hold."""
    with dialogues.open(encoding="utf-8") as lines:
        talks = [json.loads(line)["turns"] for line in lines]
    turns = itertools.chain.from_iterable(itertools.cycle(talks))
    words = 0
    for n in range(count):
        path = folder / f"call_{n:05d}.vtt"
        text, said = _vtt(turns, f"{n:05d}", 60 * minutes)
        path.write_text(text, encoding="utf-8")
        words += said
    return words


def _vtt(turns: Iterable[dict[str, str]], name: str, seconds: float) -> tuple[str, int]:
    cues, at, words = ["WEBVTT", f"NOTE call {name}"], 0.0, 0
    for turn in turns:
        text = " ".join(turn["text"].split()).replace("&", "&amp;").replace("<", "&lt;").replace("-->", "to")
        if not text:
            continue
        length = max(len(text.split()) / WORDS_A_SECOND, 0.5)
        cues.append(f"{_clock(at)} --> {_clock(at + length)}\n<v {turn['role'].title()}>{text}</v>")
        at, words = at + length + 0.3, words + len(text.split())
        if at >= seconds:
            break
    return "\n\n".join(cues) + "\n", words


def _clock(seconds: float) -> str:
    whole = round(1000 * seconds)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def main() -> None:
    """Build and print the seconds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--transcripts", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--all-stages", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        calls = Path(place) / "calls"
        calls.mkdir()
        words = write_transcripts(
            arguments.dialogues, calls, count=arguments.transcripts, minutes=arguments.minutes
        )
        tell(f"{arguments.transcripts} transcripts with {words:,} words to take in")
        clock = Clock(is_whole=arguments.all_stages)
        with Library.open(Path(place) / "library.db", create=True) as library:
            try:
                build_library(calls, library, Settings(), tools=TimedTools(clock), progress=clock)
            except Searchable:
                tell("the words can be searched")
    own = {step: seconds - clock.models.get(step, 0.0) for step, seconds in clock.steps.items()}
    to_search = itertools.takewhile(lambda step: step != LAST_STEP, own)
    report(
        {
            "transcripts": arguments.transcripts,
            "words": words,
            "seconds_to_search": round(sum(own[step] for step in (*to_search, LAST_STEP)), 1),
            "own_seconds": {step: round(seconds, 1) for step, seconds in own.items()},
            "model_seconds": {step: round(seconds, 1) for step, seconds in clock.models.items()},
        }
    )


if __name__ == "__main__":
    main()
