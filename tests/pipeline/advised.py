"""A library of transcripts in which asking first helps, with its cases written by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from coachkit.config import Settings
from coachkit.models import Call, Case, StageName, StageRows, StageRun, Verdict
from coachkit.pipeline.build import BuildReport, run_stages
from coachkit.pipeline.fingerprint import rows_fingerprint
from coachkit.pipeline.progress import Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.toolbox import Toolbox
from coachkit.pipeline.work import Work
from coachkit.store.library import Library

AGENTS = ("Jana", "Priya", "Tom", "Marcus")
ASKS = "trait:asks_first"
BOOK = "competitor-zenlane"
Change = Callable[[Case], Case]


def advised_library(path: Path, *, calls: int = 48, change: Change = lambda case: case) -> Library:
    """Return a library with a case a call, half of them with a question first, and its playbooks."""
    library = Library.open(path, create=True)
    add_calls(library, range(calls), change=change)
    advise_again(library)
    return library


def add_calls(library: Library, numbers: range, *, change: Change = lambda case: case) -> None:
    """Add calls to the library; every eighth goes otherwise than the question lets expect."""
    for n in numbers:
        call_id = call_of(n)
        call = Call(
            id=call_id,
            path=f"calls/{call_id}.txt",
            audio_hash=call_id,
            duration=200.0,
            channels=0,
            sample_rate=0,
            codec="",
            medium="transcript",
            customer=f"Customer {n}",
            started_at=f"2026-10-{1 + n % 28:02}T{9 + n // 28:02}:00:00",
        )
        library.save_call(call)
        write_stage(library, call_id, "observe", {"cases": [change(case_number(n))]})


def call_of(n: int) -> str:
    """Return the id of a call."""
    return f"c{n:03}"


def case_number(n: int) -> Case:
    """Return the case of a call."""
    asks = n // 4 % 2 == 0
    verdict: Verdict = "good" if asks != (n % 8 == 7) else "bad"
    said = ("Which plan are you on?", "The price stays the same.") if asks else ("The price stays the same.",)
    return Case(
        call_id=call_of(n),
        n=0,
        kind="competitor",
        name="Zenlane",
        exchange=0,
        agent=AGENTS[n % 4],
        verdict=verdict,
        verdict_from="reaction",
        is_upset=False,
        start=10.0,
        end=50.0,
        prompt="Zenlane is cheaper.",
        prompt_start=12.0,
        prompt_end=15.0,
        quote="That helps." if verdict == "good" else "I am not convinced.",
        quote_start=40.0,
        quote_end=45.0,
        deeds=("asks_first@0: Which plan are you on?",) if asks else (),
        said=said,
        segments=tuple(range(1, 1 + len(said))),
        words=10,
        questions=int(asks),
    )


def advise_again(library: Library, settings: Settings | None = None) -> BuildReport:
    """Write the playbooks, where they are out of date."""
    bench = Bench(library=library, settings=settings or Settings(), tools=Toolbox())
    return run_stages(Work(bench=bench, progress=Silent()), only={"advise"})


def write_stage(library: Library, call_id: str, stage: StageName, rows: StageRows) -> None:
    """Store what a stage is said to have returned."""
    run = StageRun(
        call_id=call_id,
        stage=stage,
        fingerprint="f",
        output=rows_fingerprint(rows),
        finished_at="2026-11-20T09:00:00+00:00",
        seconds=0.1,
    )
    library.replace_stage(run, [*rows], rows)


def flipped(case: Case) -> Case:
    """Return a case that went the other way."""
    other: dict[Verdict, Verdict] = {"good": "bad", "bad": "good", "neutral": "neutral"}
    return replace(case, verdict=other[case.verdict])
