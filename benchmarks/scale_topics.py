"""What topics cost as a library grows: a refit, a build that has nothing to do, an added call."""

import math
import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from coachkit.config import Settings
from coachkit.models import StageRun
from coachkit.pipeline.build import refresh_library
from coachkit.pipeline.changes.topics import refit_topics
from coachkit.pipeline.steps.running import call_step
from coachkit.pipeline.table import STAGES
from coachkit.store.library import Library
from coachkit.store.row_writing import StageResult
from topics_library import MadeCalls, add, bench_on, record, run_of
from transcripts import tell


def measure(path: Path, made: MadeCalls, *, calls: int) -> dict[str, Any]:
    """Return what topics cost in a library: a refit, a build that has nothing to do, an added call."""
    in_its_own = multiprocessing.get_context("spawn")
    found: dict[str, Any] = {"calls": calls}
    # Topics are found once before, as in a library that has some: a refit also maps them to the old ones.
    for name, task in (("first fit", refit), ("refit", refit), ("nothing to do", refresh)):
        with in_its_own.Pool(1) as pool:
            found[name] = pool.apply(task, (path,))
        tell(f"{calls:,} calls, {name}: {found[name]}")
    return {**found, "one added call": add_one(path, made, number=calls)}


def powers(found: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return by which power of the calls the seconds of a refit grow, from each size to the next."""
    return {
        f"{a['calls']:,} to {b['calls']:,}": round(
            math.log(b["refit"]["seconds"] / a["refit"]["seconds"]) / math.log(b["calls"] / a["calls"]), 2
        )
        for a, b in pairwise(found)
    }


def refit(path: Path) -> dict[str, object]:
    """Find topics anew and file every call again; return what it took."""
    with Library.open(path) as library:
        took = _timed(lambda: refit_topics(library, Settings()))
        [fit] = [one for one in library.rows(StageRun, call_id="") if one.stage == "fit"]
        [(passages, unsorted, topics)] = library.values(
            """
            select count(*), sum(topic_id is null), count(distinct topic_id) from topic_passages
            """
        )
    return {
        **took,
        "of it learning": fit.seconds,
        "passages": passages,
        "unsorted": unsorted,
        "topics": topics,
    }


def refresh(path: Path) -> dict[str, object]:
    """Look for something to do; return what it took."""
    with Library.open(path) as library:
        return _timed(lambda: refresh_library(library, Settings()))


def _timed(run: Callable[[], object]) -> dict[str, object]:
    used, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    run()
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    return {
        "seconds": round(seconds, 1),
        "processor seconds": round(after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime, 1),
        "peak MiB": round(after.ru_maxrss / 1024),
    }


def add_one(path: Path, made: MadeCalls, *, number: int) -> dict[str, float]:
    """Return what filing one more call costs, in steps of SQLite's machine; it is taken away again."""
    with Library.open(path) as library:
        [call] = add(library, made, [number])
        record(library, [call])
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        with library.changing() as connection:
            connection.set_progress_handler(count, 1)
        assign = next(stage for stage in STAGES if stage.name == "assign")
        began = time.perf_counter()
        rows = call_step("assign", bench_on(library)).run([call])[call.id]
        run = run_of(call.id, "assign", "")
        library.replace_stages([StageResult(run=run, tables=assign.writes, rows=rows)])
        seconds = time.perf_counter() - began
        with library.changing() as connection:
            connection.set_progress_handler(None, 0)
        library.forget_call(call.id)
    return {"steps": steps, "milliseconds": round(1000 * seconds, 1)}
