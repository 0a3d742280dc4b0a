import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.priorities.made_library import Made, made_library

ANN = Made(agents=("Ann",), label="good", replied_well=True)
BEN = Made(agents=("Ben",), label="bad")
CALLS = [*[ANN] * 12, *[BEN] * 12, Made(agents=("Cem",), topic="t2")]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    made_library(tmp_path / "made.db", CALLS).close()
    return tmp_path / "made.db"


def test_priorities_are_a_table_with_what_could_be_won(run: Run, made: Path) -> None:
    done = run("topics", "priorities", "--db", made)
    assert done.exit_code == 0
    head, first, few = done.stdout.splitlines()
    assert head.split("\t")[6] == "lost calls in 100 calls"
    assert first.startswith("invoices\t24\t96 % (80 to 99)\t50 % (31 to 69)")
    assert first.endswith("as with Ann")
    assert few.split("\t")[3] == "0 of 1"
    assert few.split("\t")[6] == "too few calls to tell"
    assert "A bad call counts as one lost call" in done.stderr


def test_priorities_as_json_hold_each_figure_with_its_interval(run: Run, made: Path) -> None:
    found = json.loads(run("topics", "priorities", "--by", "score", "--json", "--db", made).stdout)
    assert found["by"] == "score"
    assert found["rows"][0]["score"].keys() == {"value", "low", "high"}
    assert found["rows"][1]["cost"] is None


def test_priorities_are_drawn_where_a_file_is_named(run: Run, made: Path, tmp_path: Path) -> None:
    done = run("topics", "priorities", "--picture", tmp_path / "it.svg", "--db", made)
    assert done.exit_code == 0
    assert (tmp_path / "it.svg").read_text(encoding="utf-8").count("<svg") == 1
    assert "it.svg" in done.stderr


def test_a_picture_of_another_kind_is_refused_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    done = run("topics", "priorities", "--picture", tmp_path / "it.gif", "--db", tmp_path / "none.db")
    assert done.exit_code == 2
    assert "it.gif must end in .png or .svg" in done.stderr


def test_a_library_without_topics_says_so(run: Run, tmp_path: Path) -> None:
    made_library(tmp_path / "empty.db", []).close()
    done = run("topics", "priorities", "--db", tmp_path / "empty.db")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no topics yet" in done.stderr


def test_where_no_call_fits_that_is_said(run: Run, made: Path) -> None:
    done = run("topics", "priorities", "--where", "label:neutral", "--db", made)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "No call that fits is about a topic." in done.stderr


def test_a_query_that_cannot_be_understood_is_refused(run: Run, made: Path) -> None:
    done = run("topics", "priorities", "--where", "label:purple", "--db", made)
    assert done.exit_code == 2
    assert "purple" in done.stderr


def test_experts_are_shown_with_their_figures_and_calls_to_hear(run: Run, made: Path) -> None:
    done = run("topics", "experts", "invoices", "--db", made)
    assert done.exit_code == 0
    assert "1  Ann · 12 calls · +" in done.stdout
    assert "12 of 12 went well; on average 100 of 100" in done.stdout
    assert "0:01 to 0:09  “That is kind of you.”" in done.stdout
    assert "Better than the others beyond chance: Ann." in done.stderr


def test_experts_of_a_topic_with_few_calls_are_not_ranked(run: Run, made: Path) -> None:
    done = run("topics", "experts", "t2", "--db", made)
    assert "Too few calls to tell (fewer than 5)\nCem · 1 call, 1 of 1 went well" in done.stdout
    assert "Nobody is ranked" in done.stderr


def test_calls_above_are_said_to_be_the_best_only_where_there_are_some(run: Run, tmp_path: Path) -> None:
    made_library(tmp_path / "bad.db", [BEN] * 2).close()
    bad = run("topics", "experts", "t1", "--db", tmp_path / "bad.db")
    assert bad.stderr == "Nobody is ranked, because nobody has 5 calls about it.\n"
    made_library(tmp_path / "good.db", [ANN, BEN]).close()
    good = run("topics", "experts", "t1", "--db", tmp_path / "good.db")
    assert "; the calls above are those that went best." in good.stderr


def test_calls_of_which_nothing_is_known_are_told_apart_from_those_with_a_score(
    run: Run, tmp_path: Path
) -> None:
    unknown = Made(agents=("Cem",), label=None, score=None)
    made_library(tmp_path / "made.db", [ANN] * 4 + [unknown] * 2).close()
    done = run("topics", "priorities", "--db", tmp_path / "made.db")
    assert "Of 6 calls, 4 are judged by what was recorded about how they ended, 0 by their score." in (
        done.stderr
    )
    assert "2 calls not judged." in done.stderr
    by_score = run("topics", "priorities", "--by", "score", "--db", tmp_path / "made.db")
    assert "2 calls without a score." in by_score.stderr


def test_experts_as_json_have_links_to_their_examples(run: Run, made: Path) -> None:
    found = json.loads(run("topics", "experts", "t1", "--json", "--db", made).stdout)
    example = found["people"][0]["examples"][0]
    assert example["link"].endswith("c000.wav#t=1,9")
    assert example["call"]["agents"] == ["Ann"]


def test_minutes_are_said_as_minutes(run: Run, tmp_path: Path) -> None:
    slow = [Made(agents=("Ann",), minutes=8.0 + n % 2) for n in range(15)]
    fast = [Made(agents=("Ben",), minutes=3.0 + n % 2) for n in range(15)]
    made_library(tmp_path / "made.db", slow + fast).close()
    done = run("topics", "experts", "t1", "--by", "time", "--db", tmp_path / "made.db")
    first, second = [line for line in done.stdout.splitlines() if "15 calls" in line]
    assert "minutes less (" in first
    assert "minutes more (" in second
