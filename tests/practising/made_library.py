"""A library of short calls about Zenlane, each with one exchange, written as a build would."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from coachkit.models import (
    Agent,
    Call,
    CallAgent,
    Customer,
    Exchange,
    Grade,
    Highlight,
    PromptVector,
    Recording,
    Segment,
    StageName,
    StageRows,
    StageRun,
    Verdict,
)
from coachkit.store.library import Library
from coachkit.store.people import save_people
from tests.sounds import tones, write_sound

SECONDS = 30.0
PROMPT, REPLY, REACTION = (10.0, 15.0), (16.0, 22.0), (23.0, 27.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One call: who brings up what, what the agent says to it, and how the customer takes it."""

    id: str
    verdict: Verdict
    prompt: str
    reply: str
    quote: str
    agent: str = "Jana Kovac"
    customer: str | None = None
    angle: float = 0.0
    """Degrees; prompts whose angles differ little begin alike."""
    traits: tuple[str, ...] = ()
    name: str = "Zenlane"
    score: float = 0.5
    grade: str = "A"


CALLS = (
    Came(
        id="good-1",
        verdict="good",
        prompt="Zenlane offered us the same plan for twenty pounds less a month.",
        reply="Fair enough. Which part of the plan do you use most?",
        quote="The reminders. That is a good question, thank you.",
        customer="Ivy Cole",
        traits=("asks_first: Which part of the plan", "promises: I will send you"),
    ),
    Came(
        id="bad-1",
        verdict="bad",
        prompt="Hi Tom, a friend of mine pays twenty pounds less with Zenlane for the plan.",
        reply="This is Tom, there is nothing I can do about the price.",
        quote="Then I will think about leaving.",
        agent="Tom Berg",
        customer="Noor Ali",
        angle=20,
        traits=("refuses: nothing I can do",),
    ),
    Came(
        id="good-2",
        verdict="good",
        prompt="Does Zenlane not have the better calendar for several workshops?",
        reply="For one workshop it does. For three of them ours plans the vans too.",
        quote="Oh, that makes sense, lovely.",
        customer="Max Orr",
        angle=90,
        score=0.4,
    ),
    Came(
        id="neutral-1",
        verdict="neutral",
        prompt="I read an article about Zenlane yesterday.",
        reply="I see.",
        quote="Anyway.",
        customer="Una Roy",
    ),
)


def make_library(path: Path, calls: Sequence[Came] = CALLS, *, sound: Path | None = None) -> Path:
    """Write the library; with `sound` the recordings are there, in that folder."""
    with Library.open(path, create=True) as library:
        save_people(library, agents=[Agent(name="Tom Berg", aliases=("tom",)), Agent(name="Jana Kovac")])
        for one in calls:
            _write(library, one, sound or Path("/calls"))
            if sound is not None:
                samples = tones([300, 400], seconds=SECONDS, rate=8000)
                write_sound(sound / f"{one.id}.wav", samples, codec="pcm_s16le", rate=8000)
    return path


def _write(library: Library, one: Came, folder: Path) -> None:
    call = Call(
        id=one.id,
        path=str(folder / f"{one.id}.wav"),
        audio_hash=one.id,
        duration=SECONDS,
        channels=2,
        sample_rate=8000,
        codec="pcm_s16le",
        customer=one.customer,
    )
    held = Recording(path=call.path, size=1, modified_ns=1, audio_hash=one.id, call_id=one.id)
    agent = CallAgent(call_id=one.id, n=0, agent=one.agent, start=0.0, end=SECONDS)
    known = Customer(name=one.customer) if one.customer else None
    library.save_call(call, held, customer=known, call_agents=[agent])
    exchange = exchange_of(one)
    played = Highlight(
        call_id=one.id,
        n=0,
        kind="competitor",
        name=one.name,
        verdict=one.verdict,
        start=9.0,
        end=28.0,
        reason=exchange.reason,
        score=one.score,
        quote=one.quote,
        quote_start=REACTION[0],
        quote_end=REACTION[1],
        prompt=one.prompt,
        exchange=0,
        traits=one.traits,
    )
    turned = np.radians(one.angle)
    meant = np.rint(127 * np.array([np.cos(turned), np.sin(turned)])).astype(np.int8).tobytes()
    grade = Grade(
        call_id=one.id,
        grade=one.grade,  # type: ignore[arg-type]
        coverage=1.0,
        confidence=0.9,
        clipped=0.0,
        level=-20.0,
        speech_share=0.8,
        roles=1.0,
        reasons=(),
    )
    _store(library, one.id, "compose", {"segments": [*lines_of(one)]})
    _store(library, one.id, "grade", {"grades": [grade]})
    _store(library, one.id, "exchanges", {"exchanges": [exchange]})
    _store(
        library,
        one.id,
        "highlight",
        {"highlights": [played], "prompt_vectors": [PromptVector(call_id=one.id, n=0, vector=meant)]},
    )


def _store(library: Library, call_id: str, stage: StageName, rows: StageRows) -> None:
    run = StageRun(call_id=call_id, stage=stage, fingerprint="f", output="o", finished_at="now", seconds=0.1)
    library.replace_stage(run, [*rows], rows)


def exchange_of(one: Came) -> Exchange:
    """Return the exchange of a call."""
    took = {"good": "takes the reply well", "bad": "does not accept the reply", "neutral": "says no more"}
    return Exchange(
        call_id=one.id,
        n=0,
        kind="competitor",
        name=one.name,
        start=PROMPT[0],
        end=REACTION[1],
        verdict=one.verdict,
        reason=f"{one.name} is named; the customer {took[one.verdict]}",
        strength=one.score,
        quote=one.quote,
        quote_start=REACTION[0],
        quote_end=REACTION[1],
        prompt=one.prompt,
        prompt_start=PROMPT[0],
        prompt_end=PROMPT[1],
        reply=one.reply,
        reply_start=REPLY[0],
        reply_end=REPLY[1],
        reaction_start=REACTION[0],
    )


def lines_of(one: Came) -> list[Segment]:
    """Return what is said in a call: a greeting, the prompt, the reply, the reaction."""
    said = (
        ("agent", 1.0, 3.0, f"Larkfield, {one.agent.split()[0]} speaking."),
        ("customer", *PROMPT, one.prompt),
        ("agent", *REPLY, one.reply),
        ("customer", *REACTION, one.quote),
    )
    return [
        Segment(
            call_id=one.id,
            n=n,
            channel=0 if role == "agent" else 1,
            role=role,  # type: ignore[arg-type]
            speaker=one.agent if role == "agent" else "customer",
            start=start,
            end=end,
            text=text,
            confidence=0.9,
            first_word=0,
            word_count=len(text.split()),
        )
        for n, (role, start, end, text) in enumerate(said)
    ]


def changed(call_id: str, **changes: object) -> tuple[Came, ...]:
    """Return the calls, one of them changed."""
    return tuple(replace(one, **changes) if one.id == call_id else one for one in CALLS)  # type: ignore[arg-type]
