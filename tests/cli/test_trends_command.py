import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.cli.test_search_on_terminal import ESCAPES, on_terminal
from tests.trends.made_library import Told, tell

NEWEST = date.today() - timedelta(days=date.today().weekday() + 7)
"""The Monday of the last week that is over."""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Six weeks of 40 calls; in the newest, half of the calls are about invoices, else one of ten."""
    path = tmp_path / "coachkit.db"
    calls = [
        Told(
            id=f"w{week}c{n}",
            day=(NEWEST - timedelta(weeks=week)).isoformat(),
            agents=("Jana",) if n % 2 else ("Tom",),
            topic="invoices" if n < (20 if week == 0 else 4) else "passwords",
            competitors=("=Zenlane",) if n % 2 else (),
        )
        for week in range(6)
        for n in range(40)
    ]
    with Library.open(path, create=True) as library:
        tell(library, calls, topics=["invoices", "passwords"], teams={"Jana": "Support", "Tom": "Sales"})
    return path


def test_what_changed_comes_first_in_words(run: Run, db: Path) -> None:
    shown = run("trends", "--db", db)

    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[0].split("\t") == [
        "kind", "subject", "share", "likely", "week by week", "beyond chance?",
    ]  # fmt: skip
    assert lines[1].split("\t")[1] == "passwords"
    assert lines[2].split("\t") == [
        "topic", "invoices", "17 % of 240", "12 to 22 %", "▂▂▂▂▂█",
        "rose: 50 % of 40 calls (35 to 65 %) against 10 % of 200 before",
    ]  # fmt: skip
    assert "corrected for so many" in shown.stderr


def test_only_what_changed_can_be_shown(run: Run, db: Path) -> None:
    shown = run("trends", "--only-changed", "--json", "--db", db)

    assert {row["name"] for row in json.loads(shown.stdout)["rows"]} == {"invoices", "passwords"}


def test_json_holds_every_cell_with_its_share(run: Run, db: Path) -> None:
    table = json.loads(run("trends", "--of", "topics", "--json", "--db", db).stdout)

    newest = table["rows"][0]["cells"][-1]["share"]
    assert (newest["held"], newest["calls"], newest["value"]) == (20, 40, 0.5)
    assert newest["low"] < 0.5 < newest["high"]
    assert table["columns"][-1]["first"] == NEWEST.isoformat()
    assert table["news"][0]["sentence"].startswith("Rose: invoices, 50 % of 40 calls")


def test_a_spreadsheet_gets_a_line_for_each_subject_and_agent(run: Run, db: Path) -> None:
    shown = run("trends", "--of", "competitors", "--by", "agent", "--csv", "--db", db)

    lines = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert [(line["name"], line["cell"], line["held"], line["calls"], line["outcome"]) for line in lines] == [
        ("'=Zenlane", "Jana", "120", "120", "more"),
        ("'=Zenlane", "Tom", "0", "120", "less"),
    ]


def test_teams_are_told_apart(run: Run, db: Path) -> None:
    shown = run("trends", "--of", "competitors", "--by", "team", "--db", db)

    assert shown.stdout.splitlines()[1].split("\t") == [
        "competitor", "=Zenlane", "Sales", "0 % of 120", "0 to 3 %", "100 % of 120", "less",
    ]  # fmt: skip


def test_several_kinds_can_be_asked_for(run: Run, db: Path) -> None:
    table = json.loads(run("trends", "--of", "features", "--of", "competitors", "--json", "--db", db).stdout)

    assert table["of"] == ["competitor", "feature"]


def test_a_terminal_gets_the_news_in_sentences_and_at_most_so_many_lines(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = on_terminal(
        "trends", "--by", "agent", "--limit", "2", "--db", db, columns=100, monkeypatch=monkeypatch
    )

    plain = ESCAPES.sub("", shown)
    assert "Less with Tom: =Zenlane (competitor), 0 % of 120 calls" in " ".join(plain.split())
    assert "coachkit calls --where" in plain
    assert "… and 4 more lines; see them with --limit 6" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--since", "soon"], "--since: “soon” is no day"),
        (["--since", "2026-01-01", "--weeks", "3"], "choose one"),
        (["--since", "2026-11-02", "--until", "2026-11-01"], "--since: 2026-11-02 is after --until"),
        (["--weeks", "1"], "--weeks"),
        (["--of", "people"], "--of"),
    ],
)
def test_what_cannot_be_asked_is_refused(run: Run, db: Path, words: list[str], message: str) -> None:
    shown = run("trends", *words, "--db", db)

    assert shown.exit_code == 2
    assert message in shown.stderr


def test_a_library_without_calls_says_so(run: Run, tmp_path: Path) -> None:
    Library.open(tmp_path / "empty.db", create=True).close()

    shown = run("trends", "--db", tmp_path / "empty.db")

    assert (shown.exit_code, shown.stdout) == (0, "")
    assert shown.stderr == "There are no calls to count.\n"


def test_calls_on_which_nothing_comes_up_say_so(run: Run, db: Path) -> None:
    shown = run("trends", "--of", "features", "--db", db)

    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "Nothing of the kind comes up on these calls." in shown.stderr
