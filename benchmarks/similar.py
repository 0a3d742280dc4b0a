"""How often the calls that are found to be alike are about the same, and where better ones are said to part.

    python benchmarks/similar.py DIALOGUES.jsonl [--dialogues 400] [--library FILE.db] [--show 20]

Each line of the first is a dialogue: `{"id", "tasks", "turns": [{"role", "text"}], "goal_reached"}`. Those
with one task and a known end are imported as transcripts, spoken at 2.5 words a second, and a library is
built of them with no settings but that a goal that was reached is a call that was resolved; the task is told
to nobody. With `--library` it is kept there, and built only once. `--show` prints partings for reading.
"""

import argparse
import csv
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from coachkit.comparing.results import Parting, SimilarCall, SimilarCalls
from coachkit.comparing.similar import similar_calls
from coachkit.config import ManifestSettings, Settings
from coachkit.pipeline import build_library
from coachkit.searching.archive import Archive
from coachkit.store.library import Library
from coachkit.store.reading.similar import Standing, standings
from transcripts import report, tell

WORDS_A_SECOND = 2.5
TOP = 5
Dialogue = dict[str, Any]
"""As a line of the file has it."""


def main() -> None:
    """Read the arguments, build the library where there is none yet, and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--dialogues", dest="most", type=int, default=400)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chosen = choose(given.dialogues.read_text(encoding="utf-8").splitlines(), given.most, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = given.library or Path(folder) / "dialogues.db"
        if not path.exists():
            build(chosen, Path(folder) / "calls", path)
        with Library.open(path) as library:
            tasks = tasks_of(library, chosen)
            report(measure(library, tasks, given.show))


def choose(lines: Iterable[str], most: int, seed: int) -> list[Dialogue]:
    """Return some of the dialogues that have one task and a known end."""
    every = [json.loads(line) for line in lines]
    fit = [one for one in every if len(one["tasks"]) == 1 and one["goal_reached"] is not None]
    random.Random(seed).shuffle(fit)  # noqa: S311 - not for secrets
    return fit[:most]


def build(dialogues: Sequence[Dialogue], folder: Path, path: Path) -> None:
    """Write the dialogues as transcripts and build a library of them."""
    folder.mkdir(parents=True)
    for one in dialogues:
        write_transcript(one, folder / f"{one['id']}.csv")
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "resolved"])
        rows.writerows([f"{one['id']}.csv", "yes" if one["goal_reached"] else "no"] for one in dialogues)
    settings = Settings(manifest=ManifestSettings(file="manifest.csv", outcomes={"resolved": "resolved"}))
    with Library.open(path, create=True) as library:
        done = build_library(folder, library, settings)
        tell(f"{done.ingest.new} dialogues built in {done.seconds:.0f} s, {done.failed} failed")


def write_transcript(dialogue: Dialogue, path: Path) -> None:
    """Write a dialogue as a CSV transcript."""
    at = 0.0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["start", "end", "speaker", "role", "text"])
        for turn in dialogue["turns"]:
            end = at + max(len(turn["text"].split()) / WORDS_A_SECOND, 1.0)
            rows.writerow([f"{at:.2f}", f"{end:.2f}", turn["role"].title(), turn["role"], turn["text"]])
            at = end + 0.5


def tasks_of(library: Library, dialogues: Sequence[Dialogue]) -> dict[str, str]:
    """Return the task of each call that has a vector, by its id."""
    from coachkit.models import Call, PackedVectors

    by_file = {str(one["id"]): one["tasks"][0] for one in dialogues}
    embedded = {one.call_id for one in library.rows(PackedVectors)}
    return {call.id: by_file[Path(call.path).stem] for call in library.rows(Call) if call.id in embedded}


def measure(library: Library, tasks: dict[str, str], show: int) -> dict[str, object]:
    """Return the figures of both questions."""
    archive, standing = Archive(library), standings(library)
    counts = Counter(tasks.values())
    chance = statistics.fmean((counts[task] - 1) / (len(tasks) - 1) for task in tasks.values())
    alike, seconds = [], []
    for call_id in sorted(tasks):
        began = time.process_time()
        found = similar_calls(archive, call_id, limit=TOP)
        seconds.append(time.process_time() - began)
        alike.append(found)
    return {
        "calls": len(tasks),
        "tasks": len(counts),
        "same_task_by_chance": round(chance, 3),
        f"same_task_in_top_{TOP}": same_task(alike, tasks),
        "calls_with_an_answer": sum(bool(one.calls) for one in alike),
        "copies": sum(len(one.copies) for one in alike),
        "seconds_each": round(statistics.median(seconds), 3),
        "better": better(archive, tasks, standing, show),
    }


def same_task(found: Iterable[SimilarCalls], tasks: dict[str, str]) -> float:
    """Return the mean share of a call's answers that have its task, over calls with an answer."""
    shares = [
        statistics.fmean(tasks[other.call.id] == tasks[one.call.id] for other in one.calls)
        for one in found
        if one.calls
    ]
    return round(statistics.fmean(shares), 3) if shares else 0.0


def better(
    archive: Archive, tasks: dict[str, str], standing: dict[str, Standing], show: int
) -> dict[str, object]:
    """Return how often a call that went badly gets a better one, of the same task, and a parting."""
    bad = sorted(one for one in tasks if standing[one].label == "bad")
    random.Random(1).shuffle(bad)  # noqa: S311 - not for secrets
    found = [similar_calls(archive, one, better=True, limit=1) for one in bad]
    answered = [(one, one.calls[0]) for one in found if one.calls]
    told = [(one, other, other.parting) for one, other in answered if other.parting]
    for one, other, parting in told[:show]:
        tell(shown(one, other, parting))
    return {
        "went_badly": len(bad),
        "with_a_better_call": len(answered),
        "same_task": round(statistics.fmean(tasks[a.call.id] == tasks[b.call.id] for a, b in answered), 3),
        "with_a_parting": len(told),
        "how": Counter(parting.how for _, _, parting in told),
        "no_parting": Counter(other.no_parting for _, other in answered if other.no_parting),
    }


def shown(one: SimilarCalls, other: SimilarCall, parting: Parting) -> str:
    """Return a parting for reading."""
    lines = [f"\n{one.call.id} and {other.call.id}, {other.likeness:.2f} alike: {parting.how}"]
    for side in (parting.mine, parting.theirs):
        lines += [f"  customer: {side.customer.text}", f"  agent:    {side.reply.text}"]
        lines += [f"  then:     {side.then.text}" if side.then else "  (nothing more)", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
