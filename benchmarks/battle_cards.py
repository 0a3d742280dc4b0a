"""How alike two customers must speak of a name so that battle cards count them as saying the same.

    python benchmarks/battle_cards.py REQUESTS.jsonl

Each line is what a customer asks first, in English: `{"text", "label"}` (`benchmarks/star_intents.py` writes
them from dialogues). What a battle card groups has a name in common, so texts are drawn that share a word of
several labels, and grouped as a card does. Prints, for so many texts, with what all share taken out or left
in, and from each likeness on:

    right     of the texts that are in a group, the share that has the label of the one that stands for it
    found     of the pairs with one label, the share that is in one group
"""

import argparse
import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from coachkit.battlecards.grouping import Matrix, group_alike, without_shared
from contrast import by_word, meanings_of
from transcripts import report, tell

SIZES = (4, 8, 15, 40, 100)
DRAWS = 120
FLOORS = {"taken out": (0.3, 0.35, 0.4, 0.45, 0.5), "left in": (0.5, 0.55, 0.6, 0.65, 0.7)}


def main() -> None:
    """Read the argument, group the texts, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("requests", type=Path)
    with parser.parse_args().requests.open(encoding="utf-8") as lines:
        requests = [json.loads(line) for line in lines]
    kept, rows = meanings_of([one["text"] for one in requests])
    texts, labels = ([requests[n][field] for n in kept] for field in ("text", "label"))
    subjects = by_word(texts, labels)
    tell(f"{len(texts)} texts, {len(set(labels))} labels, {len(subjects)} words")
    report(
        {
            f"shared {shared}, {many} texts": {
                str(floor): figures(rows, labels, subjects, many=many, floor=floor, shared=shared)
                for floor in floors
            }
            for shared, floors in FLOORS.items()
            for many in SIZES
        }
    )


def figures(
    rows: Matrix,
    labels: Sequence[str],
    subjects: Sequence[Sequence[int]],
    *,
    many: int,
    floor: float,
    shared: str,
) -> dict[str, float]:
    """Return how right groups are, and how much of what belongs together they find."""
    chance = np.random.default_rng(0)
    right: list[bool] = []
    found: list[bool] = []
    for _ in range(DRAWS):
        drawn = chance.permutation(subjects[int(chance.integers(len(subjects)))])[:many]
        own = without_shared(rows[drawn]) if shared == "taken out" else rows[drawn]
        group_of: dict[int, int] = {}
        for group in group_alike(own, least=floor):
            group_of |= dict.fromkeys(group, group[0])
            right += [labels[drawn[n]] == labels[drawn[group[0]]] for n in group[1:]]
        found += [
            group_of[i] == group_of[j]
            for i, j in combinations(range(len(drawn)), 2)
            if labels[drawn[i]] == labels[drawn[j]]
        ]
    return {"right": round(float(np.mean(right)), 2), "found": round(float(np.mean(found)), 2)}


if __name__ == "__main__":
    main()
