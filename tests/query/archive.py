"""Small random archives: calls in which little is said, but in every way that a query looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from coachkit.models import (
    Annotation,
    Call,
    CallAgent,
    ChannelSound,
    Clip,
    Dispute,
    DisputeDecision,
    Exchange,
    Grade,
    Hearing,
    Label,
    Mention,
    Metric,
    Moment,
    Omission,
    Outcome,
    Rating,
    Role,
    Score,
    Segment,
    SensedHit,
    TopicPassage,
    TrackerHit,
    TrackerVerdict,
)
from coachkit.query.words import tokens_of
from coachkit.stages.index import index_turns
from coachkit.store.coding import insert_sql, pack
from coachkit.store.library import Library
from coachkit.store.tables import TABLES

AGENTS = {"Jana Klein": ("support", "2026-09-01"), "Tom": (None, None), "Zoë O'Hara": ("sales", "2026-11-01")}
SAID = (
    "cancel cancelled refund refunds prices sign-on Zenlane Zenlane's zenlain renewal Café no what?"
).split()
BASES = {
    "cancelled": "cancel", "cancelling": "cancel", "refunds": "refund", "prices": "price", "renewed": "renew",
}  # fmt: skip
SIDES = (("agent", "Jana Klein", 0), ("agent", "Zoë O'Hara", 0), ("customer", "Marta Klein-Bauer", 1))
NAMES = ("Zenlane", "single sign-on")
TRACKERS = ("price objection", "churn")
MOMENTS = ("objection", "hold")
EXCHANGES = (
    ("competitor", NAMES),
    ("feature", NAMES),
    ("tracker", TRACKERS[:1]),
    ("moment", ("objection", "question")),
)
TOPICS = ("t1-1", "t1-2")
PLAYLISTS = ("competitor-zenlane-good", "best-of-the-week")
DAYS = (None, "2026-10-31", "2026-11-16T09:15:00+01:00", "2026-11-17")
OUTCOMES = (("csat", "5"), ("csat", "5 stars"), ("csat", "0.5"), ("deal", "Won"), ("deal", "lost"))
FIGURES = (None, 0.0, 0.5, 1.0, 40.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Draws the parts of a call, so that the functions below read like the rows that they make."""

    chance: Random

    def one(self, values: Sequence[Any]) -> Any:
        return self.chance.choice(values)

    def some(self, values: Sequence[Any], most: int = 2) -> list[Any]:
        return self.chance.sample(values, self.chance.randint(0, most))

    def several(self, values: Sequence[Any], most: int) -> list[Any]:
        return self.chance.choices(values, k=self.chance.randint(0, most))


def fill(library: Library, seed: int) -> None:
    """Put one to three calls in place of all that the library holds."""
    draw = Draw(chance=Random(seed))  # noqa: S311 - for a test
    rows = [row for n in range(draw.one((2, 3))) for row in _call(draw, f"call{n}", n)]
    with library.changing() as connection:
        connection.execute("delete from calls")
        for table in TABLES:
            of_table = [row for row in rows if type(row) is table.noun]
            connection.executemany(insert_sql(table), pack(of_table, table))


def _call(draw: Draw, call_id: str, place: int) -> list[object]:
    segments = _segments(draw, call_id)
    rows: list[object] = [
        Call(
            id=call_id,
            path=f"/{call_id}.wav",
            audio_hash=call_id,
            duration=draw.one((10.0, 33.0, 60.0)),
            channels=2,
            sample_rate=8000,
            codec="mp3",
            started_at=draw.one(DAYS),
            kind=draw.one((None, "sales", "support")),
            language=draw.one((None, "en", "tr")),
            customer=draw.one((None, "Acme")),
            medium=draw.one(("recording", "transcript")),
        ),
        *segments,
        *index_turns(segments, [_annotation(one) for one in segments], first_id=(place + 1) << 14),
    ]
    rows += [
        CallAgent(call_id=call_id, n=n, agent=name, start=0.0, end=9.0)
        for n, name in enumerate(draw.some(tuple(AGENTS)))
    ]
    rows += _of_people(draw, call_id, first=place * 10)
    return [*rows, *_facts(draw, call_id), *(_found(draw, call_id, segments) if segments else [])]


