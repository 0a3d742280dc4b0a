import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.export.example import BAD


def test_the_hit_is_marked_and_stands_between_its_neighbours(run: Run, db: Path) -> None:
    done = run("search", "export", "--db", db)

    assert done.exit_code == 0
    assert f"{BAD} · Tom Berg with +4912345 · 17 Nov 2026 · {BAD}.wav" in done.stdout
    assert "0:00  Tom Berg: Larkfield support, Tom speaking." in done.stdout
    assert "0:03  +4912345: The **export** fails again, <b>every</b> single time." in done.stdout
    assert "0:09  Tom Berg: It works for the others." in done.stdout
    assert "1 found" in done.stderr


def test_a_phrase_in_the_shells_quotes_is_a_phrase(run: Run, db: Path) -> None:
    assert len(json.loads(run("search", "two weeks", "--json", "--db", db).stdout)["hits"]) == 2
    assert json.loads(run("search", "weeks two", "--json", "--db", db).stdout)["hits"] == []


def test_nothing_found_says_which_word_nobody_says(run: Run, db: Path) -> None:
    done = run("search", "export", "giraffe", "--db", db)

    assert (done.exit_code, done.stdout) == (0, "")
    assert "Nobody says “giraffe”" in done.stderr


def test_search_without_words_is_wrong_usage(run: Run, db: Path) -> None:
    assert run("search", "--db", db).exit_code == 2
