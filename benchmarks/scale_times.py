"""The clock of `scale.py`: searches in a process that stays, the command line, sizes, and adding calls."""

import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from coachkit.searching.results import Asked
from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from scale_library import Recombined, add_as_built, new_call
from scale_queries import QUESTIONS, Timed, queries
from transcripts import tell

ADDED = 30
"""So many calls are added to each library, in turn, and taken away again."""
SLOW = 100.0
"""Milliseconds from which a search is told by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Milliseconds on the clock, and those in which this process (or what it started) had a processor.

    On a busy machine only the second says what a search costs.
    """

    clock: float
    processor: float


def warm(library: Library, *, rounds: int) -> dict[str, object]:
    """Return milliseconds of all searches by mode and by kind, after one round that does not count."""
    asked = queries(library)
    searcher = Searcher(library)
    first = _timed(lambda: searcher.search(Asked(text=QUESTIONS[0], mode="hybrid")))
    taken: dict[tuple[Timed, str], list[Took]] = {}
    for turn in range(rounds + 1):
        for one in asked:
            for mode in one.modes:
                took = _timed(lambda: searcher.search(Asked(text=one.text, mode=mode)))  # noqa: B023 - called at once
                if turn:
                    taken.setdefault((one, mode), []).append(took)
        tell(f"round {turn} of {rounds}")
    return {
        "first search of the process": _spread([first]),
        "by mode": _grouped(taken, lambda _, mode: mode),
        "by kind": _grouped(taken, lambda one, mode: f"{one.kind}, {mode}"),
        "slow": _slow({f"{one.text} [{mode}]": times for (one, mode), times in taken.items()}),
    }


def _slow(taken: Mapping[str, Sequence[Took]]) -> dict[str, int]:
    """Return the searches that take long, the slowest first, with the processor's milliseconds."""
    middle = {name: round(median(one.processor for one in times)) for name, times in taken.items()}
    return {name: took for name, took in sorted(middle.items(), key=lambda one: -one[1]) if took >= SLOW}


def cold(path: Path, *, rounds: int) -> dict[str, object]:
    """Return seconds of the command line, started anew each time with the file in the system's memory."""
    found = {}
    for mode in ("keyword", "semantic", "hybrid"):
        command = [sys.executable, "-m", "coachkit", "search", QUESTIONS[0], "--db", str(path)]
        run = [*command, "--mode", mode]
        times = [_timed(lambda: _run(run), resource.RUSAGE_CHILDREN) for _ in range(rounds + 1)]  # noqa: B023 - called at once
        found[mode] = _spread(times[1:])
    return {**found}


def sizes(path: Path) -> dict[str, object]:
    """Return the megabytes of the file and of what searching adds to it, and how much there is."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    rows = connection.execute("select name, sum(pgsize) from dbstat group by name").fetchall()
    pages = {name: size / 1e6 for name, size in rows}
    counts = {
        table: connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - constants
        for table in ("segments", "turns", "words", "passages", "vocabulary")
    }
    connection.close()
    parts = {
        "full-text index": [name for name in pages if name.startswith("turn_index")],
        "turns": [name for name in pages if name == "turns" or "turns_call" in name],
        "vocabulary": ["vocabulary"],
        "packed vectors": [name for name in pages if "packed_vectors" in name],
    }
    return {
        "rows": counts,
        "megabytes": {
            "file": round(sum(pages.values())),
            **{part: round(sum(pages[name] for name in names)) for part, names in parts.items()},
        },
    }


def adding(paths: Mapping[str, Path], made: Recombined, *, first: int) -> dict[str, object]:
    """Return milliseconds of adding calls to each library, stage by stage, and of taking them away."""
    libraries = {name: Library.open(path) for name, path in paths.items()}
    added: dict[str, list[Took]] = {name: [] for name in libraries}
    removed: dict[str, list[Took]] = {name: [] for name in libraries}
    for number in range(first, first + ADDED + 2):
        for name, library in libraries.items():
            new = new_call(library, made, number)
            added[name].append(_timed(lambda: add_as_built(library, new)))  # noqa: B023 - called at once
    for number in range(first, first + ADDED + 2):
        for name, library in libraries.items():
            new = new_call(library, made, number)
            removed[name].append(_timed(lambda: library.forget_call(new.call.id)))  # noqa: B023 - called at once
    for library in libraries.values():
        library.close()
    # the first ones fill caches
    large, small = (added[name][2:] for name in libraries)
    return {
        "added": {name: _spread(times[2:]) for name, times in added.items()},
        "removed": {name: _spread(times[2:]) for name, times in removed.items()},
        "ratio": {
            "medians on the clock": round(
                median(one.clock for one in large) / median(one.clock for one in small), 2
            ),
            "medians of the processor": round(
                median(one.processor for one in large) / median(one.processor for one in small), 2
            ),
            "means of the processor": round(
                mean(one.processor for one in large) / mean(one.processor for one in small), 2
            ),
        },
    }


def _grouped(
    taken: Mapping[tuple[Timed, str], Sequence[Took]], name: Callable[[Timed, str], str]
) -> dict[str, object]:
    groups: dict[str, list[Took]] = {}
    for (one, mode), times in taken.items():
        groups.setdefault(name(one, mode), []).extend(times)
    return {group: _spread(times) for group, times in groups.items()}


def _spread(times: Sequence[Took]) -> dict[str, object]:
    figures = {"clock": [one.clock for one in times], "processor": [one.processor for one in times]}
    return {"n": len(times), **{what: _quantiles(sorted(values)) for what, values in figures.items()}}


def _quantiles(ordered: Sequence[float]) -> dict[str, float]:
    return {
        "least": round(ordered[0], 1),
        "p50": round(median(ordered), 1),
        "p95": round(ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)], 1),
        "worst": round(ordered[-1], 1),
    }


def _timed(run: Callable[[], object], whose: int = resource.RUSAGE_SELF) -> Took:
    used, began = _processor(whose), time.perf_counter()
    run()
    clock = time.perf_counter() - began
    return Took(clock=1000 * clock, processor=1000 * (_processor(whose) - used))


def _processor(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _run(command: Sequence[str]) -> None:
    # an installed program is compiled once; without this, Python may be told to compile at each start
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, capture_output=True, env={**kept, "OMP_NUM_THREADS": "1"})
