"""How often built-in trackers are found in dialogues, and how often rightly where a person labelled turns."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import get_args

from wordfreq import zipf_frequency

from coachkit.models import Role, Segment
from coachkit.stages.track import track_call
from coachkit.tracking.compiled import CompiledTrackers, compile_trackers
from coachkit.tracking.conditions import CallFacts
from coachkit.tracking.packs import all_built_in
from coachkit.tracking.trial import everywhere
from transcripts import report, tell

SECONDS_A_LINE = 5.0
Z = 1.96
"""Of a normal distribution 95 % lie within so many standard deviations."""
Place = tuple[str, int]
"""A dialogue's id and the number of a turn in it, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """Turns as (role, text); people with other names than agent and customer are unknown."""

    id: str
    turns: tuple[tuple[Role, str], ...]


def read_dialogues(path: Path) -> Iterator[Dialogue]:
    """Yield dialogues of a JSONL file, a line each: {id, turns: [{role or speaker, text}]}."""
    roles: dict[str, Role] = {role: role for role in get_args(Role)}
    for line in path.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        turns = tuple((roles.get(turn.get("role"), "unknown"), turn["text"]) for turn in read["turns"])
        yield Dialogue(id=str(read["id"]), turns=turns)


def read_labels(path: Path) -> dict[Place, frozenset[str]]:
    """Return the trackers that a person wants in each turn of a JSONL file: {id, turn, trackers: []}.

    Turns that were read and want none have an empty list; turns that are left out were not read.
    """
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(str(one["id"]), one["turn"]): frozenset(one["trackers"]) for one in lines}


def segments_of(dialogue: Dialogue) -> list[Segment]:
    """Return turns as segments of a call, five seconds each."""
    return [
        Segment(
            call_id=dialogue.id,
            n=n,
            channel=0,
            role=role,
            speaker=role,
            start=n * SECONDS_A_LINE,
            end=(n + 1) * SECONDS_A_LINE,
            text=text,
            confidence=1.0,
            first_word=0,
            word_count=0,
            language="en",
        )
        for n, (role, text) in enumerate(dialogue.turns)
    ]


def find(dialogues: Iterable[Dialogue], compiled: CompiledTrackers) -> Iterator[tuple[Place, str]]:
    """Yield (place, tracker) of each hit that is not denied."""
    for dialogue in dialogues:
        segments = segments_of(dialogue)
        facts = CallFacts(duration=SECONDS_A_LINE * len(segments))
        for hit in track_call(
            segments, lambda _: [], {}, compiled=compiled, facts=facts, zipf=zipf_frequency
        ):
            if hit.modality != "negated":
                yield (dialogue.id, hit.segment), hit.tracker


def share(part: int, whole: int) -> dict[str, float | int] | None:
    """Return a share with its 95 % interval (Wilson, 1927); None of nothing."""
    if not whole:
        return None
    p, spread = part / whole, Z * Z / whole
    middle = (p + spread / 2) / (1 + spread)
    half = Z * sqrt(p * (1 - p) / whole + spread / (4 * whole)) / (1 + spread)
    low, high = round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)
    return {"share": round(p, 3), "of": whole, "from": low, "to": high}


def judge(found: set[tuple[Place, str]], labels: dict[Place, frozenset[str]]) -> dict[str, object]:
    """Return precision and recall on labelled turns, for each tracker and for all together."""
    wanted = {(place, name) for place, names in labels.items() for name in names}
    seen = {one for one in found if one[0] in labels}

    def both(wants: set[tuple[Place, str]], finds: set[tuple[Place, str]]) -> dict[str, object]:
        right = len(wants & finds)
        return {"precision": share(right, len(finds)), "recall": share(right, len(wants))}

    names = sorted({name for _, name in wanted | seen})
    each = {n: both({w for w in wanted if w[1] == n}, {f for f in seen if f[1] == n}) for n in names}
    return {"turns": len(labels), "all": both(wanted, seen), "trackers": each}


def main() -> None:
    """Print hits in 10,000 words for each tracker, and with labels how many are right and missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dialogues", type=Path, help="JSONL: {id, turns: [{role or speaker, text}]}")
    parser.add_argument("--labels", type=Path, help="JSONL: {id, turn, trackers: []} for each turn read")
    parser.add_argument("--anyone", action="store_true", help="whoever says it, wherever: for other talk")
    options = parser.parse_args()
    dialogues = list(read_dialogues(options.dialogues))
    trackers = [everywhere(one) if options.anyone else one for one in all_built_in()]
    hits = list(find(dialogues, compile_trackers(tuple(trackers))))
    words = sum(len(text.split()) for one in dialogues for _, text in one.turns)
    tell(f"{len(dialogues)} dialogues, {words} words, {len(hits)} hits")
    rates = {name: round(1e4 * n / max(words, 1), 2) for name, n in Counter(n for _, n in hits).most_common()}
    result: dict[str, object] = {"words": words, "hits": len(hits), "per_10000_words": rates}
    if options.labels:
        result["labelled"] = judge(set(hits), read_labels(options.labels))
    report(result)


if __name__ == "__main__":
    main()
