"""How a name is spoken of, on sentences that the project wrote; no rule was made for those kept aside.

In the files called "spoken" the name stands in brackets. They were split at random before a rule was touched.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.tracking.about_names import said_of

HERE = Path(__file__).parent
NAMES = ("Zendesk", "Zenlane", "export", "calendar sync", "mobile app")
Pair = tuple[str, str]
"""What is right, and what was found."""


def place_of_name(sentence: str) -> tuple[str, int, int]:
    if "[" in sentence:
        start, end = sentence.index("["), sentence.index("]") - 1
        return sentence.replace("[", "").replace("]", ""), start, end
    name = next(name for name in NAMES if name in sentence)
    start = sentence.rindex(name)
    return sentence, start, start + len(name)


def judged(file: str) -> tuple[list[Pair], list[Pair]]:
    modalities: list[Pair] = []
    stances: list[Pair] = []
    with (HERE / file).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, start, end = place_of_name(row["sentence"])
            said = said_of(text, start, end)
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
    [("negated", 1.0, 0.85), ("hypothetical", 0.9, 0.8), ("plain", 0.9, 0.95)],
)
def test_denied_and_imagined_names_are_told_apart_in_sentences_kept_aside(label, precision, recall):
    found = precision_and_recall(judged("names_kept_aside.tsv")[0], label)
    assert found[0] >= precision
    assert found[1] >= recall


@pytest.mark.parametrize(("label", "precision", "recall"), [("better", 0.8, 0.8), ("worse", 1.0, 0.9)])
def test_stances_are_seldom_wrong_in_sentences_kept_aside(label, precision, recall):
    found = precision_and_recall(judged("names_kept_aside.tsv")[1], label)
    assert found[0] >= precision
    assert found[1] >= recall


@pytest.mark.parametrize(
    ("file", "label", "precision", "recall"),
    [
        ("tuned", "negated", 0.9, 0.9),
        ("tuned", "hypothetical", 0.95, 0.95),
        ("tuned", "plain", 0.95, 0.95),
        ("aside", "negated", 0.8, 0.85),
        ("aside", "hypothetical", 0.95, 0.85),
        ("aside", "plain", 0.9, 0.9),
    ],
)
def test_denied_and_imagined_names_are_told_apart_in_messy_speech(file, label, precision, recall):
    found = precision_and_recall(judged(f"names_spoken_{file}.tsv")[0], label)
    assert found[0] >= precision
    assert found[1] >= recall


@pytest.mark.parametrize(
    ("file", "label", "precision", "recall"),
    [
        ("tuned", "better", 0.95, 0.8),
        ("tuned", "worse", 0.95, 0.85),
        ("aside", "better", 0.95, 0.75),
        ("aside", "worse", 0.75, 0.7),
    ],
)
def test_stances_are_found_in_messy_speech(file, label, precision, recall):
    found = precision_and_recall(judged(f"names_spoken_{file}.tsv")[1], label)
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


def said_in(sentence: str):
    return said_of(*place_of_name(sentence))


def test_a_name_that_is_only_called_up_is_denied_by_what_follows():
    assert said_in("Uh, [Zenlane]? No, we don't use that.").modality == "negated"
    assert said_in("We use [Zenlane]. No, we don't use that.").modality == "plain"


def test_they_stands_for_the_name_in_the_rest_of_its_sentence():
    said = said_in("I was with [Zenlane] for years and they let me down every winter.")
    assert (said.stance, said.stance_quote) == ("worse", "they let me down")


def test_far_behind_the_name_they_stands_for_something_else():
    assert (
        said_in(
            "I asked [Zenlane], and then for about three weeks or more all of us in the office heard"
            " nothing, they crashed."
        ).stance
        is None
    )


def test_words_without_full_stops_say_nothing_of_what_they_stands_for():
    heard = "so we went through the list again and again " * 7
    assert said_in(f"{heard} and [Zenlane] was there and they are terrible").stance is None


def test_not_turns_praise_round_wherever_it_stands_between():
    assert said_in("[Zenlane] is good.").stance == "better"
    assert said_in("[Zenlane] is just not all that good.").stance == "worse"
    assert said_in("I would not say [Zenlane] is good.").stance != "better"


def test_longer_words_win_over_those_inside_them():
    assert said_in("You are cheaper than [Zenlane].").stance == "worse"
    assert said_in("You are no cheaper than [Zenlane].").stance == "neutral"
    assert said_in("You are not as good as [Zenlane].").stance == "better"


def test_only_our_own_clause_is_denied():
    assert said_in("We don't want to wait, [Zenlane] is there.").modality == "plain"
    assert said_in("I'm not sure why we have [Zenlane].").modality == "plain"


@given(st.text(alphabet="ab no'tuse,.?! ifZ-é", max_size=60), st.data())
def test_any_line_can_be_judged_at_any_place(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    said = said_of(text, start, end)
    assert (said.stance is None) == (said.stance_quote is None)
    assert said.stance_quote is None or said.stance_quote in text
