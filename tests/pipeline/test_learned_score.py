"""A score learned from calls of which it is known how they went."""

import random

import pytest

from coachkit.config import ManifestSettings, Settings
from coachkit.config.judging import ScoringSettings
from coachkit.models import CorpusModel, Label, LearnedModel, LearnedWeight, Prediction, PredictionReason
from coachkit.pipeline import build_library
from coachkit.store.library import Library

HEAD = "speaker,role,text\n"
EACH = 14
"""Calls that went well, and as many that did not."""
WORDS = "account number parcel invoice street window yellow table garden letter monday screen".split()


def settings(learn_from=10):
    return Settings(
        manifest=ManifestSettings(file="manifest.csv", outcomes={"resolved": "resolved"}),
        scoring=ScoringSettings(learn_from=learn_from),
    )


def write_calls(folder, *, is_told=True, outcomes=True):
    """In calls that went badly the customer has to say the same again and again, where `is_told`."""
    draws = random.Random(6)  # noqa: S311 - not for secrets
    rows = ["file,resolved"]
    for n in range(2 * EACH):
        is_bad = n % 2 == 1
        line = f"my {draws.choice(WORDS)} {draws.choice(WORDS)} and the {draws.choice(WORDS)}"
        others = [f"the {draws.choice(WORDS)} {draws.choice(WORDS)} {draws.choice(WORDS)}" for _ in range(2)]
        said = [line] * 6 if is_bad and is_told else [line, *others]
        lines = [
            f"Customer,customer,{one}\nAgent,agent,I see the {draws.choice(WORDS)} here\n" for one in said
        ]
        (folder / f"call{n:02}.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
        rows.append(f"call{n:02}.csv,{'no' if is_bad else 'yes'}" if outcomes else f"call{n:02}.csv,")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    return made


@pytest.fixture
def learned(folder, library, tools):
    write_calls(folder)
    build_library(folder, library, settings(), tools=tools)
    return library


def test_what_is_surely_better_than_the_card_is_used(learned):
    [model] = learned.rows(LearnedModel)
    assert (model.good, model.bad) == (EACH, EACH)
    assert model.learned_auc > 0.9
    assert model.is_used, model.reason
    assert learned.rows(LearnedWeight)


def test_calls_are_foretold_with_reasons_that_show_a_place(learned):
    chances = {one.call_id: one.value for one in learned.rows(Prediction)}
    assert len(chances) == 2 * EACH
    reasons = [one for one in learned.rows(PredictionReason) if one.feature == "talk:customer again"]
    assert reasons
    assert all(one.quote for one in reasons if one.effect < 0)


def test_an_outcome_still_goes_before_the_learned_score(learned):
    labels = learned.rows(Label)
    assert {one.source for one in labels} == {"outcome:resolved"}
    assert {one.learned_label for one in labels} <= {"good", "bad", "neutral"}
    agree = sum(one.learned_label == one.label for one in labels)
    assert agree > EACH


def test_building_again_learns_nothing_anew(learned, folder, tools):
    report = build_library(folder, learned, settings(), tools=tools)
    assert report.is_unchanged
    assert len(learned.rows(LearnedModel)) == 1


def test_what_tells_nothing_is_not_used_and_says_so(folder, library, tools):
    write_calls(folder, is_told=False)
    build_library(folder, library, settings(), tools=tools)
    [model] = library.rows(LearnedModel)
    assert not model.is_used
    assert "chance" in model.reason or "not surely better" in model.reason
    assert library.rows(Prediction) == []


def test_nothing_is_learned_from_too_few_calls(folder, library, tools):
    write_calls(folder)
    build_library(folder, library, settings(learn_from=EACH + 1), tools=tools)
    assert library.rows(LearnedModel) == []


def test_nothing_is_learned_where_no_outcome_is_known_whatever_scores_say(folder, library, tools):
    write_calls(folder, outcomes=False)
    build_library(folder, library, settings(), tools=tools)
    assert library.rows(Label)
    assert [one.kind for one in library.rows(CorpusModel) if one.kind == "outcomes"] == []


def test_the_same_calls_give_the_same_weights_whatever_the_order(learned, folder, tools, tmp_path):
    with Library.open(tmp_path / "again.db", create=True) as again:
        build_library(folder, again, settings(), tools=tools)
        assert again.rows(LearnedWeight) == learned.rows(LearnedWeight)
        assert again.rows(Prediction) == learned.rows(Prediction)
