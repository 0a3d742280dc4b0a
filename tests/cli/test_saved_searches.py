"""Searches that are kept under a name in the settings."""

import json
from pathlib import Path

import pytest

from coachkit.config import load_settings
from tests.cli.conftest import Run
from tests.export.example import BAD, GOOD


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "coachkit.toml"
    path.write_text('# ours\n[company]\nname = "Larkfield"  # since 2019\n', encoding="utf-8")
    return path


def found_by(run: Run, db: Path, config: Path, *words: str) -> list[str]:
    done = run("search", *words, "--mode", "keyword", "--json", "--db", db, "--config", config)
    assert done.exit_code == 0, done.stderr
    return [hit["call"]["id"] for hit in json.loads(done.stdout)["hits"]]


def test_a_saved_search_is_run_by_its_name_with_the_options_it_was_saved_with(
    run: Run, db: Path, config: Path
) -> None:
    run("search", "--save", "zen talk", "zenlane OR move", "--agent", "jana", "--db", db, "--config", config)

    assert found_by(run, db, config, "@zen talk") == [GOOD, GOOD]
    assert found_by(run, db, config, "--saved", "ZEN-talk") == [GOOD, GOOD]
    assert found_by(run, db, config, "@zen", "said-by:agent") == [GOOD]


def test_saved_words_stay_words_beside_others(run: Run, db: Path, config: Path) -> None:
    run("search", "--save", "slow", "weeks", "move", "--db", db, "--config", config)
    run("search", "--save", "bad", "fails", "OR", "works", "--db", db, "--config", config)

    assert found_by(run, db, config, "@slow", "AND", "agent:jana") == [GOOD]
    assert set(found_by(run, db, config, "@slow", "OR", "@bad")) == {GOOD, BAD}


def test_saving_shows_what_is_found_and_leaves_the_other_settings_as_they_were(
    run: Run, db: Path, config: Path
) -> None:
    before = config.read_text(encoding="utf-8")

    done = run("search", "--save", "exports", '"the export"', "--db", db, "--config", config)

    assert "The export** fails" in done.stdout
    assert config.read_text(encoding="utf-8") == f"{before}\n[searches]\nexports = '\"the export\"'\n"


def test_a_name_is_used_once_whatever_its_case(run: Run, db: Path, config: Path) -> None:
    for name, word in (("Exports", "export"), ("other", "weeks"), ("exports", "others")):
        run("search", "--save", name, word, "--db", db, "--config", config)
    assert load_settings(config).searches == {"Exports": "others", "other": "weeks"}


def test_a_wrong_query_is_not_saved(run: Run, db: Path, config: Path) -> None:
    assert run("search", "--save", "bad", "export OR", "--db", db, "--config", config).exit_code == 2
    assert load_settings(config).searches == {}


def test_saved_searches_are_listed_and_removed(run: Run, db: Path, config: Path) -> None:
    run("search", "--save", "exports", "export", "--db", db, "--config", config)

    assert run("searches", "--db", db, "--config", config).stdout == "name\tquery\nexports\texport\n"
    assert run("searches", "remove", "Export", "--db", db, "--config", config).exit_code == 0
    listed = run("searches", "list", "--json", "--db", db, "--config", config)
    assert json.loads(listed.stdout) == []


def test_a_search_that_is_not_saved_is_told_with_those_that_are(run: Run, db: Path, config: Path) -> None:
    none = run("search", "@exprot", "--db", db, "--config", config)
    run("search", "--save", "exports", "export", "--db", db, "--config", config)
    near = run("search", "@exprots", "--db", db, "--config", config)

    assert (none.exit_code, near.exit_code) == (1, 1)
    assert "no search is saved yet" in none.stderr
    assert "did you mean “exports”?" in near.stderr


def test_a_saved_search_that_is_wrong_is_named_with_its_file(run: Run, db: Path, config: Path) -> None:
    config.write_text('[searches]\nprices = "price OR"\n', encoding="utf-8")

    done = run("search", "@prices", "--db", db, "--config", config)

    assert done.exit_code == 2
    assert f"saved search “prices” under [searches] in {config}: query: OR needs something" in done.stderr


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[searches]\nprices = 3\n", "“searches.prices” needs a text in quotes"),
        ('[searches]\nprices = " "\n', "“prices” needs a name and a query"),
        ('[searches]\na = "x"\nA = "y"\n', "stands for two of them"),
    ],
)
def test_searches_are_checked_when_the_settings_are_read(
    run: Run, db: Path, config: Path, written: str, told: str
) -> None:
    config.write_text(written, encoding="utf-8")
    done = run("searches", "--db", db, "--config", config)
    assert done.exit_code == 1
    assert told in done.stderr


def test_without_settings_a_search_cannot_be_saved_and_says_where_to_get_them(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("search", "--save", "x", "export", "--db", db)
    assert done.exit_code == 1
    assert "coachkit init" in done.stderr
    assert found_by(run, db, _empty(tmp_path), "export") == [BAD]


def _empty(folder: Path) -> Path:
    path = folder / "empty.toml"
    path.write_text("", encoding="utf-8")
    return path
