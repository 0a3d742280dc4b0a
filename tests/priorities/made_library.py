"""A library of made-up calls: who took each, what it was about, and how it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coachkit.models import (
    Agent,
    Call,
    CallAgent,
    Customer,
    Exchange,
    Label,
    Leg,
    LegScore,
    Passage,
    Reason,
    Recording,
    Role,
    Score,
    ScorePoint,
    Segment,
    StageRun,
    Topic,
    TopicCentre,
    TopicPassage,
    Vector,
    Verdict,
)
from coachkit.stages.pack import pack_vectors
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF

TITLES = {"t1": "invoices", "t2": "calendar sync"}
DIMENSIONS = 4
MODEL = "by hand"
PLACES = {"t1": (1.0, 0.0, 0.0, 0.0), "t2": (0.0, 1.0, 0.0, 0.0), None: (0.0, 0.0, 1.0, 0.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A call to be made."""

    agents: tuple[str, ...]
    label: Verdict | None = "good"
    score: float | None = 70.0
    leg_scores: tuple[float, ...] = ()
    topic: str | None = "t1"
    minutes: float = 2.0
    started_at: str | None = None
    customer: str | None = None
    replied_well: bool = False


def made_library(path: Path, calls: Sequence[Made]) -> Library:
    """Return an open library; the calls have the ids c000, c001 and so on."""
    rows: dict[str, list[object]] = {
        "agents": [Agent(name=name) for name in sorted({agent for call in calls for agent in call.agents})],
        "customers": [
            Customer(name=name) for name in sorted({one.customer for one in calls if one.customer})
        ],
        "topics": [
            Topic(id=topic_id, epoch=1, n=n, title=title, phrases=(title,))
            for n, (topic_id, title) in enumerate(TITLES.items())
        ],
        "topic_centres": [
            TopicCentre(epoch=1, n=n, topic_id=topic_id, reach=0.5, centre=_bytes(PLACES[topic_id]))
            for n, topic_id in enumerate(TITLES)
        ],
    }
    for n, call in enumerate(calls):
        for row in _rows_of(f"c{n:03}", call):
            rows.setdefault(TABLE_OF[type(row)].name, []).append(row)
    library = Library.open(path, create=True)
    library.replace_stage(
        StageRun(call_id="", stage="fit", fingerprint="f", output="o", finished_at="2026-11-20", seconds=0.1),
        tuple(rows),
        rows,
    )
    return library


def _rows_of(call_id: str, made: Made) -> list[object]:
    seconds = made.minutes * 60
    call = Call(
        id=call_id, path=f"/calls/{call_id}.wav", audio_hash=call_id, duration=seconds, channels=2,
        sample_rate=8000, codec="pcm", started_at=made.started_at, customer=made.customer,
    )  # fmt: skip
    recording = Recording(path=call.path, size=1, modified_ns=1, audio_hash=call_id, call_id=call_id)
    share = seconds / max(len(made.agents), 1)
    found: list[object] = [call, recording]
    for n, agent in enumerate(made.agents):
        start, end = n * share, (n + 1) * share
        found.append(CallAgent(call_id=call_id, n=n, agent=agent, start=start, end=end))
        found.append(Leg(call_id=call_id, n=n, agent=agent, start=start, end=end))
    return [*found, *_said(call_id), *_meant(call_id, made), *_judged(call_id, made)]


def _said(call_id: str) -> list[object]:
    lines: list[tuple[Role, float, float, str]] = [
        ("customer", 1.0, 5.0, "It was charged twice."),
        ("agent", 6.0, 10.0, "I will put it back on your card today."),
    ]
    return [
        Segment(
            call_id=call_id, n=n, channel=n, role=role, speaker=role, start=start, end=end, text=text,
            confidence=1.0, first_word=0, word_count=len(text.split()),
        )
        for n, (role, start, end, text) in enumerate(lines)
    ]  # fmt: skip


def _meant(call_id: str, made: Made) -> list[object]:
    place, text = _bytes(PLACES[made.topic]), "It was charged twice."
    passage = Passage(call_id=call_id, n=0, start=1.0, end=10.0, first_segment=0, last_segment=1, text=text)
    vector = Vector(call_id=call_id, n=0, model=MODEL, dimensions=DIMENSIONS, embedding=place)
    reason = Reason(
        call_id=call_id, n=0, passage=0, segment=0, start=1.0, end=5.0, text=text, model=MODEL,
        dimensions=DIMENSIONS, embedding=place,
    )  # fmt: skip
    filed = TopicPassage(
        call_id=call_id, n=0, epoch=1, topic_id=made.topic, similarity=0.9, is_main=bool(made.topic)
    )
    return [passage, vector, *pack_vectors([passage], [vector]), reason, filed]


def _judged(call_id: str, made: Made) -> list[object]:
    legs = made.leg_scores or ((made.score,) if made.score is not None and len(made.agents) == 1 else ())
    found: list[object] = [
        Label(call_id=call_id, label=made.label, source="outcome:csat", reason="made", score_label=None),
        Score(call_id=call_id, card="service", value=made.score, points=made.score or 0.0, max_points=100.0),
        ScorePoint(
            call_id=call_id, card="service", criterion="ownership", verdict="met", points=20.0,
            max_points=20.0, reason="The agent takes it on", start=6.0, end=10.0,
            quote="I will put it back on your card today.",
        ),
    ]  # fmt: skip
    found += [
        LegScore(call_id=call_id, n=n, card="service", value=value, points=value, max_points=100.0)
        for n, value in enumerate(legs)
    ]
    if made.replied_well:
        found.append(
            Exchange(
                call_id=call_id, n=0, kind="feature", name="refunds", start=1.0, end=9.0, verdict="good",
                reason="taken well", strength=0.8, quote="That is kind of you.",
                quote_start=8.0, quote_end=9.0,
            )
        )  # fmt: skip
    return found


def _bytes(numbers: Sequence[float]) -> bytes:
    return np.asarray(numbers, "<f4").tobytes()
