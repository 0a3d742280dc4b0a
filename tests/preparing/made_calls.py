"""A library of made-up calls with highlights, for pages about a talk."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coachkit.models import Highlight, PromptVector, StageRun, Verdict
from coachkit.store.library import Library
from tests.reporting.made_report import Told, made_report

LINE = {"next_step": True}
MISSED = {"next_step": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An exchange of a call that is worth playing."""

    call: int
    """Its place among the calls."""
    verdict: Verdict
    name: str = "Zenlane"
    prompt: str = "Zenlane is cheaper."
    meaning: tuple[int, int] | None = None
    """What the prompt means, as a vector."""
    traits: tuple[str, ...] = ()
    """What the agent does in the reply."""
    start: float = 0.0
    end: float = 20.0


def made_calls(path: Path, calls: Sequence[Told], shown: Sequence[Shown] = ()) -> Library:
    """Return an open library; the calls have the ids c000, c001 and so on."""
    library = made_report(path, calls)
    rows: dict[str, list[object]] = {"highlights": [], "prompt_vectors": []}
    for n, one in enumerate(shown):
        call_id = f"c{one.call:03}"
        rows["highlights"].append(
            Highlight(
                call_id=call_id, n=n, kind="competitor", name=one.name, verdict=one.verdict, start=one.start,
                end=one.end, reason="Zenlane comes up", score=0.8, quote="That is kind of you.",
                quote_start=one.start + 8, quote_end=one.start + 9, prompt=one.prompt, exchange=0,
                traits=one.traits,
            )
        )  # fmt: skip
        if one.meaning:
            vector = np.array(one.meaning, np.int8).tobytes()
            rows["prompt_vectors"].append(PromptVector(call_id=call_id, n=n, vector=vector))
    run = StageRun(
        call_id="", stage="highlight", fingerprint="f", output="o", finished_at="2026-11-20", seconds=0.1
    )
    library.replace_stage(run, tuple(rows), rows)
    return library


def a_weak_and_a_good_agent(each: int = 20) -> list[Told]:
    """Return calls of Ann, who agrees a next step on one in five, and of Ben, who does on all but a few."""
    calls = []
    for n in range(each):
        calls.append(Told(days_ago=n, agent="Ann", lines=LINE if n % 5 == 0 else MISSED))
        calls.append(Told(days_ago=n, agent="Ben", lines=MISSED if n % 10 == 9 else LINE))
    return calls
