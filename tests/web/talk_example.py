"""Calls for the page of a call: one with all that can be told of it, a line of 2 MB, and 5,000 lines."""

import wave
from dataclasses import replace
from pathlib import Path

from coachkit.models import (
    BriefLine,
    Call,
    CallAgent,
    CallSpeaker,
    Dispute,
    Edit,
    Exchange,
    Label,
    Medium,
    Mention,
    Metric,
    Moment,
    MomentKind,
    Omission,
    Recording,
    Role,
    Score,
    ScorePoint,
    Segment,
)
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from tests.export.example import build_example
from tests.pipeline.advised import write_stage

TALK, HUGE, LONG, BARE = "ca11ab1e", "b16b16b1", "10000000", "ba5eba5e"
SCRIPT = "<script>alert(1)</script>"
SECONDS = 60.0
LINES = 5_000
LETTERS = 2_000_000

_SAID: tuple[tuple[Role, float, str], ...] = (
    ("other", 0.0, "Press one for sales."),
    ("other", 3.0, "Press two for support."),
    ("agent", 6.0, "Larkfield, this is Jana."),
    ("customer", 9.0, "Zenlane is much cheaper than you are."),
    ("agent", 12.0, "What matters most in the move?"),
    ("customer", 15.0, f"That nobody writes {SCRIPT} into our notes."),
    ("agent", 18.0, "I will send you the plan today."),
    *((("customer", "agent")[n % 2], 21.0 + 3 * n, f"This is remark number {n}.") for n in range(12)),
    ("customer", 57.0, "Thank you, goodbye."),
)


def build_talks(path: Path, recordings: Path) -> Path:
    """Write the library to `path`, as `build_example` does, with four more calls."""
    build_example(path, recordings)
    sound = recordings / f"{TALK}.wav"
    write_sound(sound, SECONDS)
    with Library.open(path) as library:
        _save(library, TALK, "recording", sound, SECONDS, customer="Ortlieb & Söhne")
        segments = [
            _segment(TALK, n, role, start, start + 2.5, text) for n, (role, start, text) in enumerate(_SAID)
        ]
        segments = [replace(one, part="ivr") if one.role == "other" else one for one in segments]
        write_stage(
            library,
            TALK,
            "compose",
            {"segments": [*segments], "speakers": [*_speakers()], "omissions": [*_omissions()]},
        )
        _judge(library)
        _save(library, HUGE, "transcript", recordings / "huge.vtt", 20.0)
        write_stage(
            library,
            HUGE,
            "compose",
            {"segments": [
                _segment(HUGE, 0, "agent", 0.0, 5.0, "Larkfield."),
                _segment(HUGE, 1, "customer", 5.0, 15.0, "x" * (LETTERS - 20) + " and then the needle"),
                _segment(HUGE, 2, "agent", 15.0, 20.0, "I see."),
            ]},
        )  # fmt: skip
        _save(library, LONG, "transcript", recordings / "long.vtt", 2.0 * LINES)
        many = [
            _segment(LONG, n, "agent" if n % 2 else "customer", 2.0 * n, 2.0 * n + 1.5, f"Line {n} of many.")
            for n in range(LINES)
        ]
        write_stage(library, LONG, "compose", {"segments": [*many]})
        write_stage(
            library,
            LONG,
            "moments",
            {"moments": [_moment(LONG, n, "price", one) for n, one in enumerate(many)]},
        )
        _save(library, BARE, "recording", recordings / "bare.wav", 10.0)
    return path


