"""Which dos and don'ts are found in written dialogues of which their customers said how they went.

    python benchmarks/playbooks_star.py DIALOGUES.jsonl [--label user_annoyed] [--cache FOLDER]

Each line is a dialogue: `{"id", "tasks", "turns": [{"role", "text"}], LABEL: true|false|null}`. Those on one
task whose customer answered are imported as transcripts with that answer as their outcome, filed under their
task as if it were a topic, and told by the product's own stages. Who the agents are is not known, so that the
product would withhold every line: here `min_agents` is 1, which it should never be where people are known.
Prints each line found by task with what it rests on and with quotes from both sides, and how many lines were
found in as many dialogues whose answers were exchanged by chance within tasks (`--exchanged`). Nothing is
chosen by looking at the file. With `--cache` the library is kept in a folder, and only what changed since is
made anew.
"""

import argparse
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from coachkit.config import Settings
from coachkit.models import (
    Case,
    CorpusModel,
    Playbook,
    PlaybookLine,
    PlaybookQuote,
    StageName,
    StageRows,
    StageRun,
    Topic,
    TopicPassage,
    Verdict,
)
from coachkit.pipeline.build import run_stages
from coachkit.pipeline.steps.bench import TOPICS, Bench
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from dialogues import (
    Dialogue,
    RememberingToolbox,
    Told,
    build_dialogues,
    calls_of,
    file_name,
    read_dialogues,
    stages_for,
)
from transcripts import report, tell

TOPICS_FOUND: frozenset[StageName] = frozenset({"fit", "assign"})
"""The stages whose work is done by filing dialogues under their tasks."""
NEEDED = stages_for("observe", "advise") - TOPICS_FOUND
QUOTED = 3
"""Quotes of each side that are printed."""


