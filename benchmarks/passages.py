"""How well passages end where talk turns, and how often it is found why a customer calls.

    python benchmarks/passages.py DIALOGUES.jsonl [--joined 150]

Each line is a dialogue: `{"id", "tasks", "turns": [{"role", "text"}]}`. Dialogues on one task are drawn by
chance and joined, six a call, without the short turns, thanks and goodbyes at their ends, so that only the
words tell where one ends. Prints how many of the borders are found within one turn (recall), how many of the
cuts are at one (precision), Pk and WindowDiff (smaller is better), beside a cut by length alone. Of each
dialogue as it stands: the share in which a reason is found, and in which it is in the customer's first turn
of eight words or more.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

import coachkit.stages.passages as cutting
from coachkit.models import Passage, Segment
from coachkit.purposes import read_purposes
from coachkit.stages.reasons import find_reasons
from transcripts import report

WORDS_A_SECOND = 2.5
PAUSE = 0.4
TASKS = 6
FEWEST_WORDS = 6
REQUEST_WORDS = 8
PARTING = re.compile(r"bye|thank|welcome|anything else|(nice|good|great) day", re.IGNORECASE)
Line = tuple[str, str]
Cut = Callable[[Sequence[Segment]], list[Passage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A call made of dialogues, and with which segments the second and later ones begin."""

    segments: Sequence[Segment]
    borders: Sequence[int]


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--joined", type=int, default=150, help="calls to make (default: 150)")
    given = parser.parse_args()
    with given.dialogues.open(encoding="utf-8") as lines:
        dialogues = [json.loads(line) for line in lines]
    joined = [*join(dialogues, given.joined)]
    report(
        {
            "passages": {
                "cut": measure(joined, cutting.cut_passages),
                "by length alone": measure(joined, by_length),
            },
            "reasons": reasons(dialogues),
        }
    )


def join(dialogues: Sequence[Mapping[str, Any]], count: int) -> Iterator[Joined]:
    """Yield calls made of dialogues drawn by chance, the same ones each time."""
    draw = np.random.default_rng(0)
    fit = [one for one in dialogues if len(one["tasks"]) == 1 and len(one["turns"]) >= FEWEST_WORDS]
    for _ in range(count):
        lines: list[Line] = []
        borders: list[int] = []
        for one in (fit[i] for i in draw.choice(len(fit), size=TASKS, replace=False)):
            middle = trimmed([(turn["role"], turn["text"]) for turn in one["turns"] if turn["text"].strip()])
            if middle and lines:
                borders.append(len(lines))
            lines += middle
        yield Joined(segments=segments_of(lines), borders=borders)


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """Return a dialogue without what tells by itself that it begins or ends."""
    kept = [*lines]
    while kept and len(kept[0][1].split()) < FEWEST_WORDS:
        kept.pop(0)
    while kept and (len(kept[-1][1].split()) < FEWEST_WORDS or PARTING.search(kept[-1][1])):
        kept.pop()
    return kept


def segments_of(lines: Sequence[Line]) -> list[Segment]:
    """Return turns as if they were spoken one after the other."""
    made: list[Segment] = []
    at = 0.0
    for n, (role, text) in enumerate(lines):
        said = " ".join(text.split())
        end = at + max(len(said.split()) / WORDS_A_SECOND, 0.5)
        made.append(
            Segment(
                call_id="joined",
                n=n,
                channel=int(role == "customer"),
                role="customer" if role == "customer" else "agent",
                speaker=role,
                start=at,
                end=end,
                text=said,
                confidence=1.0,
                first_word=0,
                word_count=len(said.split()),
            )
        )
        at = end + PAUSE
    return made


def by_length(segments: Sequence[Segment]) -> list[Passage]:
    """Cut as the product does, but for lengths only."""
    weights = cutting.SAME_WORDS, cutting.DROP, cutting.ANSWER
    cutting.SAME_WORDS = cutting.DROP = cutting.ANSWER = 0.0
    try:
        return cutting.cut_passages(segments)
    finally:
        cutting.SAME_WORDS, cutting.DROP, cutting.ANSWER = weights


def measure(joined: Sequence[Joined], cut: Cut) -> dict[str, float]:
    """Return how well the cuts of all calls are at their borders."""
    began = time.process_time()
    found = [[one.first_segment for one in cut(call.segments)] for call in joined]
    seconds = time.process_time() - began
    cuts = [starts[1:] for starts in found]
    borders = [call.borders for call in joined]
    hit = sum(is_near(one, made) for own, made in zip(borders, cuts, strict=True) for one in own)
    right = sum(is_near(one, own) for own, made in zip(borders, cuts, strict=True) for one in made)
    recall = hit / max(sum(map(len, borders)), 1)
    precision = right / max(sum(map(len, cuts)), 1)
    windows = [differences(call, made) for call, made in zip(joined, cuts, strict=True)]
    words = sum(one.word_count for call in joined for one in call.segments)
    figures = {
        "recall": recall,
        "precision": precision,
        "f1": 2 * recall * precision / max(recall + precision, 1e-9),
        "pk": sum(pk for pk, _ in windows) / len(windows),
        "window_diff": sum(wd for _, wd in windows) / len(windows),
        "words_a_passage": words / sum(map(len, found)),
        "milliseconds_a_call": 1000 * seconds / len(joined),
    }
    return {name: round(value, 3) for name, value in figures.items()}


def is_near(place: int, others: Sequence[int]) -> bool:
    """Say whether one of the others is at most one turn away."""
    return any(abs(place - one) <= 1 for one in others)


def differences(call: Joined, cuts: Sequence[int]) -> tuple[float, float]:
    """Return Pk (Beeferman et al. 1999) and WindowDiff (Pevzner and Hearst 2002) of one call."""
    size = len(call.segments)
    wide = max(2, round(size / (len(call.borders) + 1) / 2))
    true, made = ([*accumulate(int(n in places) for n in range(size))] for places in (call.borders, cuts))
    pairs = [(true[n + wide] - true[n], made[n + wide] - made[n]) for n in range(size - wide)]
    return (
        sum((a > 0) != (b > 0) for a, b in pairs) / len(pairs),
        sum(a != b for a, b in pairs) / len(pairs),
    )


def reasons(dialogues: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return in how many dialogues a reason is found, and how long that takes."""
    cues = read_purposes()
    spoken = [
        segments_of([(turn["role"], turn["text"]) for turn in one["turns"] if turn["text"].strip()])
        for one in dialogues
    ]
    began = time.process_time()
    found = [find_reasons(one, cues) for one in spoken]
    seconds = time.process_time() - began
    in_request, requests = 0, 0
    for own, reason in zip(spoken, found, strict=True):
        first = next((s.n for s in own if s.role == "customer" and s.word_count >= REQUEST_WORDS), None)
        requests += first is not None
        in_request += bool(
            first is not None and reason and reason[0].segment <= first <= reason[0].last_segment
        )
    return {
        "dialogues": len(spoken),
        "with_reason": round(sum(map(bool, found)) / len(spoken), 3),
        "with_two": round(sum(len(one) > 1 for one in found) / len(spoken), 3),
        "in_first_request": round(in_request / max(requests, 1), 3),
        "milliseconds_a_call": round(1000 * seconds / len(spoken), 2),
    }


if __name__ == "__main__":
    main()