def _segments(draw: Draw, call_id: str) -> list[Segment]:
    segments = []
    at = 0.0
    for n in range(draw.one((0, 3, 6, 9))):
        at += draw.one((0.0, 1.0, 7.0))
        text = " ".join(draw.several(SAID, 6))
        role, speaker, channel = draw.one(SIDES)
        segments.append(
            Segment(
                call_id=call_id,
                n=n,
                channel=channel,
                role=role,
                speaker=speaker,
                start=at,
                end=at + draw.one((0.5, 3.0)),
                text=text,
                confidence=1.0,
                first_word=0,
                word_count=len(text.split()),
                part=draw.one(("talk", "talk", "ivr")),
            )
        )
    return segments


def _annotation(segment: Segment) -> Annotation:
    tokens = [(t.start, t.end, BASES.get(t.plain, t.plain), "X") for t in tokens_of(segment.text)]
    return Annotation(
        call_id=segment.call_id, n=segment.n, lemmas="", tokens=tuple(tokens), entities=(), chunks=()
    )


def _facts(draw: Draw, call_id: str) -> list[object]:
    rows: list[object] = [
        Metric(call_id=call_id, name=name, value=draw.one(FIGURES), unit="s", source="channel")
        for name in draw.some(("patience", "pace"))
    ]
    rows += [
        Score(call_id=call_id, card=card, value=draw.one(FIGURES), points=0.0, max_points=1.0, is_main=n == 0)
        for n, card in enumerate(draw.some(("service", "sales")))
    ]
    outcomes = draw.some(
        (("csat", "5"), ("csat", "5 stars"), ("csat", "0.5"), ("deal", "Won"), ("deal", "lost"))
    )
    rows += [
        Outcome(call_id=call_id, n=n, kind=kind, value=value, source="crm")
        for n, (kind, value) in enumerate(outcomes)
    ]
    rows += [
        ChannelSound(
            call_id=call_id, n=n, speech=9.0, unheard=draw.one((0.0, 0.5, 6.0)), level=None, clipped=0.0,
            same_as=draw.one((None, None, 0)),
        )
        for n in range(draw.one((0, 1, 2)))
    ]  # fmt: skip
    rows += [
        Label(call_id=call_id, label=label, source="none", reason="", score_label=None)
        for label in draw.some((None, "good", "bad"), most=1)
    ]
    rows += [
        Hearing(call_id=call_id, model="base", language=code, windows=1, fewest_windows=1)
        for code in draw.some((None, "en", "de"), most=1)
    ]
    rows += [
        Omission(call_id=call_id, n=n, language=code, segments=1, what="")
        for n, code in enumerate(draw.some(("tr", "de")))
    ]
    rows += [
        Grade(
            call_id=call_id, grade=grade, coverage=1.0, confidence=1.0, clipped=0.0, level=None,
            speech_share=1.0, roles=1.0, reasons=(),
        )
        for grade in draw.some(("A", "C"), most=1)
    ]  # fmt: skip
    return rows + [
        TopicPassage(
            call_id=call_id, n=n, epoch=1, topic_id=topic, similarity=0.9, is_main=draw.one((True, False))
        )
        for n, topic in enumerate(draw.some(TOPICS))
    ]


