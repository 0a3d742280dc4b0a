"""A small library made by hand: three calls of a made-up company and four playlists."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from coachkit.models import (
    Agent,
    Annotation,
    Call,
    CallAgent,
    ChannelSound,
    Clip,
    Customer,
    Failure,
    Grade,
    Hearing,
    Keyword,
    Label,
    Mention,
    MentionKind,
    Metric,
    Outcome,
    Passage,
    Playlist,
    Quarantined,
    Recording,
    Role,
    Score,
    ScorePoint,
    Segment,
    StageName,
    StageRun,
    Topic,
    TopicPassage,
)
from coachkit.stages.index import index_turns
from coachkit.store.library import Library
from coachkit.store.people import save_people

GOOD, BAD, LOST = "1f00ba5e", "2ee7c0de", "3abad1de"
AGENTS = {GOOD: "Jana Kovac", BAD: "Tom Berg", LOST: "Jana Kovac"}
LINES: dict[str, tuple[tuple[Role, float, float, str], ...]] = {
    GOOD: (
        ("agent", 0.0, 4.0, "Thank you for calling Larkfield, this is Jana."),
        ("customer", 4.5, 10.0, "Zenlane offered us the same thing for twenty percent less."),
        ("agent", 10.5, 19.0, "I see. What matters most in the move, the price or the two weeks it takes?"),
        ("customer", 19.5, 24.0, "The two weeks, honestly. That helps a lot, thank you."),
    ),
    BAD: (
        ("agent", 0.0, 3.0, "Larkfield support, Tom speaking."),
        ("customer", 3.5, 9.0, "The export fails again, <b>every</b> single time."),
        ("agent", 9.5, 14.0, "It works for the others."),
        ("customer", 14.5, 19.0, "Then maybe I should go to Zenlane [red]after all[/red]."),
    ),
    LOST: (
        ("agent", 0.0, 3.0, "Larkfield, Jana speaking."),
        ("customer", 3.5, 12.0, "Dashboards are lovely, we look at them every morning."),
    ),
}  # fmt: skip

PLAYLISTS = (
    Playlist(
        id="competitor-zenlane-good",
        kind="competitor",
        subject="Zenlane",
        verdict="good",
        title="Zenlane: replies that worked",
        description="A customer named Zenlane, and the reply kept the talk going.",
    ),
    Playlist(
        id="competitor-zenlane-bad",
        kind="competitor",
        subject="Zenlane",
        verdict="bad",
        title="Zenlane: replies that did not work",
        description="A customer named Zenlane, and the reply lost them.",
    ),
    Playlist(
        id="feature-export-bad",
        kind="feature",
        subject="export",
        verdict="bad",
        title="Export: how it goes wrong",
        description="The export failed, and the call ended without a way out.",
    ),
    Playlist(
        id="topic-dashboards-mixed",
        kind="topic",
        subject="Dashboards",
        verdict="mixed",
        title="Dashboards",
        description="Talk about dashboards.",
    ),
)


def _clip(playlist_id: str, call_id: str, start: float, end: float, reason: str, quote: str) -> Clip:
    return Clip(
        playlist_id=playlist_id,
        n=0,
        call_id=call_id,
        start=start,
        end=end,
        reason=reason,
        score=0.9,
        quote=quote,
    )


CLIPS = (
    _clip(
        "competitor-zenlane-good",
        GOOD,
        4.5,
        24.0,
        "The agent asks what matters before answering the price.",
        "That helps a lot, thank you.",
    ),
    _clip(
        "competitor-zenlane-bad",
        BAD,
        3.5,
        19.0,
        "The complaint is waved away.",
        "Then maybe I should go to Zenlane [red]after all[/red].",
    ),
    _clip(
        "feature-export-bad",
        BAD,
        3.5,
        19.0,
        "The export fails and nobody offers a next step.",
        "The export fails again, <b>every</b> single time.",
    ),
    _clip(
        "topic-dashboards-mixed",
        LOST,
        3.5,
        12.0,
        "Typical of the topic.",
        "Dashboards are lovely, we look at them every morning.",
    ),
)


def build_example(path: Path, recordings: Path) -> Path:
    """Write the library to `path`; the recordings lie in `recordings`, except that of the call LOST."""
    path.write_bytes(_library_file())
    with Library.open(path) as library:
        for call_id in AGENTS:
            recording = recordings / f"{call_id}.wav"
            library.move_recording(f"{call_id}.wav", str(recording))
            if call_id != LOST:
                recording.write_bytes(b"sound of " + call_id.encode())
    return path


@cache
def _library_file() -> bytes:
    """Return the library's file, with recordings that lie nowhere; made once, as that takes long."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "example.db"
        _fill(path)
        return path.read_bytes()


