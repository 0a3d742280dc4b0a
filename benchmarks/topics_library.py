"""Libraries of any number of calls that have all that topics are made of; no model runs.

Calls are put together from passages of calls that were built already: about ten each, with one word in
twenty and every vector changed. They have all that topics are made of, and the record of every other stage as
a whole library has it, but no other rows: playlists are filled from nothing.
"""

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coachkit import models
from coachkit.config import Settings
from coachkit.pipeline.progress import Silent
from coachkit.pipeline.runs import Ran
from coachkit.pipeline.steps.bench import PHRASES, Bench
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from scale_library import BEGIN, DAYS, NOISE, insert
from scale_source import other_word
from transcripts import tell

PASSAGES = 10
"""Passages a call, on average."""
CHANGED = 0.05
"""Share of words that give way to others."""
BATCH = 1000
NOT_MADE = ("assign",)
"""Stages of calls that are left to the product."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A passage with what belongs to it."""

    passage: models.Passage
    vector: models.Vector
    purpose: models.PassagePurpose
    reasons: tuple[tuple[models.Reason, models.Segment, models.Annotation], ...]
    keywords: tuple[models.Keyword, ...]


def parts_of(source: Library) -> list[Part]:
    """Return all passages of a library."""
    passages = {(one.call_id, one.n): one for one in source.rows(models.Passage)}
    vectors = {(one.call_id, one.n): one for one in source.rows(models.Vector)}
    segments = {(one.call_id, one.n): one for one in source.rows(models.Segment)}
    seen = {(one.call_id, one.n): one for one in source.rows(models.Annotation)}
    keywords = defaultdict(list)
    for keyword in source.rows(models.Keyword):
        keywords[keyword.call_id].append(keyword)
    reasons = defaultdict(list)
    for one in source.rows(models.Reason):
        line = (one.call_id, one.segment)
        reasons[one.call_id, one.passage].append((one, segments[line], seen[line]))
    return [
        Part(
            passage=passages[purpose.call_id, purpose.n],
            vector=vectors[purpose.call_id, purpose.n],
            purpose=purpose,
            reasons=tuple(reasons[purpose.call_id, purpose.n]),
            keywords=tuple(keywords[purpose.call_id]),
        )
        for purpose in source.rows(models.PassagePurpose)
    ]


class MadeCalls:
    """Calls without end, each made of its number alone."""

    def __init__(self, parts: Sequence[Part], call: models.Call, *, calls: int) -> None:
        """Take passages of `parts`; `call` is what every call is like, and `calls` of them fill `DAYS`."""
        self._reasons = [one for one in parts if one.reasons]
        self._others = [one for one in parts if not one.reasons]
        self._like, self._calls = call, calls

    def rows(self, number: int) -> Iterator[object]:
        """Yield the rows of call `number`."""
        chance, noise = random.Random(number), np.random.default_rng(number)  # noqa: S311 - not for secrets
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        began = BEGIN + timedelta(days=DAYS * number / self._calls)
        yield replace(
            self._like,
            id=digest[:16],
            audio_hash=digest,
            path=f"/calls/{digest[:12]}.opus",
            started_at=began.isoformat(timespec="seconds"),
            customer=None,
            customer_named=None,
        )
        first = chance.choice(self._reasons)
        later = chance.choices(self._others, k=max(round(chance.gauss(PASSAGES, 3)), 2) - 1)
        for keyword in first.keywords:
            yield replace(keyword, call_id=digest[:16])
        for n, part in enumerate([first, *later]):
            yield from self._part(part, digest[:16], n, chance, noise)

    def _part(
        self, part: Part, call_id: str, n: int, chance: random.Random, noise: np.random.Generator
    ) -> Iterator[object]:
        said = _WORD.sub(lambda word: _perhaps_other(word.group(), chance), part.passage.text)
        yield replace(part.passage, call_id=call_id, n=n, text=said)
        yield replace(part.vector, call_id=call_id, n=n, embedding=_noisy(part.vector, noise))
        yield replace(part.purpose, call_id=call_id, n=n)
        for k, (reason, segment, annotation) in enumerate(part.reasons):
            line = PASSAGES * n + k
            yield replace(segment, call_id=call_id, n=line)
            yield replace(annotation, call_id=call_id, n=line)
            there = replace(reason, call_id=call_id, n=k, passage=n, segment=line)
            yield replace(there, embedding=_noisy(reason, noise))


def _perhaps_other(word: str, chance: random.Random) -> str:
    return other_word(word, chance) if chance.random() < CHANGED else word


def _noisy(row: models.Vector | models.Reason, noise: np.random.Generator) -> bytes:
    vector = np.frombuffer(row.embedding, dtype="<f4")
    changed: npt.NDArray[np.float64] = noise.normal(size=len(vector))
    changed = vector + NOISE * changed / np.linalg.norm(changed)
    return (changed / np.linalg.norm(changed)).astype("<f4").tobytes()


def make(path: Path, source: Library, *, calls: int) -> MadeCalls:
    """Make the library at `path` unless it is there, and return what makes more calls for it."""
    made = MadeCalls(parts_of(source), source.rows(models.Call)[0], calls=calls)
    if path.exists():
        return made
    with Library.open(path, create=True) as library:
        phrases = [one for one in source.rows(models.CorpusModel) if one.kind == PHRASES]
        insert(library, {models.CorpusModel: [replace(one, calls=calls) for one in phrases]})
        for first in range(0, calls, BATCH):
            add(library, made, range(first, min(first + BATCH, calls)))
            if first % (10 * BATCH) == 0:
                tell(f"{first:,} of {calls:,} calls")
        record(library, library.rows(models.Call))
    return made


def add(library: Library, made: MadeCalls, numbers: Sequence[int]) -> list[models.Call]:
    """Write calls in bulk, and return them."""
    together: dict[type, list[object]] = defaultdict(list)
    for number in numbers:
        for row in made.rows(number):
            together[type(row)].append(row)
    insert(library, together)
    return [one for one in together[models.Call] if isinstance(one, models.Call)]


def record(library: Library, calls: Sequence[models.Call]) -> None:
    """Write that every stage but filing has been run on these calls, with the fingerprints of now."""
    work = Work(bench=bench_on(library), progress=Silent())
    learn = next(stage for stage in STAGES if stage.name == "learn")
    runs = [] if work.runs.get("", "learn") else [run_of("", "learn", work.common(learn).then())]
    for stage in STAGES:
        if stage.scope == "library" or stage.name in NOT_MADE:
            continue
        for call, wanted in work.all_wanted(stage, calls):
            run = run_of(call.id, stage.name, wanted or "")
            work.runs.put(call.id, stage.name, Ran(fingerprint=run.fingerprint, output=run.output))
            runs.append(run)
    insert(library, {models.StageRun: [*runs]})


def run_of(call_id: str, stage: models.StageName, wanted: str) -> models.StageRun:
    """Return the record that a stage was run."""
    output = hashlib.sha256(f"{call_id} {stage}".encode()).hexdigest()[:32]
    return models.StageRun(
        call_id=call_id,
        stage=stage,
        fingerprint=wanted,
        output=output,
        finished_at="2026-01-01T00:00:00",
        seconds=0.1,
    )


def bench_on(library: Library) -> Bench:
    """Return what steps work with."""
    return Bench(library=library, settings=Settings(), tools=Toolbox())
