"""How a name is spoken of, on sentences written for it; no rule was changed for those kept aside."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from coachkit.tracking.about_names import said_of

HERE = Path(__file__).parent
NAMES = ("Zendesk", "Zenlane", "export", "calendar sync", "mobile app")
Pair = tuple[str, str]
"""What is right, and what was found."""


def judged(file: str) -> tuple[list[Pair], list[Pair]]:
    modalities: list[Pair] = []
    stances: list[Pair] = []
    with (HERE / file).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text = row["sentence"]
            name = next(name for name in NAMES if name in text)
            start = text.rindex(name)
            said = said_of(text, start, start + len(name))
            modalities.append((row["modality"], said.modality))
            stances.append((row["stance"], said.stance or "-"))
    return modalities, stances


def precision_and_recall(pairs: Sequence[Pair], label: str) -> tuple[float, float]:
    counts = Counter(pairs)
    right = counts[label, label]
    found = sum(n for (_, got), n in counts.items() if got == label)
    wanted = sum(n for (want, _), n in counts.items() if want == label)
    return right / found, right / wanted


@pytest.mark.parametrize(
    ("label", "precision", "recall"),
    [("negated", 1.0, 0.85), ("hypothetical", 0.8, 0.6), ("plain", 0.8, 0.95)],
)
def test_denied_and_imagined_names_are_told_apart_in_sentences_kept_aside(label, precision, recall):
    found = precision_and_recall(judged("names_kept_aside.tsv")[0], label)
    assert found >= (precision, recall)
    assert found[1] >= recall


@pytest.mark.parametrize(("label", "precision", "recall"), [("better", 0.8, 0.7), ("worse", 1.0, 0.6)])
def test_stances_are_seldom_wrong_in_sentences_kept_aside(label, precision, recall):
    found = precision_and_recall(judged("names_kept_aside.tsv")[1], label)
    assert found[0] >= precision
    assert found[1] >= recall


@pytest.mark.parametrize("label", ["negated", "hypothetical", "plain"])
def test_the_sentences_that_the_rules_were_written_for_come_out_right(label):
    assert min(precision_and_recall(judged("names_tuned.tsv")[0], label)) >= 0.95


@pytest.mark.parametrize("label", ["better", "worse"])
def test_the_stances_that_the_rules_were_written_for_come_out_right(label):
    assert min(precision_and_recall(judged("names_tuned.tsv")[1], label)) >= 0.9


def test_a_stance_comes_with_the_words_that_show_it():
    text = "Well, Zenlane is a lot cheaper, you know."
    assert said_of(text, 6, 13).stance_quote == "Zenlane is a lot cheaper"


def test_what_they_are_said_to_be_in_the_next_sentence_counts():
    text = "We looked at Zenlane. They are cheaper than you."
    said = said_of(text, 13, 20)
    assert (said.stance, said.stance_quote) == ("better", "They are cheaper")


def test_the_next_sentence_about_something_else_does_not_count():
    assert said_of("We looked at Zenlane. You are cheaper.", 13, 20).stance is None


def test_a_rule_does_not_go_over_but():
    assert said_of("We do not mind waiting, but Zenlane is there.", 28, 35).modality == "plain"
