"""How long topics take to learn, and how much memory, as passages grow in number.

    python benchmarks/topics_scale.py FILE.jsonl [--passages 10000 --passages 100000]

Passages are made of what `benchmarks/intents.py` reads: six turns drawn from one label each, the mean of
their vectors with noise. Each size runs in a process of its own. Prints seconds, peak memory (MiB, all of it,
with libraries and vectors) and topics of each size, and the power of growth from the first to the last.
"""

import argparse
import json
import math
import multiprocessing
import resource
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coachkit.backends.embedder import SentenceEmbedder
from coachkit.backends.weights import sentence_model_directory
from coachkit.models import Keyword, Passage
from coachkit.stages.topics import fit_topics
from transcripts import report, tell

TURNS = 6
NOISE = 0.02
PASSAGES_OF_A_CALL = 10
Matrix = npt.NDArray[np.float32]


def main() -> None:
    """Read the arguments, make passages of each size, learn, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("turns", type=Path)
    parser.add_argument("--passages", type=int, action="append")
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        vectors = pool.apply(embedded, (given.turns,))
    found = []
    for count in sorted(given.passages or [10_000, 100_000]):
        with context.Pool(1) as pool:
            found.append(pool.apply(learned, (given.turns, vectors, count)))
        tell(json.dumps(found[-1]))
    first, last = found[0], found[-1]
    times = math.log(last["passages"] / first["passages"]) if len(found) > 1 else 0
    power = round(math.log(last["seconds"] / first["seconds"]) / times, 2) if times else None
    report({"sizes": found, "power": power})


def embedded(path: Path) -> Matrix:
    """Return the vectors of the turns."""
    with path.open(encoding="utf-8") as lines:
        return SentenceEmbedder(sentence_model_directory()).embed(
            [json.loads(line)["text"] for line in lines]
        )


def learned(path: Path, vectors: Matrix, count: int) -> dict[str, float]:
    """Return what it took to learn the topics of so many made passages."""
    passages, rows, keywords = made(path, vectors, count)
    began = time.perf_counter()
    fit = fit_topics(passages, rows, keywords, epoch=1)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "passages": count,
        "seconds": round(seconds, 1),
        "peak_mib": round(peak),
        "topics": len(fit.topics),
    }


def made(path: Path, vectors: Matrix, count: int) -> tuple[list[Passage], Matrix, dict[str, list[Keyword]]]:
    """Return made passages, their vectors, and key phrases of each call: its longest words."""
    with path.open(encoding="utf-8") as lines:
        turns = [json.loads(line) for line in lines]
    random = np.random.default_rng(0)
    labels = np.array([turn["label"] for turn in turns])
    members = {label: np.flatnonzero(labels == label) for label in sorted(set(labels))}
    rows = np.empty((count, vectors.shape[1]), dtype=np.float32)
    passages, keywords = [], {}
    for i, subject in enumerate(random.choice(labels, count)):
        drawn = random.choice(members[subject], TURNS)
        row = vectors[drawn].mean(axis=0) + random.normal(0, NOISE, vectors.shape[1])
        rows[i] = row / np.linalg.norm(row)
        call, n = f"{i // PASSAGES_OF_A_CALL:08d}", i % PASSAGES_OF_A_CALL
        text = "\n".join(turns[j]["text"] for j in drawn)
        passages.append(
            Passage(call_id=call, n=n, start=n, end=n + 1, first_segment=n, last_segment=n, text=text)
        )
        if n == 0:
            words = sorted(set(text.lower().split()), key=lambda word: (-len(word), word))[:20]
            keywords[call] = [
                Keyword(call_id=call, rank=rank, phrase=word, weight=1 / rank, count=1)
                for rank, word in enumerate(words, 1)
            ]
    return passages, rows, keywords


if __name__ == "__main__":
    main()