def _fill(path: Path) -> None:
    with Library.open(path, create=True) as library:
        save_people(library, agents=[Agent(name="Jana Kovac", aliases=("agent12",)), Agent(name="Tom Berg")])
        for n, call_id in enumerate((GOOD, BAD, LOST)):
            _save_call(library, call_id, Path(f"{call_id}.wav"), day=16 + n)
        _write(library, "", "fit", {"topics": [_topic()]})
        _write(library, LOST, "assign", {"topic_passages": [_topic_passage()]})
        _write(library, "", "curate", {"playlists": PLAYLISTS, "clips": CLIPS})
        library.record_failure(
            Failure(
                subject="calls/notes.mp3",
                stage="ingest",
                reason="is not a recording",
                failed_at="2026-11-20T10:00:00",
            )
        )


def _save_call(library: Library, call_id: str, recording: Path, *, day: int) -> None:
    customer = Customer(name="+4912345" if call_id == BAD else "Acme Ltd")
    call = Call(
        id=call_id,
        path=str(recording),
        audio_hash=call_id * 8,
        duration=30.0,
        channels=2,
        sample_rate=8000,
        codec="pcm_s16le",
        started_at=f"2026-11-{day}T09:15:00",
        kind="support",
        language="en",
        customer=customer.name,
        agent_channel=0,
        details_from="file name",
    )
    library.save_call(
        call,
        Recording(path=str(recording), size=9, modified_ns=1, audio_hash=call.audio_hash, call_id=call_id),
        customer=customer,
        call_agents=[CallAgent(call_id=call_id, n=0, agent=AGENTS[call_id], start=0.0, end=30.0)],
        outcomes=[Outcome(call_id=call_id, n=0, kind="csat", value="2", source="survey")]
        if call_id == BAD
        else [],
    )
    segments = [
        Segment(
            call_id=call_id,
            n=n,
            channel=0 if role == "agent" else 1,
            role=role,
            speaker=AGENTS[call_id] if role == "agent" else customer.name,
            start=start,
            end=end,
            text=text,
            confidence=0.9,
            first_word=0,
            word_count=len(text.split()),
        )
        for n, (role, start, end, text) in enumerate(LINES[call_id])
    ]
    _write(library, call_id, "transcribe", _hearing(call_id))
    _write(library, call_id, "compose", {"segments": segments})
    _write(library, call_id, "grade", {"grades": [_grade(call_id)]})
    annotations = [_annotation(segment) for segment in segments]
    _write(library, call_id, "annotate", {"annotations": annotations})
    place = sorted(LINES).index(call_id) << 14
    _write(library, call_id, "index", {"turns": index_turns(segments, annotations, first_id=place)})
    _write(library, call_id, "match", {"mentions": _mentions(call_id), "keywords": _keywords(call_id)})
    _write(library, call_id, "measure", {"metrics": _metrics(call_id)})
    _write(library, call_id, "embed", {"passages": [_passage(call_id)]})
    _write(library, call_id, "score", _judgement(call_id))


def _write(library: Library, call_id: str, stage: StageName, rows: dict[str, Sequence[object]]) -> None:
    run = StageRun(
        call_id=call_id,
        stage=stage,
        fingerprint="f",
        output="o",
        finished_at="2026-11-20T10:00:00",
        seconds=0.1,
    )
    library.replace_stage(run, list(rows), rows)


def _hearing(call_id: str) -> dict[str, Sequence[object]]:
    """Of what Tom's customer says, a good part gave no words; the rest is heard well."""
    unheard = 4.5 if call_id == BAD else 0.0
    return {
        "hearings": [Hearing(call_id=call_id, model="base", language="en", windows=2, fewest_windows=1)],
        "channels": [
            ChannelSound(call_id=call_id, n=0, speech=9.0, unheard=0.0, level=-19.0, clipped=0.0),
            ChannelSound(call_id=call_id, n=1, speech=12.0, unheard=unheard, level=-24.0, clipped=0.0),
        ],
        "quarantine": [
            Quarantined(
                call_id=call_id,
                n=0,
                channel=1,
                start=20.0,
                end=22.0,
                text="Thanks for watching!",
                rule="stock phrase",
                avg_logprob=-0.9,
                no_speech_prob=0.7,
                compression_ratio=1.1,
            )
        ]
        if call_id == BAD
        else [],
    }