def main() -> None:
    """Read the arguments, build the library, and print what its playbooks say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--label", default="user_annoyed", help="the field that says how it went")
    parser.add_argument("--means", choices=("good", "bad"), default="bad", help="what `true` says")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the library")
    parser.add_argument("--exchanged", type=int, default=0, help="how often answers are exchanged by chance")
    given = parser.parse_args()
    every = [one for one in read_dialogues(given.dialogues) if len(one["tasks"]) == 1]
    answered = [one for one in every if one.get(given.label) is not None]
    other: Verdict = "good" if given.means == "bad" else "bad"
    settings = Settings.model_validate(
        {
            "outcomes": ({"kind": given.label, given.means: ("true",), other: ("false",)},),
            "playbooks": {"min_agents": 1},
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        place = given.cache or Path(folder)
        path = build(answered, place, settings, given.label)
        with Library.open(path) as library:
            file_under_tasks(library, answered)
            tools = RememberingToolbox(place / "vectors")
            work = Work(bench=Bench(library=library, settings=settings, tools=tools), progress=Told())
            run_stages(work, only=NEEDED)
            report(told(library) | {"lines by chance": by_chance(work, given.exchanged)})


def build(dialogues: Sequence[Dialogue], place: Path, settings: Settings, label: str) -> Path:
    """Build the library as far as it goes without topics; the answers lie beside the transcripts."""
    calls = place / "calls"
    calls.mkdir(parents=True, exist_ok=True)
    for one in dialogues:
        value = json.dumps(one[label])
        beside = json.dumps({"outcomes": [{"kind": label, "value": value}]})
        (calls / f"{file_name(one)}.json").write_text(beside, encoding="utf-8")
    return build_dialogues(dialogues, place, NEEDED, settings)


def file_under_tasks(library: Library, dialogues: Sequence[Dialogue]) -> None:
    """File each dialogue under its task, as if tasks were the topics that were found."""
    tasks = sorted({one["tasks"][0] for one in dialogues})
    ids = {task: f"t{n}" for n, task in enumerate(tasks)}
    model = CorpusModel(kind=TOPICS, epoch=1, fingerprint="tasks", calls=len(dialogues))
    topics = [
        Topic(id=ids[task], epoch=1, n=n, title=task.replace("_", " "), phrases=(task,))
        for n, task in enumerate(tasks)
    ]
    rows: StageRows = {"corpus_models": [model], "topics": [*topics]}
    library.replace_stage(_run("", "fit", tasks), [*rows], rows)
    calls = calls_of(library)
    for one in dialogues:
        call_id, topic = calls[file_name(one)], ids[one["tasks"][0]]
        place = TopicPassage(call_id=call_id, n=0, epoch=1, topic_id=topic, similarity=1.0, is_main=True)
        library.replace_stage(
            _run(call_id, "assign", [topic]), ["topic_passages"], {"topic_passages": [place]}
        )


def _run(call_id: str, stage: StageName, made_of: Sequence[str]) -> StageRun:
    told = " ".join(made_of)
    return StageRun(
        call_id=call_id, stage=stage, fingerprint=told, output=told, finished_at="2026-11-20", seconds=0.0
    )


def told(library: Library) -> dict[str, object]:
    """Print the lines of each task, and return how many there are."""
    books = {one.id: one for one in library.rows(Playbook) if one.kind == "topic"}
    quotes: dict[tuple[str, int], list[PlaybookQuote]] = defaultdict(list)
    for quote in library.rows(PlaybookQuote):
        quotes[quote.playbook_id, quote.line].append(quote)
    lines = [one for one in library.rows(PlaybookLine) if one.playbook_id in books]
    for one in lines:
        if one.withheld is None:
            _print(books[one.playbook_id], one, quotes[one.playbook_id, one.n])
    claimed = [one for one in lines if one.withheld is None]
    cases = Counter(one.verdict for one in library.rows(Case) if one.kind == "topic")
    return {
        "tasks": len(books),
        "dialogues": sum(cases.values()),
        "well": cases["good"],
        "badly": cases["bad"],
        "compared": sum(one.looked_at for one in books.values()),
        "lines": dict(Counter(one.kind for one in claimed)),
        "by kind of behaviour": dict(Counter(one.behaviour_kind for one in claimed)),
        "withheld": len(lines) - len(claimed),
        "tasks with a line": len({one.playbook_id for one in claimed}),
    }


def _print(book: Playbook, line: PlaybookLine, quotes: Sequence[PlaybookQuote]) -> None:
    tell(
        f"\n{book.title} ({book.good} well, {book.bad} badly)\n  {line.kind}: {line.text} [{line.behaviour}]"
    )
    tell(
        f"    done {line.done_good} well, {line.done_bad} badly; "
        f"else {line.not_done_good} well, {line.not_done_bad} badly; "
        f"effect {line.effect:+.2f} ({line.effect_low:+.2f} to {line.effect_high:+.2f}), "
        f"corrected chance {line.adjusted:.2g}"
    )
    for also in line.also:
        tell(f"    also: {also}")
    for is_done in (True, False):
        for quote in [one for one in quotes if one.is_done == is_done][:QUOTED]:
            side = "done" if is_done else "not done"
            tell(f"    {side}, {quote.verdict}: {quote.prompt[:80]!r} -> {quote.words[:140]!r}")


def by_chance(work: Work, times: int) -> list[int]:
    """Return how many lines are found where answers are exchanged by chance within tasks, each time anew."""
    library = work.bench.library
    found = []
    kept = library.rows(Case)
    for seed in range(times):
        write_cases(library, _exchanged(kept, seed), seed)
        run_stages(work, only={"advise"})
        found.append(sum(one.withheld is None for one in library.rows(PlaybookLine)))
        tell(f"exchanged, {seed + 1} of {times}: {found[-1]} lines")
    if times:
        write_cases(library, kept, -1)
    return found


def _exchanged(cases: Sequence[Case], seed: int) -> list[Case]:
    """Return the cases with their verdicts exchanged within tasks, and those of exchanges left out."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for one in cases:
        if one.kind == "topic":
            groups[one.name].append(one)
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    given: list[Case] = []
    for name in sorted(groups):
        verdicts = [one.verdict for one in groups[name]]
        chance.shuffle(verdicts)
        given += [replace(one, verdict=new) for one, new in zip(groups[name], verdicts, strict=True)]
    return given


def write_cases(library: Library, cases: Sequence[Case], seed: int) -> None:
    """Store these cases in place of those of the calls that have any."""
    by_call: Mapping[str, list[Case]] = defaultdict(list)
    for one in library.rows(Case):
        by_call[one.call_id].clear()
    for one in cases:
        by_call[one.call_id].append(one)
    for call_id, own in by_call.items():
        run = replace(_run(call_id, "observe", [f"{seed}"]), output=f"{seed} {len(own)}")
        library.replace_stage(run, ["cases"], {"cases": own})


if __name__ == "__main__":
    main()
