"""How well texts are grouped by what is asked in them, with nobody saying how many groups there are.

    python benchmarks/intents.py FILE.jsonl

Each line is a customer's turn, in English: `{"dialogue_id", "turn_id", "text", "label"}`. As in a library,
the words that say why the customer calls are looked for in it, and weigh more than the rest. Prints, with the
number of groups found ("auto") and given ("k_given"):

    acc       share of turns whose group is the one matched to their label (each label is matched to one
              group at most, the best way: Hungarian method); outliers count as wrong
    nmi, ari  normalised mutual information, adjusted Rand index; outliers are one group more
    f1        of each label with its matched group, averaged over labels by their turns
    outliers  share of turns that are in no group
    seconds   for grouping, without embedding

"filed" is how it goes on in a library, where a turn, as any later call, is filed under the topic whose
middle is nearest to its meaning.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from coachkit.backends.embedder import SentenceEmbedder
from coachkit.backends.weights import sentence_model_directory
from coachkit.clustering import OUTLIER, Clustering, cluster_texts
from coachkit.models import Passage, Reason, Segment, Vector
from coachkit.purposes import read_purposes
from coachkit.stages.reasons import find_reasons
from coachkit.topics.filing import UNSORTED, places_of
from coachkit.topics.learning import Before, learn_epoch
from coachkit.topics.matters import Matters, matters_of
from transcripts import report, tell

Labels = npt.NDArray[np.int64]


def main() -> None:
    """Read the arguments, group the turns, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("turns", type=Path)
    with parser.parse_args().turns.open(encoding="utf-8") as lines:
        turns = [json.loads(line) for line in lines]
    truth = np.unique([turn["label"] for turn in turns], return_inverse=True)[1].astype(np.int64)
    tell(f"{len(turns)} turns, {truth.max() + 1} labels")
    matters = matters_in([turn["text"] for turn in turns])
    report(
        {
            "auto": _measured(truth, matters, None),
            "k_given": _measured(truth, matters, int(truth.max()) + 1),
            "filed": _filed(truth, matters),
        }
    )


def matters_in(texts: Sequence[str]) -> Matters:
    """Return what topics are made of where each text is a call: a customer's turn, with why they call."""
    embedder, cues = SentenceEmbedder(sentence_model_directory()), read_purposes()
    passages = [
        Passage(call_id=f"{n:06d}", n=0, start=0, end=1, first_segment=0, last_segment=0, text=text)
        for n, text in enumerate(texts)
    ]
    why = [[one.text for one in find_reasons([_line(passage)], cues)] for passage in passages]
    said = [text for own in why for text in own]
    rows = iter(embedder.embed(said))
    reasons = [
        Reason(
            call_id=passage.call_id, n=n, passage=0, segment=0, start=0, end=1, text=text,
            model=embedder.identity, dimensions=embedder.dimensions, embedding=_packed(next(rows)),
        )
        for passage, own in zip(passages, why, strict=True)
        for n, text in enumerate(own)
    ]  # fmt: skip
    vectors = [
        Vector(
            call_id=passage.call_id, n=0, model=embedder.identity, dimensions=embedder.dimensions,
            embedding=_packed(row),
        )
        for passage, row in zip(passages, embedder.embed(texts), strict=True)
    ]  # fmt: skip
    return matters_of(passages, vectors, [], reasons)


def _line(passage: Passage) -> Segment:
    return Segment(
        call_id=passage.call_id, n=0, channel=1, role="customer", speaker="Customer", start=0, end=1,
        text=passage.text, confidence=1, first_word=0, word_count=len(passage.text.split()), language="en",
    )  # fmt: skip


def _packed(row: npt.NDArray[np.float32]) -> bytes:
    return row.astype("<f4").tobytes()


def _measured(truth: Labels, matters: Matters, groups: int | None) -> dict[str, float]:
    began = time.perf_counter()
    found = cluster_texts(matters.texts(), matters.rows, groups=groups)
    return figures(truth, found, time.perf_counter() - began)


def _filed(truth: Labels, matters: Matters) -> dict[str, float]:
    """Return the figures of a library in which each turn is a call."""
    began = time.perf_counter()
    fit = learn_epoch(
        matters, number=1, before=Before(), naming=lambda groups: [(str(len(g)), ()) for g in groups]
    )
    labels, _ = places_of(matters.rows, fit.epoch)
    found = Clustering(labels=np.where(labels == UNSORTED, OUTLIER, labels), groups=len(fit.epoch.topics))
    return figures(truth, found, time.perf_counter() - began)


def figures(truth: Labels, found: Clustering, seconds: float) -> dict[str, float]:
    """Return the figures of one grouping, shares in per cent; labels are numbered from 0."""
    inside = found.labels != OUTLIER
    table = np.zeros((int(truth.max()) + 1, max(found.groups, 1)))
    np.add.at(table, (truth[inside], found.labels[inside]), 1)
    rows, columns = linear_sum_assignment(-table)
    right = np.zeros(len(table))
    right[rows] = table[rows, columns]
    taken = np.zeros(len(table))
    taken[rows] = table.sum(axis=0)[columns]
    wanted = np.bincount(truth, minlength=len(table))
    return {
        "acc": round(100 * float(right.sum()) / len(truth), 1),
        "nmi": round(100 * float(normalized_mutual_info_score(truth, found.labels)), 1),
        "ari": round(100 * float(adjusted_rand_score(truth, found.labels)), 1),
        "f1": round(100 * float((2 * right / (wanted + taken) * wanted).sum()) / len(truth), 1),
        "clusters": found.groups,
        "outliers": round(100 * float(1 - inside.mean()), 1),
        "seconds": round(seconds, 1),
    }


if __name__ == "__main__":
    main()
