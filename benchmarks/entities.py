"""How well companies and products that nobody has listed are found: plain spaCy against coachkit.

The file is in BIO form, a word and its tag a line, parted by a tab, with an empty line between texts;
what is tagged `corporation` or `product` should be a `candidate` mention, nothing else should.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from coachkit.backends.annotator import SpacyAnnotator
from coachkit.backends.frequency import zipf
from coachkit.backends.gazetteer import open_gazetteer
from coachkit.backends.weights import spacy_package
from coachkit.models import Annotation
from coachkit.unknown_names import find_unknown_names
from transcripts import report, tell

OURS = ("corporation", "product")
PLAIN = ("ORG", "PRODUCT")
Span = tuple[int, int]


def main() -> None:
    """Print precision, recall and F1 of both, with the span exact and with any overlap."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="BIO file")
    texts, truth = read_bio(parser.parse_args().path)
    seen = SpacyAnnotator(spacy_package()).annotate(texts, ["en"] * len(texts))
    annotations = [
        Annotation(call_id="", n=n, lemmas="", tokens=one.tokens, entities=one.entities, chunks=one.chunks)
        for n, one in enumerate(seen)
    ]
    plain = [[(a, b) for a, b, label in one.entities if label in PLAIN] for one in annotations]
    ours = [_candidates(text, one) for text, one in zip(texts, annotations, strict=True)]
    tell(f"{len(texts)} texts, {sum(map(len, truth))} companies and products")
    report(
        {
            name: {"exact": scores(found, truth, whole=True), "overlap": scores(found, truth, whole=False)}
            for name, found in (("spacy", plain), ("coachkit", ours))
        }
    )


def read_bio(path: Path) -> tuple[list[str], list[list[Span]]]:
    """Return texts, words parted by a space, and where companies and products stand in each."""
    texts: list[str] = []
    truth: list[list[Span]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        # Some blocks are parted by a line that holds a tab.
        for part in block.split("\n\t\n"):
            rows = [line.split("\t") for line in part.split("\n") if line.strip()]
            if rows:
                texts.append(" ".join(word for word, *_ in rows))
                truth.append(_spans([(word, tag) for word, tag, *_ in rows]))
    return texts, truth


def _spans(rows: Sequence[tuple[str, str]]) -> list[Span]:
    spans: list[Span] = []
    at, is_ours = 0, False
    for word, tag in rows:
        if tag.startswith("B-"):
            is_ours = tag[2:] in OURS
            if is_ours:
                spans.append((at, at + len(word)))
        elif tag.startswith("I-") and is_ours:
            spans[-1] = (spans[-1][0], at + len(word))
        else:
            is_ours = False
        at += len(word) + 1
    return spans


def _candidates(text: str, annotation: Annotation) -> list[Span]:
    found = find_unknown_names(
        text, annotation, known=frozenset(), gazetteer=open_gazetteer(), zipf=lambda word: zipf(word)
    )
    return [(one.start_char, one.end_char) for one in found]


def scores(
    found: Sequence[Sequence[Span]], truth: Sequence[Sequence[Span]], *, whole: bool
) -> dict[str, float | int]:
    """Return precision, recall and F1; with `whole` the span must be the same, else it must overlap."""

    def fits(one: Span, other: Span) -> bool:
        return one == other if whole else one[0] < other[1] and other[0] < one[1]

    right = sum(
        any(fits(f, t) for t in there) for all_f, there in zip(found, truth, strict=True) for f in all_f
    )
    caught = sum(
        any(fits(f, t) for f in all_f) for all_f, there in zip(found, truth, strict=True) for t in there
    )
    total = sum(map(len, found))
    precision = right / total if total else 0.0
    recall = caught / sum(map(len, truth)) if any(truth) else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(f1, 3),
        "found": total,
        "there": sum(map(len, truth)),
    }


if __name__ == "__main__":
    main()
