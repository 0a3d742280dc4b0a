"""`coachkit learned`."""

import json

import pytest
from click.testing import CliRunner

from coachkit.cli import main
from coachkit.models import LearnedModel, LearnedWeight, StageRows
from coachkit.store.library import Library
from tests.store import small_library


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "calls.db"
    with Library.open(path, create=True) as library:
        small_library.fill(library)
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["learned", *map(str, arguments)])


def learned(db, *, is_used):
    model = LearnedModel(
        epoch=1,
        good=60,
        bad=45,
        intercept=0.2,
        rule_auc=0.71,
        learned_auc=0.84,
        agent_auc=0.8,
        gain_low=0.05 if is_used else -0.02,
        gain_high=0.2,
        is_used=is_used,
        reason="it tells good calls from bad more surely than the score card",
    )
    weights = [
        LearnedWeight(epoch=1, feature="moment:frustration", mean=0.3, scale=0.5, weight=-0.8),
        LearnedWeight(epoch=1, feature="meaning:000", mean=0.0, scale=0.1, weight=0.2),
    ]
    with Library.open(db) as library:
        run = small_library.run_of("", "weigh")
        rows: StageRows = {"learned_models": [model], "learned_weights": [*weights]}
        library.replace_stage(run, ["learned_models", "learned_weights"], rows)


def test_without_enough_calls_it_says_what_is_lacking(db):
    shown = run("--db", db)
    assert shown.exit_code == 0
    assert "Nothing is learned yet" in shown.stdout
    assert "more that went badly" in shown.stdout


def test_learning_from_too_few_calls_is_refused_with_what_to_do(db):
    refused = run("fit", "--db", db)
    assert refused.exit_code != 0
    assert "40 of each are needed" in refused.stderr
    assert "coachkit calls rate" in refused.stderr


def test_what_was_learned_is_shown_with_its_reasons(db):
    learned(db, is_used=True)
    shown = run("show", "--db", db).stdout
    assert "60 calls that went well and 45 that went badly" in shown
    assert "Used: it tells good calls from bad" in shown
    assert "0.84" in shown
    assert "the customer is frustrated" in shown


def test_json_holds_the_figures(db):
    learned(db, is_used=False)
    report = json.loads(run("--db", db, "--json").stdout)
    assert report["model"]["is_used"] is False
    assert report["model"]["gain_low"] == -0.02
    assert report["matters"][0]["against"] == "the customer is frustrated"
