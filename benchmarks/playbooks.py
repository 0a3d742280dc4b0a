"""How many of the habits that are known to work playbooks find, and how many of their lines are false.

    OMP_NUM_THREADS=1 python benchmarks/playbooks.py FOLDER [--archives 20] [--calls 600] [--relabel 200]

Makes an archive for each seed (`planted_calls`), builds it with the product, and reads the lines that stand.
A line is taken for the habit whose exchanges agree most with those in which the line's behaviour is done;
below a phi of 0.3 it is about nothing that was planted. It is true where that habit is planted, moves the
chance in this direction, and works in at least half of the subject's exchanges in which it is done. With
`--relabel`, who went well in the first archive is shuffled, and it is counted how often any line is claimed
then. Libraries are kept in FOLDER and brought up to date when it is run again.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from coachkit.config import find_settings, load_settings
from coachkit.store.library import Library
from planted_library import RememberingTools, library_of
from playbooks_chance import share_that_claims
from playbooks_mined import judge_library, subjects_of_library
from playbooks_truth import Judged, JudgedLine
from transcripts import report, tell

_TOOLS: list[RememberingTools] = []
"""Of this process: opened when first asked for."""


def judged(seed: int, *, folder: Path, calls: int) -> Judged:
    """Return what the playbooks of a seed's archive say, against what is true."""
    if not _TOOLS:
        _TOOLS.append(RememberingTools())
    path = library_of(folder, seed, _TOOLS[0], calls=calls, tell=tell)
    return judge_library(path, path.with_suffix(""), seed)


def summary(archives: Sequence[Judged]) -> dict[str, object]:
    """Return the figures of all archives together."""
    planted = [one for archive in archives for one in archive.planted]
    lines = [one for archive in archives for one in archive.lines]
    missed = Counter(name for archive in archives for name in archive.planted if name not in archive.found)
    found = len(planted) - sum(missed.values())
    false = [one for one in lines if not one.is_true]
    return {
        "archives": len(archives),
        "planted": len(planted),
        "found": found,
        "share found": _share(found, len(planted)),
        "lines": len(lines),
        "false": len(false),
        "share false": _share(len(false), len(lines)),
        "false, by what they are": Counter(f"{one.verdict}: {one.habit}" for one in false).most_common(),
        "false, one by one": [told(one) for one in false],
        "missed": missed.most_common(),
        "reactions read": {
            name: _share(sum(one.read[name] for one in archives), sum(one.read.total() for one in archives))
            for name in ("as meant", "as neither", "as the opposite", "not at all")
        },
    }


def shuffles(path: Path, times: int) -> dict[str, object]:
    """Return how often lines are claimed after the verdicts of a library were shuffled."""
    settings = load_settings(find_settings(path.with_suffix("")))
    with Library.open(path) as library:
        subjects = subjects_of_library(library, settings)
    return {
        name: share_that_claims(subjects, settings, times, is_within_agents=is_within, tell=tell)
        for name, is_within in (("within agents", True), ("across agents", False))
    }


def told(line: JudgedLine) -> str:
    """Return a line in one line."""
    way = "helps" if line.helps else "harms"
    about = f"{line.habit or 'nothing'} ({line.agrees})"
    return (
        f"{line.seed} {line.playbook} | {line.behaviour} {way} | {about}, {line.calls} calls: {line.verdict}"
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def main() -> None:
    """Read the arguments, build what is missing, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--archives", type=int, default=20)
    parser.add_argument("--calls", type=int, default=600)
    parser.add_argument("--relabel", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    one = partial(judged, folder=given.folder, calls=given.calls)
    seeds = range(1, given.archives + 1)
    if given.processes > 1:
        with ProcessPoolExecutor(given.processes, mp_context=get_context("spawn")) as pool:
            archives = [*pool.map(one, seeds)]
    else:
        archives = [one(seed) for seed in seeds]
    figures = summary(archives)
    if given.relabel:
        figures["shuffled"] = shuffles(given.folder / "archive001.db", given.relabel)
    report({**figures, "seconds": round(time.perf_counter() - began)})


if __name__ == "__main__":
    main()
