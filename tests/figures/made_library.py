"""Libraries of calls made by hand, measured as a build does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coachkit.models import Agent, Call, CallAgent, Customer, Feeling, Leg, Recording, StageName, StageRun
from coachkit.stages.measure import measure_call
from coachkit.store.library import Library
from coachkit.store.people import save_people
from tests.talk import a_call, segments

Line = tuple[str, float, float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCall:
    """A call: who took it from when to when, and what is said."""

    id: str
    lines: Sequence[Line]
    agents: Sequence[tuple[str, float, float]] = ()
    has_legs: bool = True
    kind: str | None = "support"
    duration: float = 60.0
    customer: str | None = None
    started_at: str | None = None
    moods: Sequence[float] = ()
    """Of the customer's lines, in order; left out: plain."""


def make_library(path: Path, calls: Iterable[MadeCall], teams: Mapping[str, str | None]) -> Path:
    """Write the calls to a new library at `path`."""
    with Library.open(path, create=True) as library:
        save_people(library, agents=[Agent(name=name, team=team) for name, team in teams.items()])
        for one in calls:
            _save(library, one)
    return path


def _save(library: Library, made: MadeCall) -> None:
    call: Call = a_call(
        id=made.id,
        audio_hash=made.id,
        path=f"/calls/{made.id}.wav",
        kind=made.kind,
        duration=made.duration,
        customer=made.customer,
        started_at=made.started_at,
    )
    library.save_call(
        call,
        Recording(path=call.path, size=9, modified_ns=1, audio_hash=call.audio_hash, call_id=call.id),
        customer=Customer(name=made.customer) if made.customer else None,
        call_agents=[
            CallAgent(call_id=call.id, n=n, agent=name, start=start, end=end)
            for n, (name, start, end) in enumerate(made.agents)
        ],
        outcomes=[],
    )
    lines = [replace(s, call_id=call.id) for s in segments(made.lines)]
    customers = [s.n for s in lines if s.role == "customer"]
    moods = made.moods or [0.0] * len(customers)
    felt = [
        Feeling(call_id=call.id, n=n, sentiment=mood, acceptance=mood)
        for n, mood in zip(customers, moods, strict=True)
    ]
    legs = [
        Leg(call_id=call.id, n=n, agent=name, start=start, end=end)
        for n, (name, start, end) in enumerate(made.agents if made.has_legs else ())
    ]
    _write(library, call.id, "compose", {"segments": lines, "legs": legs})
    _write(library, call.id, "feel", {"feelings": felt})
    _write(library, call.id, "measure", {"metrics": measure_call(call, lines, felt)})


def _write(library: Library, call_id: str, stage: StageName, rows: dict[str, Sequence[object]]) -> None:
    run = StageRun(
        call_id=call_id, stage=stage, fingerprint="f", output="o", finished_at="2026-11-20", seconds=0.1
    )
    library.replace_stage(run, list(rows), rows)
