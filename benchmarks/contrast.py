"""How alike two customers must begin so that they are about the same, for the pairs of contrast lists.

    python benchmarks/contrast.py REQUESTS.jsonl [--subjects label|word]

Each line is what a customer asks first, in English: `{"text", "label"}` (`benchmarks/star_intents.py` writes
them from dialogues). What contrast lists pair has a subject in common already, so texts are paired within
one: with `label`, labels that begin alike (`bank_balance`, `bank_fraud`); with `word`, texts that share a
word of several labels. Of each subject, some texts are drawn at random for each side, and paired as a
contrast list does. Prints, for so many texts a side and from each likeness on:

    pairs     share of the pairs that are at least so alike
    same      share of those whose labels are the same

and `apart`: the likeness that 50, 75 and 95 of 100 pairs of texts of different subjects stay below.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coachkit.backends.embedder import SentenceEmbedder
from coachkit.backends.weights import sentence_model_directory
from coachkit.conversation import words_of
from coachkit.line_vectors import LineMeanings, embed_lines
from coachkit.models import Segment
from coachkit.purposes import read_purposes
from coachkit.replies.prompts import prompt_vector, unit_rows
from coachkit.sentences import sentences_of
from coachkit.stages.contrast import MOST_PAIRS
from transcripts import report, tell

Matrix = npt.NDArray[np.float32]
SIDES = (3, 8, 20)
"""So many texts a side: a small library, and larger ones."""
DRAWS = 300
FLOORS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)
FEWEST, MOST = 40, 600
"""Texts of a subject."""


def main() -> None:
    """Read the arguments, pair the texts, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("requests", type=Path)
    parser.add_argument("--subjects", choices=["label", "word"], default="label")
    given = parser.parse_args()
    with given.requests.open(encoding="utf-8") as lines:
        requests = [json.loads(line) for line in lines]
    kept, rows = meanings_of([one["text"] for one in requests])
    texts, labels = ([requests[n][field] for n in kept] for field in ("text", "label"))
    subjects = by_label(labels) if given.subjects == "label" else by_word(texts, labels)
    tell(f"{len(texts)} texts, {len(set(labels))} labels, {len(subjects)} subjects")
    report(
        {
            **{f"{many} a side": figures(paired(subjects, rows, labels, many)) for many in SIDES},
            "apart": apart(subjects, rows),
        }
    )


def meanings_of(texts: Sequence[str]) -> tuple[list[int], Matrix]:
    """Return the places of the texts that have a meaning, and their vectors as the library stores them."""
    embedder = SentenceEmbedder(sentence_model_directory())
    kept, vectors = [], []
    for place, text in enumerate(texts):
        lines = [line_of(n, text[start:end]) for n, (start, end) in enumerate(sentences_of(text))]
        stored = embed_lines(lines, embed=embedder.embed, model=embedder.identity)
        vector = prompt_vector(lines, LineMeanings.of(stored))
        if vector is not None:
            kept.append(place)
            vectors.append(vector)
    return kept, unit_rows(vectors)


def line_of(n: int, text: str) -> Segment:
    """Return a sentence as a line of a call."""
    return Segment(
        call_id="c", n=n, channel=1, role="customer", speaker="Customer", start=n, end=n + 1, text=text,
        confidence=1.0, first_word=0, word_count=0,
    )  # fmt: skip


def by_label(labels: Sequence[str]) -> list[list[int]]:
    """Return the places of the texts whose labels begin alike."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        found[label.split("_")[0]].append(place)
    return [found[one] for one in sorted(found) if len(found[one]) >= FEWEST]


def by_word(texts: Sequence[str], labels: Sequence[str]) -> list[list[int]]:
    """Return the places of the texts that share a telling word, for words of four labels and more."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for word in {word for word in words_of(text) if re.fullmatch("[a-z]{4,}", word)}:
            found[word].append(place)
    light = read_purposes().light
    return [
        places
        for word, places in sorted(found.items())
        if word not in light
        and FEWEST <= len(places) <= MOST
        and sum(n >= len(places) / 20 for n in Counter(labels[p] for p in places).values()) >= 4
    ]


def paired(
    subjects: Sequence[Sequence[int]], rows: Matrix, labels: Sequence[str], many: int
) -> list[tuple[float, bool]]:
    """Return the likeness of each pair, and whether its labels are the same."""
    chance = np.random.default_rng(0)
    found: list[tuple[float, bool]] = []
    for _ in range(DRAWS):
        drawn = chance.permutation(subjects[int(chance.integers(len(subjects)))])[: 2 * many]
        one, other = drawn[:many], drawn[many:]
        found += [(c, labels[one[i]] == labels[other[j]]) for i, j, c in best(rows[one] @ rows[other].T)]
    return found


def best(cosines: Matrix) -> Iterator[tuple[int, int, float]]:
    """Yield the most alike, each row and column once."""
    left = cosines.copy()
    for _ in range(min(MOST_PAIRS, len(left))):
        i, j = (int(n) for n in np.unravel_index(int(left.argmax()), left.shape))
        yield i, j, float(left[i, j])
        left[i], left[:, j] = -2, -2


def figures(found: Sequence[tuple[float, bool]]) -> dict[str, dict[str, float]]:
    """Return the figures from each likeness on."""
    told: dict[str, dict[str, float]] = {}
    for floor in FLOORS:
        same = [is_same for likeness, is_same in found if likeness >= floor]
        if same:
            told[str(floor)] = {
                "pairs": round(len(same) / len(found), 2),
                "same": round(sum(same) / len(same), 2),
            }
    return told


def apart(subjects: Sequence[Sequence[int]], rows: Matrix) -> dict[str, float]:
    """Return how alike texts of different subjects are."""
    chance = np.random.default_rng(1)
    likenesses = []
    for _ in range(20_000):
        one, other = (int(n) for n in chance.permutation(len(subjects))[:2])
        i, j = chance.choice(subjects[one]), chance.choice(subjects[other])
        likenesses.append(float(rows[i] @ rows[j]))
    return {
        f"{share} of 100 below": round(float(np.percentile(likenesses, share)), 2) for share in (50, 75, 95)
    }


if __name__ == "__main__":
    main()
