"""How searching and adding calls go as a library grows: a library of any size, and a fixed set of queries.

    OMP_NUM_THREADS=1 python benchmarks/scale.py --calls 10000 [--source coachkit-demo.db] [--library DB]

Puts a library together from the calls of `--source` (what `make demo` builds), without running a model;
10,000 calls have about a million segments. With `--library` it is kept and, where it is there already,
used again; an unfinished one is continued. Beside it stands a copy from when it was a tenth as large.
Prints milliseconds of searches in a process that stays, of the command line started anew, how much of the
file is index, and what adding one call costs in both libraries.

    OMP_NUM_THREADS=2 python benchmarks/scale.py --topics 1000 --topics 10000 --topics 100000 --source DB

Prints instead what topics cost in libraries of so many calls: seconds and memory of a refit, of a build that
has nothing to do, what filing one added call takes, and by which power of the calls a refit grows.
"""

import argparse
import gc
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import scale_topics
from coachkit import models
from coachkit.store.library import Library
from scale_library import Recombined, fill
from scale_source import Taken, take_apart
from scale_times import adding, cold, sizes, warm
from topics_library import make
from transcripts import report, tell

SEGMENTS = 100
"""Segments a call, on average."""


def build(path: Path, source: Library, made: Recombined, calls: int) -> None:
    """Fill the library at `path` up to so many calls, with a copy of it at a tenth."""
    began = time.perf_counter()

    def so_far(count: int) -> None:
        if count % 500 == 0 or count == calls:
            tell(f"{count:,} calls, {time.perf_counter() - began:.0f} s")

    for end in (calls // 10, calls):
        with Library.open(path, create=True) as library:
            have = len(library.rows(models.Call))
            fill(library, source, made, range(have, end), so_far)
        tenth = tenth_of(path)
        if have < end == calls // 10:
            shutil.copy(path, tenth)


def tenth_of(path: Path) -> Path:
    """Return where the copy stands that was made at a tenth of the size."""
    return path.with_name(f"{path.stem}-tenth{path.suffix}")


def measure(path: Path, made: Recombined, *, calls: int, rounds: int) -> dict[str, object]:
    """Return all figures of a library."""
    with Library.open_to_read(path) as library:
        searches = warm(library, rounds=rounds)
    return {
        "calls": calls,
        **sizes(path),
        "milliseconds": searches,
        "milliseconds of the command line": cold(path, rounds=rounds),
        "milliseconds to add a call": adding(
            {f"{calls:,} calls": path, f"{calls // 10:,} calls": tenth_of(path)}, made, first=calls
        ),
    }


def topics(sizes: Sequence[int], source: Library, place: Path) -> dict[str, object]:
    """Return what topics cost in libraries of these sizes, made at `place` where they are not there."""
    found = []
    for calls in sorted(sizes):
        path = place / f"topics-{calls}.db"
        found.append(scale_topics.measure(path, make(path, source, calls=calls), calls=calls))
    return {"sizes": found, "power of a refit": scale_topics.powers(found)}


def main() -> None:
    """Read the arguments, build what is missing, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--source", type=Path, default=Path("coachkit-demo.db"))
    parser.add_argument("--library", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--topics", type=int, action="append", metavar="CALLS")
    parser.add_argument("--place", type=Path, help="where libraries of --topics are kept and used again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, Library.open_to_read(given.source) as source:
        if given.topics:
            report(topics(given.topics, source, given.place or Path(place)))
            return
        path = given.library or Path(place) / "scale.db"
        taken: Sequence[Taken] = take_apart(source)
        if not taken:
            parser.error(f"{given.source}: no call in it has passages; `make demo` builds some")
        made = Recombined(taken, calls=given.calls, segments=SEGMENTS)
        usual = gc.get_threshold()
        gc.set_threshold(200_000, 50, 50)  # a third of the time to build would be looking for garbage
        build(path, source, made, given.calls)
        gc.set_threshold(*usual)
        report(measure(path, made, calls=given.calls, rounds=given.rounds))


if __name__ == "__main__":
    main()
