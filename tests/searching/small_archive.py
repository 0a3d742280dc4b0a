"""A few calls written by hand and stored as a build stores them, and an encoder that knows a few meanings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from coachkit.models import (
    Call,
    CallAgent,
    Exchange,
    Feeling,
    Label,
    Mention,
    Role,
    Segment,
    StageName,
    StageRun,
    Vector,
    Verdict,
)
from coachkit.query.words import plain_words
from coachkit.stages.index import index_turns
from coachkit.stages.pack import pack_vectors
from coachkit.stages.passages import cut_passages
from coachkit.store.library import Library
from coachkit.store.turn_ids import first_id

Talk = Sequence[tuple[Role, str]]

MEANINGS = (
    {"price", "prices", "cost", "costs", "expensive", "cheaper", "pounds", "pay", "discount", "match"},
    {"cancel", "cancelled", "leave", "quit", "stop", "goodbye"},
    {"export", "report", "download", "file", "spreadsheet"},
    {"hello", "morning", "thanks", "welcome"},
)
NEARLY = {"refund": "price", "money": "price", "ending": "cancel"}
"""Words that no call says, and the one whose meaning they share."""


class MeaningEncoder:
    """Vectors count the words of each meaning."""

    identity = "fake"
    dimensions = len(MEANINGS) + 1

    def can_compare(self, stored: str) -> bool:
        return stored == self.identity

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            words = [NEARLY.get(word, word) for word in plain_words(text)]
            row[:] = [*(sum(word in one for word in words) for one in MEANINGS), 0.1]
        unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


@dataclass(frozen=True, kw_only=True)
class Told:
    """A call to store."""

    id: str
    talk: Talk
    day: str = "2026-11-16"
    agent: str = "Jana K."
    label: Verdict | None = None
    moods: dict[int, float] = field(default_factory=dict)
    """By the number of the line: how it sounds, -1 to 1."""
    mentions: Sequence[Mention] = ()
    exchanges: Sequence[Exchange] = ()


def store(library: Library, *calls: Told, has_vectors: bool = True) -> None:
    """Store calls with turns, passages, vectors and what else is told of them."""
    for told in calls:
        call = Call(
            id=told.id,
            path=f"/calls/{told.id}.mp3",
            audio_hash=told.id,
            duration=10.0 * len(told.talk),
            channels=2,
            sample_rate=8000,
            codec="mp3",
            started_at=f"{told.day}T09:00:00",
        )
        on_call = CallAgent(call_id=call.id, n=0, agent=told.agent, start=0.0, end=call.duration)
        library.save_call(call, call_agents=[on_call])
        segments = _segments(told)
        _save(library, call, "compose", {"segments": segments})
        turns = index_turns(segments, [], first_id=first_id(library, call, turns=len(segments)))
        _save(library, call, "index", {"turns": turns})
        if has_vectors:
            _store_vectors(library, call, segments)
        feelings = [Feeling(call_id=call.id, n=n, sentiment=m, acceptance=m) for n, m in told.moods.items()]
        _save(library, call, "feel", {"feelings": feelings})
        _save(library, call, "match", {"mentions": told.mentions})
        label = Label(call_id=call.id, label=told.label, source="none", reason="…", score_label=None)
        _save(library, call, "score", {"labels": [label], "exchanges": told.exchanges})


def _segments(told: Told) -> list[Segment]:
    return [
        Segment(
            call_id=told.id,
            n=n,
            channel=0 if role == "agent" else 1,
            role=role,
            speaker=told.agent if role == "agent" else role,
            start=n * 10.0,
            end=n * 10.0 + 9.0,
            text=text,
            confidence=0.9,
            first_word=0,
            word_count=len(text.split()),
        )
        for n, (role, text) in enumerate(told.talk)
    ]


def _store_vectors(library: Library, call: Call, segments: Sequence[Segment]) -> None:
    encoder = MeaningEncoder()
    passages = cut_passages(segments)
    matrix = encoder.embed([passage.text for passage in passages])
    vectors = [
        Vector(
            call_id=call.id,
            n=passage.n,
            model=encoder.identity,
            dimensions=encoder.dimensions,
            embedding=row.astype("<f4").tobytes(),
        )
        for passage, row in zip(passages, matrix, strict=True)
    ]
    _save(library, call, "embed", {"passages": passages, "vectors": vectors})
    _save(library, call, "pack", {"packed_vectors": pack_vectors(passages, vectors)})


def _save(library: Library, call: Call, stage: StageName, rows: dict[str, Sequence[object]]) -> None:
    output = f"{sorted(rows)} {len(next(iter(rows.values())))}"
    run = StageRun(
        call_id=call.id,
        stage=stage,
        fingerprint="f",
        output=output,
        finished_at="2026-11-20T10:00:00",
        seconds=0.1,
    )
    library.replace_stage(run, list(rows), rows)
