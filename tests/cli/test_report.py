import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reporting.made_report import Told, made_report

CALLS = [
    Told(days_ago=0, label="bad", score_label="good", lines={"next_step": True}, moments=("promise",)),
    Told(days_ago=8, agent="Cem", replies={"Zenlane": "good"}, lines={"next_step": True}),
    Told(days_ago=9, agent="Ben", lines={"next_step": True}, pace=(185.0, "near")),
]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    made_report(tmp_path / "made.db", CALLS).close()
    return tmp_path / "made.db"


def test_a_report_begins_with_the_calls_to_hear_first(run: Run, made: Path) -> None:
    done = run("report", "--db", made)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "All calls · 24 Oct to 20 Nov 2026",
        "3 calls, 6 min",
        "2 good (2 by how it ended); 1 bad (1 by how it ended)",
    ]
    assert lines[5:9] == [
        "Hear these first",
        " 1  Ann · 20 Nov 2026, 10:00",
        "    Called for: “It was charged twice.”",
        "    The score card took it for good, but it went badly: csat is 2 (survey)",
    ]
    assert "Promised on the last calls" in lines
    assert "  The agent does next_step: 3 of 3 calls" in lines


def test_a_team_is_reported_beside_the_others(run: Run, made: Path) -> None:
    found = json.loads(run("report", "--team", "support", "--json", "--db", made).stdout)
    assert (found["title"], found["calls"], found["calls_others"]) == ("Team Support", 2, 1)


def test_as_json_every_place_has_its_link(run: Run, made: Path) -> None:
    found = json.loads(run("report", "--json", "--db", made).stdout)
    assert found["hear_first"][0]["spot"]["link"].endswith("c000.wav#t=0,120")
    assert found["promises"][0]["spot"]["quote"] == "I will send it on day 0."
    assert found["first"] == "2026-10-24"


def test_a_page_is_written_where_a_file_is_named(run: Run, made: Path, tmp_path: Path) -> None:
    done = run("report", "--html", tmp_path / "monday.html", "--db", made)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "Written: " in done.stderr
    page = (tmp_path / "monday.html").read_text(encoding="utf-8")
    assert "<h1>All calls</h1>" in page
    assert "c000.wav at 0:00" in page


def test_a_page_that_cannot_be_written_says_why(run: Run, made: Path, tmp_path: Path) -> None:
    done = run("report", "--html", tmp_path / "nowhere" / "monday.html", "--db", made)
    assert done.exit_code == 1
    assert "its folder does not exist; make it first" in done.stderr


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_calls_are_reported_without_a_word_too_much(run: Run, tmp_path: Path, count: int) -> None:
    made_report(tmp_path / "few.db", [Told(days_ago=n, label="neutral") for n in range(count)]).close()
    done = run("report", "--db", tmp_path / "few.db")
    assert done.exit_code == 0
    assert "Hear these first" not in done.stdout
    assert ("No call fits." in done.stderr) == (count == 0)


def test_an_unknown_team_is_refused_with_the_teams_there_are(run: Run, made: Path) -> None:
    done = run("report", "--team", "Nowhere", "--db", made)
    assert done.exit_code == 1
    assert "there is no team “Nowhere”; there are: “Sales”, “Support”" in done.stderr


def test_days_without_a_call_say_so(run: Run, made: Path) -> None:
    done = run("report", "--since", "2025-01-01", "--until", "2025-01-31", "--db", made)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == ["All calls · 1 to 31 Jan 2025"]
    assert "No call of these days fits." in done.stderr


def test_a_column_of_which_nothing_is_known_is_left_out(run: Run, tmp_path: Path) -> None:
    now = [Told(days_ago=n, pace=(180.0 + n, "in range")) for n in range(6)]
    earlier = [Told(days_ago=40 + n, pace=(170.0 + n, "in range")) for n in range(6)]
    made_report(tmp_path / "short.db", now).close()
    made_report(tmp_path / "long.db", [*now, *earlier]).close()
    assert "figure\tmean\tgood is\t" in run("report", "--db", tmp_path / "short.db").stdout
    assert "figure\tmean\tbefore\tgood is\t" in run("report", "--db", tmp_path / "long.db").stdout