def write_sound(path: Path, seconds: float) -> None:
    """Write silence that a player can play and seek in."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(1)
        file.setframerate(8_000)
        file.writeframes(b"\x80" * int(seconds * 16_000))


def _save(
    library: Library, call_id: str, medium: Medium, path: Path, seconds: float, *, customer: str | None = None
) -> None:
    is_sound = medium == "recording"
    call = Call(
        id=call_id,
        path=str(path),
        audio_hash=call_id * 8,
        duration=seconds,
        channels=2 if is_sound else 0,
        sample_rate=8_000 if is_sound else 0,
        codec="pcm_u8" if is_sound else "vtt",
        started_at="2026-11-20T09:15:00",
        kind="sales",
        language="en",
        customer=customer,
        medium=medium,
    )
    kept = path.stat() if path.exists() else None
    file = Recording(
        path=str(path),
        size=kept.st_size if kept else 9,
        modified_ns=kept.st_mtime_ns if kept else 1,
        audio_hash=call.audio_hash,
        call_id=call_id,
        duration=seconds,
    )
    agent = CallAgent(call_id=call_id, n=0, agent="Jana Kovac", start=0.0, end=seconds)
    library.save_call(call, file, call_agents=[agent])


def _segment(call_id: str, n: int, role: Role, start: float, end: float, text: str) -> Segment:
    speakers = {"agent": "Jana Kovac", "customer": "Ms Ortlieb", "other": "Recorded voice"}
    return Segment(
        call_id=call_id,
        n=n,
        channel=1 if role == "customer" else 0,
        role=role,
        speaker=speakers[role],
        start=start,
        end=end,
        text=text,
        confidence=0.9,
        first_word=0,
        word_count=0,
    )


def _speakers() -> list[CallSpeaker]:
    return [
        CallSpeaker(
            call_id=TALK,
            n=0,
            channel=0,
            voice=None,
            role="agent",
            name="Jana Kovac",
            confidence=0.6,
            reason="The channel tells who speaks.",
            doubt="The customer answers for the company",
        )
    ]


def _omissions() -> list[Omission]:
    return [Omission(call_id=TALK, n=0, language="tr", segments=2, what="Key phrases are left out.")]


def _moment(call_id: str, n: int, kind: MomentKind, line: Segment, quote: str = "a price") -> Moment:
    return Moment(
        call_id=call_id,
        n=n,
        kind=kind,
        name=None,
        role=line.role,
        segment=line.n,
        start=line.start,
        end=line.end,
        quote=quote,
        strength=0.9,
        method="words",
        detail="cheaper",
    )


def _judge(library: Library) -> None:
    line = _segment(TALK, 3, "customer", 9.0, 11.5, _SAID[3][2])
    mention = Mention(
        call_id=TALK,
        n=0,
        kind="competitor",
        name="Zenlane",
        text="Zenlane",
        segment=3,
        start_char=0,
        end_char=7,
        start=9.0,
        end=9.5,
        role="customer",
        method="exact",
        confidence=1.0,
    )
    write_stage(library, TALK, "match", {"mentions": [mention]})
    moments = [_moment(TALK, 0, "objection", line, _SAID[3][2]), _moment(TALK, 1, "price", line, _SAID[3][2])]
    write_stage(library, TALK, "moments", {"moments": [*moments]})
    exchange = Exchange(
        call_id=TALK,
        n=0,
        kind="competitor",
        name="Zenlane",
        start=9.0,
        end=17.5,
        verdict="good",
        reason="Zenlane is named; the customer agrees",
        strength=0.8,
        quote=_SAID[5][2],
        quote_start=15.0,
        quote_end=17.5,
        prompt=_SAID[3][2],
        prompt_start=9.0,
        prompt_end=11.5,
        reply=_SAID[4][2],
        reply_start=12.0,
        reply_end=14.5,
    )
    same = replace(exchange, n=1, kind="moment", name="objection", reason="The customer objects")
    write_stage(library, TALK, "exchanges", {"exchanges": [exchange, same]})
    points = [
        ScorePoint(
            call_id=TALK,
            card="service",
            criterion="next_step",
            verdict="missed",
            points=0.0,
            max_points=5.0,
            reason="No next step is agreed",
            start=18.0,
            end=20.5,
            quote=_SAID[6][2],
            is_found=False,
        ),
        ScorePoint(
            call_id=TALK,
            card="service",
            criterion="asks",
            verdict="met",
            points=5.0,
            max_points=5.0,
            reason="The agent asks before answering",
            start=12.0,
            end=14.5,
            quote=_SAID[4][2],
        ),
    ]
    score = Score(call_id=TALK, card="service", value=50.0, points=5.0, max_points=10.0)
    write_stage(library, TALK, "score", {"scores": [score], "score_points": [*points]})
    label = Label(
        call_id=TALK,
        label="neutral",
        source="score:service",
        reason="the score is 50 of 100",
        score_label="neutral",
    )
    write_stage(library, TALK, "label", {"labels": [label]})
    metric = Metric(
        call_id=TALK,
        name="talk_ratio_of_speech",
        value=0.71,
        unit="share",
        source="voice",
        verdict="out of range",
        good_low=0.3,
        good_high=0.65,
        range_source="Gong Labs",
    )
    plain = Metric(call_id=TALK, name="turns", value=18.0, unit="count", source="voice")
    write_stage(library, TALK, "measure", {"metrics": [metric, plain]})
    told = BriefLine(
        call_id=TALK, n=0, kind="reason", text="Reason: “Zenlane is much cheaper”", start=9.0, end=11.5
    )
    write_stage(library, TALK, "brief", {"brief_lines": [told]})
    edit = Edit(
        call_id=TALK,
        n=0,
        field="text",
        start=12.0,
        end=14.5,
        old="What madders most?",
        new=_SAID[4][2],
        author="mara",
        made_at="2026-11-20T10:00:00",
        channel=0,
    )
    library.save_edits(TALK, [edit])
    objection = Dispute(
        n=0,
        call_id=TALK,
        card="service",
        criterion="next_step",
        start=18.0,
        end=20.5,
        reason="she sends the plan",
        author="jana",
        made_at="2026-11-21T09:00:00",
    )
    add_opinion(library, objection)
