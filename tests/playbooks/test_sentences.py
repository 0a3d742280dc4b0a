from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.playbooks.sentences import effect_words, kind_of, lower_first, odds_words, sentence_of, why
from coachkit.statistics.averages import Estimate
from tests.playbooks.made import ASKS, case, finding_of, helping, subject_of


def test_what_helps_is_a_do_and_what_harms_a_dont() -> None:
    cases = [case("a"), case("b", "bad")]
    assert kind_of(finding_of(subject_of(cases, [1, 0]))) == "do"
    assert kind_of(finding_of(subject_of(cases, [1, 0]), effect=-0.5)) == "dont"


def test_what_helps_and_most_do_already_is_a_keep() -> None:
    cases = [case(str(n)) for n in range(10)]
    assert kind_of(finding_of(subject_of(cases, [1] * 7 + [0] * 3))) == "keep"
    assert kind_of(finding_of(subject_of(cases, [1] * 6 + [0] * 4))) == "do"


def test_cases_in_which_it_cannot_be_told_do_not_make_a_keep() -> None:
    cases = [case(str(n)) for n in range(10)]
    assert kind_of(finding_of(subject_of(cases, [1] * 7 + [0] * 1 + [-1] * 2))) == "keep"
    assert kind_of(finding_of(subject_of(cases, [1] * 2 + [0] * 2 + [-1] * 6))) == "do"


def test_a_keep_asks_to_go_on() -> None:
    assert sentence_of(helping(), "keep") == "Keep it up: ask about the matter before you answer."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Ask first.", "ask first."), ("I'll stay.", "I'll stay."), ("CRM first.", "CRM first."), ("", "")],
)
def test_only_an_ordinary_word_loses_its_capital(text: str, wanted: str) -> None:
    assert lower_first(text) == wanted


def test_a_line_says_what_it_rests_on() -> None:
    assert why(helping(), looked_at=40) == (
        "Of 3 replies in which agents did this, 3 went well; of 3 others, 0 (3 calls, 2 agents). "
        "Within one agent's calls, 50 of 100 more go well where it is done (30 to 70). "
        "Chance alone does that 1 in 1,000 times; with all 40 comparisons counted in, 1 in 50."
    )


def test_what_chance_may_well_do_is_said_to_show_nothing() -> None:
    finding = finding_of(helping().subject, chance=0.4)
    assert why(finding, looked_at=40).endswith("it shows nothing yet.")
    finding = finding_of(helping().subject, chance=0.1)
    assert why(finding, looked_at=40).endswith("with all 40 comparisons counted in, it may well be chance.")


@pytest.mark.parametrize(
    ("effect", "wanted"),
    [
        (
            Estimate(value=-0.37, low=-0.53, high=-0.21),
            "37 of 100 fewer go well where it is done (21 to 53).",
        ),
        (Estimate(value=0.1, low=-0.05, high=0.25), "(from 5 fewer to 25 more)."),
        (Estimate(value=-0.1, low=-0.25, high=0.05), "(from 5 more to 25 fewer)."),
    ],
)
def test_an_effect_is_told_with_its_interval(effect: Estimate, wanted: str) -> None:
    assert effect_words(effect).endswith(wanted)


@pytest.mark.parametrize(
    ("chance", "wanted"),
    [(0.5, "1 in 2"), (0.0011, "1 in 910"), (1 / 12_345, "1 in 12,000"), (1e-9, "less than 1 in a million")],
)
def test_a_chance_is_told_as_one_in_so_many(chance: float, wanted: str) -> None:
    assert odds_words(chance) == wanted


@given(st.floats(min_value=1e-12, max_value=1.0))
def test_every_chance_can_be_told(chance: float) -> None:
    assert "1 in " in odds_words(chance)


def test_where_a_dont_asks_for_the_contrary_what_was_done_is_named() -> None:
    slow = replace(
        ASKS, does="takes more than 2 seconds to answer", dont="Answer within 2 seconds.", kind="measure"
    )
    cases = [case("a"), case("b", "bad")]
    finding = finding_of(subject_of(cases, [0, 1], slow), effect=-0.5)
    assert why(finding, looked_at=1).startswith(
        "Of 1 reply in which the agent takes more than 2 seconds to answer, 0 went well; of 1 other, 1 "
    )
