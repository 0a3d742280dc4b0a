"""`coachkit topics`: what is shown, and what people change."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coachkit.cli import main
from coachkit.config import Settings
from coachkit.pipeline.build import refresh_library
from coachkit.store.library import Library
from tests.pipeline.fakes import FakeTools
from tests.topics.library import call
from tests.topics.stored import save

Topics = Callable[..., Result]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty-eight calls on six subjects, and one that is like none of them."""
    path = tmp_path_factory.mktemp("topics") / "coachkit.db"
    with Library.open(path, create=True) as library:
        save(library, [call(n) for n in range(48)])
        refresh_library(library, Settings(), tools=FakeTools(scripts={}))
        save(library, [call(62, subject=8, words="parcel")])
        refresh_library(library, Settings(), tools=FakeTools(scripts={}))
    return path


@pytest.fixture
def topics(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Topics:
    monkeypatch.chdir(tmp_path)
    db = shutil.copy(built, tmp_path / "coachkit.db")

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["topics", *words, "--db", str(db)], obj=FakeTools(scripts={}))

    return run


def test_the_list_tells_shares_and_what_is_near_no_topic(topics: Topics) -> None:
    shown = topics("list").stdout
    assert "Export" in shown
    assert "16%" in shown
    assert re.search(r"\d+ passages of 147 near no topic", shown)


def test_a_topic_is_shown_with_one_example_a_call(topics: Topics) -> None:
    shown = topics("show", "export").stdout
    assert "8 calls, 16% of those about anything" in shown
    examples = [line.split(" ")[0] for line in shown.splitlines() if line.startswith("call0")]
    assert len(examples) == len(set(examples)) == 3


def test_what_waits_is_shown(topics: Topics) -> None:
    shown = topics("unsorted", "--limit", "1").stdout
    assert re.match(r"\d+ passages near no topic\.\n", shown)
    assert shown.count("account") == 1


def test_a_change_tells_what_it_made(topics: Topics) -> None:
    assert "“CSV and Excel”, “Export” before: 8 calls" in topics("rename", "export", "CSV and Excel").stdout
    merged = topics("merge", "refund", "invoice").stdout
    assert "“Invoice”: 16 calls (8 before)" in merged
    split = topics("split", "invoice", "--name", "Money back").stdout
    assert "“Money back”: 8 calls" in split
    assert ", pinned" in topics("pin", "calendar").stdout
    assert "“Password” is no topic any more" in topics("never", "password").stdout
    assert "“Password”: 8 calls" in topics("never", "password", "--undo").stdout


def test_a_refit_tells_how_much_stayed(topics: Topics) -> None:
    shown = topics("refit").stdout
    assert re.search(r"100% of 1\d\d passages kept their topic\.", shown)
    assert re.search(r"kept  Export: 2\d → 2\d passages, 100% stayed", shown)
    assert topics("changes").stdout in shown


def test_before_any_change_that_is_said(topics: Topics) -> None:
    assert "nothing has changed" in topics("changes").stdout


def test_what_was_taken_away_is_told_under_the_list_and_among_the_changes(topics: Topics) -> None:
    done = topics("never", "password").stdout
    topic_id = done.split()[-2]
    assert done.endswith(f"coachkit topics never {topic_id} --undo\n")
    assert f"Taken away: Password ({topic_id}); bring one back" in topics("list").stdout
    assert re.search(r"away  Password: 2\d passages count for no topic", topics("changes").stdout)
    assert not topics("changes").stdout.startswith("100%")
    topics("refit")
    assert "Password" not in topics("changes").stdout
    topics("never", "password", "--undo")
    assert re.search(r"100% of .*\n(.*\n)*  back  Password: 2\d passages", topics("changes").stdout)


def test_a_library_without_calls_has_no_topics_and_no_changes(tmp_path: Path) -> None:
    db = tmp_path / "empty.db"
    with Library.open(db, create=True):
        pass
    assert "no topics yet" in CliRunner().invoke(main, ["topics", "list", "--db", str(db)]).stderr
    assert "no topics yet" in CliRunner().invoke(main, ["topics", "changes", "--db", str(db)]).stdout


def test_an_unknown_topic_is_told_with_what_is_near(topics: Topics) -> None:
    result = topics("rename", "exprt", "Other")
    assert result.exit_code == 1
    assert "Export" in result.output


@pytest.mark.parametrize("words", [("list",), ("show", "export"), ("unsorted",), ("changes",), ("refit",)])
def test_json_is_one_value(topics: Topics, words: tuple[str, ...]) -> None:
    json.loads(topics(*words, "--json").stdout)