def _grade(call_id: str) -> Grade:
    is_bad = call_id == BAD
    return Grade(
        call_id=call_id,
        grade={GOOD: "A", BAD: "D", LOST: "B"}[call_id],  # type: ignore[arg-type]  # letters
        coverage=0.79 if is_bad else 1.0,
        confidence=0.9,
        clipped=0.0,
        level=-24.0,
        speech_share=0.7,
        roles=1.0,
        reasons=("A third of what the customer says has no words.",) if is_bad else (),
    )


def _annotation(segment: Segment) -> Annotation:
    words = list(re.finditer(r"\w+", segment.text))
    return Annotation(
        call_id=segment.call_id,
        n=segment.n,
        lemmas=" ".join(word[0].casefold() for word in words),
        tokens=tuple((word.start(), word.end(), word[0].casefold(), "NOUN") for word in words),
        entities=(),
        chunks=(),
    )


def _mentions(call_id: str) -> list[Mention]:
    found: list[tuple[MentionKind, str, str]] = [
        ("competitor", "Zenlane", "Zenlane"),
        ("feature", "Export", "export"),
        ("feature", "Dashboards", "Dashboards"),
        ("candidate", "Larkfield", "Larkfield"),
    ]
    mentions: list[Mention] = []
    for segment, (role, start, end, text) in enumerate(LINES[call_id]):
        for kind, name, form in found:
            place = text.find(form)
            if place >= 0:
                mentions.append(
                    Mention(
                        call_id=call_id,
                        n=len(mentions),
                        kind=kind,
                        name=name,
                        text=form,
                        segment=segment,
                        start_char=place,
                        end_char=place + len(form),
                        start=start,
                        end=end,
                        role=role,
                        method="exact",
                        confidence=1.0,
                    )
                )
    return mentions


def _keywords(call_id: str) -> list[Keyword]:
    phrase = {GOOD: "two weeks", BAD: "failed export", LOST: "lovely dashboards"}[call_id]
    return [Keyword(call_id=call_id, rank=1, phrase=phrase, weight=1.0, count=1)]


def _metrics(call_id: str) -> list[Metric]:
    return [
        Metric(
            call_id=call_id,
            name="talk_ratio_of_speech",
            value=0.46,
            unit="share",
            source="channel",
            verdict="in range",
            good_low=0.3,
            good_high=0.65,
            range_source="Gong Labs",
        ),
        Metric(call_id=call_id, name="turns", value=4.0, unit="count", source="channel"),
        Metric(
            call_id=call_id,
            name="patience",
            value=None,
            unit="s",
            source="channel",
            reason="fewer than three replies",
        ),
    ]


def _passage(call_id: str) -> Passage:
    lines = LINES[call_id]
    return Passage(
        call_id=call_id,
        n=0,
        start=0.0,
        end=lines[-1][2],
        first_segment=0,
        last_segment=len(lines) - 1,
        text=" ".join(text for *_, text in lines),
    )


def _topic() -> Topic:
    return Topic(
        id="t1",
        epoch=1,
        n=0,
        title="Dashboards",
        phrases=("lovely dashboards", "every morning"),
    )


def _topic_passage() -> TopicPassage:
    return TopicPassage(call_id=LOST, n=0, epoch=1, topic_id="t1", similarity=0.8, is_main=True)


def _judgement(call_id: str) -> dict[str, Sequence[object]]:
    point = ScorePoint(
        call_id=call_id,
        card="service",
        criterion="next step agreed",
        verdict="missed" if call_id == BAD else "met",
        points=0.0 if call_id == BAD else 2.0,
        max_points=2.0,
        reason="No next step was named." if call_id == BAD else "A next step was named.",
        start=9.5 if call_id == BAD else None,
        end=14.0 if call_id == BAD else None,
        quote="It works for the others." if call_id == BAD else None,
    )
    label = Label(
        call_id=call_id,
        label="bad" if call_id == BAD else "good",
        source="outcome:csat" if call_id == BAD else "score:service",
        reason="CSAT 2 of 5" if call_id == BAD else "100 % of the points",
        score_label="bad" if call_id == BAD else "good",
    )
    score = Score(
        call_id=call_id, card="service", value=100 * point.points / 2, points=point.points, max_points=2.0
    )
    return {"scores": [score], "score_points": [point], "labels": [label]}