def _of_people(draw: Draw, call_id: str, *, first: int) -> list[object]:
    """Return clips, and what people say of the call; numbers go from `first` on."""
    said: dict[str, Any] = {"call_id": call_id, "made_at": ""}
    rows: list[object] = [
        Clip(playlist_id=one, n=first, call_id=call_id, start=0.0, end=9.0, reason="", score=1.0, quote="")
        for one in draw.some(PLAYLISTS)
    ]
    rows += [
        Rating(n=n, start=start, end=None, verdict=verdict, why=None, author=author, **said)
        for n, (start, verdict, author) in enumerate(
            draw.several(((None, "good", "Jana"), (None, None, "Jana"), (3.0, "bad", "Tom")), 3), start=first
        )
    ]
    for n in range(first, first + draw.one((0, 0, 1, 2))):
        place: dict[str, Any] = {"card": "service", "criterion": "x", "start": None, "end": None}
        rows.append(Dispute(n=n, reason="", author="", **place, **said))
        rows += [
            DisputeDecision(dispute=n, outcome=outcome, reason="", author="", **said)
            for outcome in draw.some(("granted", "refused"), most=1)
        ]
    return rows


def _moment(draw: Draw, call_id: str, n: int, lines: Sequence[tuple[int, float, float, Role]]) -> Moment:
    """Return a moment in a line, or in a silence that begins with one or before all of them."""
    segment, start, end, role = draw.one(lines)
    is_silent = draw.one((True, False))
    return Moment(
        call_id=call_id,
        n=n,
        kind=draw.one(MOMENTS),
        name=None,
        role=role,
        segment=None if is_silent else segment,
        start=draw.one((0.0, start)) if is_silent else start,
        end=end,
        quote="",
        strength=1.0,
        method="words",
        detail="",
    )


def _exchange(draw: Draw, call_id: str, n: int, lines: Sequence[tuple[int, float, float, Role]]) -> Exchange:
    """Return an exchange from the beginning of a line to the end of one, whichever comes first."""
    kind, names = draw.one(EXCHANGES)
    start, end = draw.one(lines)[1], draw.one(lines)[2]
    return Exchange(
        call_id=call_id,
        n=n,
        kind=kind,
        name=draw.one(names),
        start=start,
        end=end,
        verdict=draw.one(("good", "bad", "neutral")),
        reason="",
        strength=1.0,
        quote="",
        quote_start=start,
        quote_end=end,
    )


def _found(draw: Draw, call_id: str, segments: Sequence[Segment]) -> list[object]:
    # a line that is gone since is found in no turn
    lines = [(one.n, one.start, one.end, one.role) for one in segments] + [(99, 0.0, 1.0, "agent")]
    rows: list[object] = []
    for n, (segment, start, end, role) in enumerate(draw.several(lines, 6)):
        place = {"call_id": call_id, "n": n, "text": "", "segment": segment, "start": start, "end": end}
        place["role"] = role
        letters: dict[str, Any] = {"start_char": 0, "end_char": 1, "confidence": 1.0}
        kind = draw.one(("competitor", "feature", "candidate", "tracker", "sensed"))
        tracker = {"tracker": draw.one(TRACKERS), "pack": "", "tier": None}
        if kind == "tracker":
            hit = {"method": "phrase", "modality": draw.one(("plain", "negated")), **letters}
            rows.append(TrackerHit(**place, **tracker, **hit))
        elif kind == "sensed":
            rows.append(SensedHit(**place, **tracker, similarity=0.9, example="", threshold=0.5))
        else:
            rows.append(Mention(**place, **letters, kind=kind, name=draw.one(NAMES), method="exact"))
    rows += [_moment(draw, call_id, n, lines) for n in range(draw.one((0, 1, 3)))]
    rows += [_exchange(draw, call_id, n, lines) for n in range(draw.one((0, 2, 5)))]
    for tracker, accepted in draw.some([(one, said) for one in TRACKERS for said in (True, False)], most=1):
        rows.append(
            TrackerVerdict(
                tracker=tracker, call_id=call_id, start=0.0, end=segments[-1].end, accepted=accepted,
                author="", made_at="",
            )
        )  # fmt: skip
    return rows
