import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.priorities.made_library import Made, made_library

HIGH = [Made(agents=("Ann",), score=90.0, label="good" if n % 2 else "bad") for n in range(15)]
LOW = [Made(agents=("Ben",), score=40.0, label="good" if n % 2 else "bad") for n in range(15)]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    made_library(tmp_path / "made.db", [*HIGH, *LOW, Made(agents=("Cem",), score=None)]).close()
    return tmp_path / "made.db"


def test_what_is_beyond_chance_comes_first_and_every_group_follows(run: Run, made: Path) -> None:
    done = run("fairness", "--db", made)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[1].startswith("! Calls that Ben took score 50 points")
    # of two groups one sentence says it all
    assert not lines[2].startswith("!")
    assert "Agents may differ in truth" in done.stdout
    [ann] = [line for line in lines if line.startswith("Ann\t")]
    assert ann.split("\t")[4] == "higher, off"
    assert "Without a score, left out: 1 call." in done.stderr


def test_as_json_every_group_has_its_figures(run: Run, made: Path) -> None:
    found = json.loads(run("fairness", "--json", "--db", made).stdout)
    [agents] = [one for one in found["groupings"] if one["by"] == "agent"]
    assert [one["name"] for one in agents["groups"]] == ["Ann", "Ben"]
    assert agents["groups"][0]["difference"]["by"].keys() == {"value", "low", "high"}
    assert agents["groups"][0]["standing"] == "off"
    assert found["known_ends"] == 30


def test_filters_narrow_the_calls(run: Run, made: Path) -> None:
    found = json.loads(run("fairness", "--json", "--agent", "Ann", "--db", made).stdout)
    assert (found["calls"], found["looked_at"]) == (15, 0)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_calls_are_said_to_be_few(run: Run, tmp_path: Path, count: int) -> None:
    made_library(tmp_path / "few.db", HIGH[:count]).close()
    done = run("fairness", "--db", tmp_path / "few.db")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert ("There are no calls to compare." if count == 0 else "too few calls to compare") in done.stderr


def test_an_unknown_agent_is_refused_with_the_agents_there_are(run: Run, made: Path) -> None:
    done = run("fairness", "--agent", "Nobody", "--db", made)
    assert done.exit_code == 1
    assert "there is no agent “Nobody”; there are: “Ann”, “Ben”, “Cem”" in done.stderr
