"""What playbooks cost in a large library: seconds and memory of each stage that makes them.

    OMP_NUM_THREADS=2 python benchmarks/playbooks_scale.py COPY.db --config coachkit.toml

The library is brought up to date where it is not, and its playbooks are written anew, so give a copy. Each
stage runs in a process of its own, as if nothing else were due: `observe` reads the cases of all calls,
`advise` mines and writes the playbooks, `card` the battle cards. With `--again` a stage that is up to date is
run once more; without, what is due of `exchanges` and `highlight`, which cases are read from, comes first.
Prints seconds on the clock, those of the processor, and the most memory that the process held.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from coachkit.config import load_settings
from coachkit.models import StageName
from coachkit.pipeline.build import run_stages
from coachkit.pipeline.progress import Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.toolbox import Toolbox
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from transcripts import report, tell

BEFORE: tuple[StageName, ...] = ("exchanges", "highlight")
MEASURED: tuple[StageName, ...] = ("observe", "advise", "card")
COUNTED = (
    *("calls", "segments", "exchanges", "cases"),
    *("playbooks", "playbook_lines", "battle_cards", "card_lines"),
)


def main() -> None:
    """Read the arguments, run each stage by itself, and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", type=Path, help="a copy: it is changed")
    parser.add_argument("--config", type=Path, required=True, help="the settings that it was built with")
    parser.add_argument("--stage", choices=(*BEFORE, *MEASURED), help="run this stage alone")
    parser.add_argument("--again", action="store_true", help="run stages that are up to date once more")
    given = parser.parse_args()
    if given.stage:
        print(json.dumps(run_one(given.library, given.config, given.stage)))
        return
    Library.open(given.library).close()
    took = {}
    for stage in MEASURED if given.again else (*BEFORE, *MEASURED):
        if given.again:
            forget(given.library, stage)
        took[stage] = in_a_process(given.library, given.config, stage)
        tell(f"{stage}: {took[stage]}")
    report({"processors": os.cpu_count(), "rows": counts(given.library), "stages": took})


def in_a_process(library: Path, config: Path, stage: StageName) -> object:
    """Run a stage in a process of its own, and return what it took."""
    command = [sys.executable, __file__, str(library), "--config", str(config), "--stage", stage]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def run_one(path: Path, config: Path, stage: StageName) -> dict[str, object]:
    """Run what is due of a stage, and return what that took."""
    settings = load_settings(config)
    with Library.open(path) as library:
        work = Work(bench=Bench(library=library, settings=settings, tools=Toolbox()), progress=Silent())
        began = time.perf_counter()
        done = run_stages(work, only={stage})
        clock = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "ran": done.ran.get(stage, 0),
        "failed": done.failed,
        "seconds": round(clock, 1),
        "processor": round(used.ru_utime + used.ru_stime, 1),
        "megabytes": round(used.ru_maxrss / 1024),
    }


def forget(path: Path, stage: StageName) -> None:
    """Let a stage be due on everything."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("delete from stage_runs where stage = ?", (stage,))


def counts(path: Path) -> dict[str, int]:
    """Return how many rows there are of what matters."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - constants
            for table in COUNTED
        }


if __name__ == "__main__":
    main()
