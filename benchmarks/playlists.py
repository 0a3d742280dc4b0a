"""How long playlists take to fill in a large library, and to bring up to date after one new call.

    OMP_NUM_THREADS=1 python benchmarks/playlists.py --source coachkit-demo.db [--calls 10000] [--library DB]

Puts a library together from the calls of `--source` (what `make demo` builds), without running a model; with
`--library` it is kept, and where it is there already it is used again. Prints seconds, with all that is read
first included, and the most memory; how long it takes to find what is worth playing in a call; and whether
filling the lists again gives the same rows. Five lists of the settings of different kinds are among them.
"""

import argparse
import gc
import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from coachkit import models
from coachkit.config import Settings
from coachkit.models import StageName
from coachkit.pipeline.build import run_stages
from coachkit.pipeline.progress import Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.curating import highlight
from coachkit.pipeline.toolbox import Toolbox
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from playlists_library import fill, playable
from scale_library import Recombined, insert, insertable, new_call
from scale_source import Taken, take_apart
from transcripts import report, tell

SEGMENTS = 100
"""Segments a call, on average."""
ADDED = 5
"""Calls that are added one after the other; the middle one of their times is told."""
SMART = (
    {"title": "Objections that were not met", "query": "moment:objection went:bad"},
    {"title": "Promises, newest first", "query": "moment:promise", "sort": "newest"},
    {"title": "Where low scores come from", "query": "score:<40", "verdict": "bad", "per_agent": 1},
    {"title": "Money back", "query": "refund OR cancel OR money", "max_minutes": 10.0},
    {"title": "Competitors that come up early", "query": "moment:competitor in:first25%", "sort": "longest"},
)


def settings_of(source: Library) -> Settings:
    """Return settings with the names that the source knows, and lists of different kinds."""
    named = source.values("select distinct kind, name from exchanges where kind in ('competitor', 'feature')")
    return Settings.model_validate(
        {
            "competitors": tuple({"name": name} for kind, name in named if kind == "competitor"),
            "features": tuple({"name": name} for kind, name in named if kind == "feature"),
            "playlists": {"smart": SMART},
        }
    )


def measure(library: Library, settings: Settings, made: Recombined, *, calls: int) -> dict[str, object]:
    """Return the figures of a library of so many calls."""

    def run(only: set[StageName], call_ids: set[str] | None = None) -> None:
        bench = Bench(library=library, settings=settings, tools=Toolbox())
        run_stages(Work(bench=bench, progress=Silent()), only=only, call_ids=call_ids)

    library.replace_stage(_no_run(), (), {})  # due, where the library was filled before
    first = _timed(lambda: run({"curate"}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lists, clips = _rows(library)
    refreshing = []
    for number in range(calls, calls + ADDED):
        new = playable(new_call(library, made, number))
        highlights = {models.Highlight}
        ready = replace(new, rows={noun: rows for noun, rows in new.rows.items() if noun not in highlights})
        insert(library, insertable(ready, without={"highlight"}))
        refreshing.append(_timed(lambda: run({"highlight", "curate"}, {new.call.id})))  # noqa: B023 - called at once
    before = _rows(library)
    library.replace_stage(_no_run(), (), {})
    run({"curate"})
    return {
        "calls": calls,
        "highlights": library.values("select count(*) from highlights")[0][0],
        "lists": len(lists),
        "clips": len(clips),
        "seconds to fill all lists": first,
        "seconds after one new call": _middle(refreshing),
        "most memory, MB": round(peak),
        "same rows when filled again": _rows(library) == before,
    }


def _no_run() -> models.StageRun:
    """Return a run of the stage from something else, so that it is due."""
    return models.StageRun(call_id="", stage="curate", fingerprint="", output="", finished_at="", seconds=0.0)


def _rows(library: Library) -> tuple[list[models.Playlist], list[models.Clip]]:
    return library.rows(models.Playlist), library.rows(models.Clip)


def _timed(run: Callable[[], None]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return {"wall": round(time.perf_counter() - wall, 2), "cpu": round(time.process_time() - cpu, 2)}


def _middle(times: list[dict[str, float]]) -> dict[str, float]:
    return {of: round(median(one[of] for one in times), 2) for of in ("wall", "cpu")}


def finding(source: Library, settings: Settings) -> dict[str, float]:
    """Return the milliseconds that it takes a call to find what of it is worth playing."""
    bench = Bench(library=source, settings=settings, tools=Toolbox())
    calls = source.rows(models.Call)
    highlight(bench, calls[0])
    times = []
    for call in calls:
        began = time.process_time()
        highlight(bench, call)
        times.append(1000 * (time.process_time() - began))
    return {"mean": round(sum(times) / len(times), 1), "most": round(max(times), 1)}


def main() -> None:
    """Read the arguments, build what is missing, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--source", type=Path, default=Path("coachkit-demo.db"))
    parser.add_argument("--library", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, Library.open_to_read(given.source) as source:
        taken: list[Taken] = take_apart(source)
        if not taken:
            parser.error(f"{given.source}: no call in it has passages; `make demo` builds some")
        made = Recombined(taken, calls=given.calls, segments=SEGMENTS)
        settings = settings_of(source)
        path = given.library or Path(place) / "playlists.db"
        usual = gc.get_threshold()
        gc.set_threshold(200_000, 50, 50)  # a third of the time to build would be looking for garbage
        with Library.open(path, create=True) as library:
            have = len(library.rows(models.Call))
            began = time.perf_counter()
            if have < given.calls:
                fill(library, source, made, range(have, given.calls), _telling(began))
        gc.set_threshold(*usual)
        with Library.open(path) as library:
            figures = measure(library, settings, made, calls=max(have, given.calls))
        figures["milliseconds to find what to play in a call"] = finding(source, settings)
        figures["processors"] = os.cpu_count()
        report(figures)


def _telling(began: float) -> Callable[[int], None]:
    def so_far(count: int) -> None:
        if count % 1000 == 0:
            tell(f"{count:,} calls, {time.perf_counter() - began:.0f} s")

    return so_far


if __name__ == "__main__":
    main()
