"""How still topics hold when calls are added and topics are learned again.

    python benchmarks/topics_hold.py FILE.jsonl [--share 0.99 --share 0.9 --share 0.6] [--draws 10]

Reads what `benchmarks/intents.py` reads. A share of the dialogues is drawn and grouped; then all turns are
grouped, told which group each turn of the first was in. Prints for each share, averaged over the draws (in
brackets: the worst draw):

    kept        share of the first turns whose group is the one matched to their old group (each is matched
                to one at most, the best way: Hungarian method)
    kept_fresh  the same if nothing is told of the old groups
    given_up    draws in which the old groups were given up for a fresh cut
    first       acc, nmi and ari of the first turns after the first time
    told        the same of all turns after the second time
    fresh       the same if nothing is told of the old groups (it does not depend on the draw)
"""

import argparse
import json
from collections.abc import Sequence
from itertools import compress
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from coachkit.backends.embedder import SentenceEmbedder
from coachkit.backends.weights import sentence_model_directory
from coachkit.clustering import OUTLIER, cluster_texts
from intents import figures
from transcripts import report, tell

Labels = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]
FIGURES = ("acc", "nmi", "ari")


def main() -> None:
    """Read the arguments, group parts and the whole, and print how much stays."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("turns", type=Path)
    parser.add_argument("--share", type=float, action="append")
    parser.add_argument("--draws", type=int, default=10)
    given = parser.parse_args()
    with given.turns.open(encoding="utf-8") as lines:
        turns = [json.loads(line) for line in lines]
    texts = [turn["text"] for turn in turns]
    truth = np.unique([turn["label"] for turn in turns], return_inverse=True)[1].astype(np.int64)
    dialogues = np.unique([turn["dialogue_id"] for turn in turns], return_inverse=True)[1]
    vectors = SentenceEmbedder(sentence_model_directory()).embed(texts)
    fresh = cluster_texts(texts, vectors)
    whole = figures(truth, fresh, 0)
    found: dict[str, object] = {"fresh": {name: whole[name] for name in FIGURES}}
    for share in given.share or (0.99, 0.9, 0.6):
        drawn = [_drawn(dialogues, share, seed) for seed in range(given.draws)]
        found[str(share)] = _held(truth, texts, vectors, drawn, fresh.labels)
        tell(f"{share}: {json.dumps(found[str(share)])}")
    report(found)


def _drawn(dialogues: Labels, share: float, seed: int) -> npt.NDArray[np.bool_]:
    """Say of each turn whether its dialogue was drawn."""
    count = int(dialogues.max()) + 1
    order = np.random.default_rng(seed).permutation(count)
    return np.isin(dialogues, order[: round(share * count)])


def _held(
    truth: Labels,
    texts: Sequence[str],
    vectors: Matrix,
    draws: Sequence[npt.NDArray[np.bool_]],
    fresh: Labels,
) -> dict[str, object]:
    """Return the figures of one share."""
    kept, kept_fresh, first, told, given_up = [], [], [], [], 0
    for drawn in draws:
        before = np.full(len(texts), OUTLIER, dtype=np.int64)
        alone = cluster_texts([*compress(texts, drawn)], vectors[drawn])
        before[drawn] = alone.labels
        first.append(figures(truth[drawn], alone, 0))
        again = cluster_texts(texts, vectors, before=before)
        kept.append(matched(before, again.labels))
        kept_fresh.append(matched(before, fresh))
        told.append(figures(truth, again, 0))
        given_up += int(np.array_equal(again.labels, fresh))
    return {
        "kept": f"{np.mean(kept):.1%} ({np.min(kept):.1%})",
        "kept_fresh": f"{np.mean(kept_fresh):.1%} ({np.min(kept_fresh):.1%})",
        "given_up": given_up,
        "first": {name: round(float(np.mean([one[name] for one in first])), 1) for name in FIGURES},
        "told": {name: round(float(np.mean([one[name] for one in told])), 1) for name in FIGURES},
    }


def matched(before: Labels, after: Labels) -> float:
    """Return the share of texts with an old group that are in the group matched to it."""
    old = before != OUTLIER
    both = old & (after != OUTLIER)
    table = np.zeros((int(before.max()) + 1, int(after.max()) + 1))
    np.add.at(table, (before[both], after[both]), 1)
    return float(table[linear_sum_assignment(-table)].sum()) / int(old.sum())


if __name__ == "__main__":
    main()
