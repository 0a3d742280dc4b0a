import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from coachkit.models import Agent, Assignment
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.people import save_people
from tests.cli.conftest import Run
from tests.preparing.made_calls import Shown, a_weak_and_a_good_agent, made_calls
from tests.reporting.made_report import Told

PAGE = Path(__file__).parents[2] / "docs" / "prepare.md"
SHOWN = [Shown(call=2, verdict="bad"), Shown(call=1, verdict="good")]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    made_calls(tmp_path / "made.db", a_weak_and_a_good_agent(), SHOWN).close()
    return tmp_path / "made.db"


def test_a_talk_is_prepared_on_the_terminal(run: Run, made: Path) -> None:
    done = run("prepare", "ann", "--db", made)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "Talk with Ann · 24 Oct to 20 Nov 2026",
        "20 calls, 40 min; 20 went well",
        "Compared with 20 calls of 1 colleague on the same days.",
    ]
    headings = ["Strengths", "One focus", "To hear together", "Picked by chance", "To open the talk"]
    assert [line for line in lines if line in headings] == headings
    assert "  No next_step" in lines
    assert "Kept as page 1; the next one says what has changed since." in done.stderr


def test_as_json_every_place_has_its_link(run: Run, made: Path) -> None:
    found = json.loads(run("prepare", "Ann", "--json", "--db", made).stdout)
    assert found["focus"]["on"] == "criterion:next_step"
    assert found["focus"]["here"]["calls"] == 20
    assert found["beside"]["own"]["spot"]["link"].endswith("c002.wav#t=0,20")
    assert len(found["questions"]) == 3


def test_a_page_is_written_where_a_file_is_named(run: Run, made: Path, tmp_path: Path) -> None:
    done = run("prepare", "ann", "--html", tmp_path / "ann.html", "--db", made)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "<h1>Talk with Ann</h1>" in (tmp_path / "ann.html").read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_not_kept(run: Run, made: Path, tmp_path: Path) -> None:
    done = run("prepare", "ann", "--html", tmp_path / "nowhere" / "ann.html", "--db", made)
    assert done.exit_code == 1
    assert "its folder does not exist; make it first" in done.stderr
    assert run("prepare", "--list", "--db", made).stdout == ""


def test_pages_that_were_prepared_are_listed(run: Run, made: Path) -> None:
    run("prepare", "ann", "--db", made)
    run("prepare", "ben", "--db", made)
    run("prepare", "ann", "--db", made, "--no-keep", "--since", "2026-11-15")
    rows = [line.split("\t") for line in run("prepare", "--list", "--db", made).stdout.splitlines()[1:]]
    assert [row[:5] for row in rows] == [
        ["1", "Ann", "24 Oct to 20 Nov 2026", "20", "No next_step"],
        ["2", "Ben", "24 Oct to 20 Nov 2026", "20", "Nothing stands out"],
    ]
    found = json.loads(run("prepare", "ben", "--list", "--json", "--db", made).stdout)
    assert [one["agent"] for one in found] == ["Ben"]


def test_a_list_that_the_agent_was_asked_to_hear_is_on_the_page(run: Run, made: Path) -> None:
    with Library.open(made) as library:
        add_opinion(
            library,
            Assignment(
                n=0, playlist_id="gone", agent="Ann", due=date(2026, 12, 1), note=None, author="jo",
                made_at="2026-11-18T10:00:00+00:00",
            ),
        )  # fmt: skip
    done = run("prepare", "ann", "--no-keep", "--db", made)
    assert "  a list that is gone (gone): heard 0 of 0, due 1 Dec 2026" in done.stdout.splitlines()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_calls_make_a_page_without_a_claim(run: Run, tmp_path: Path, count: int) -> None:
    with made_calls(tmp_path / "few.db", [Told(days_ago=n) for n in range(count)]) as library:
        save_people(library, agents=[Agent(name="Ann")])
    done = run("prepare", "ann", "--db", tmp_path / "few.db")
    assert done.exit_code == 0
    if count:
        assert "Nothing stands out: to tell a weakness from chance it takes at least 5 calls" in done.stdout
    else:
        assert "No call of Ann on these days" in done.stdout
        assert "Kept" not in done.stderr


def test_days_without_calls_make_a_page_that_says_so(run: Run, made: Path) -> None:
    done = run("prepare", "ann", "--since", "2026-12-01", "--db", made)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1] == "No call of Ann on these days; --since takes in earlier ones."


def test_an_unknown_agent_is_refused_with_who_comes_near(run: Run, made: Path) -> None:
    done = run("prepare", "anne", "--db", made)
    assert done.exit_code == 1
    assert "there is no agent “anne”; did you mean “Ann”" in done.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "Say whose talk is prepared"),
        (("ann", "--since", "someday"), "--since:"),
        (("ann", "--since", "2026-11-20", "--until", "2026-11-01"), "give the earlier day first"),
    ],
)
def test_wrong_usage_says_what_to_write(run: Run, made: Path, given: tuple[str, ...], said: str) -> None:
    done = run("prepare", *given, "--db", made)
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_commands_of_the_page_about_it_do_what_it_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_calls(tmp_path / "coachkit.db", [Told(agent="Tom B."), Told(agent="Ann", days_ago=2)]).close()
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ coachkit (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        done = run(*shlex.split(command))
        assert done.exit_code == 0, f"{command}: {done.stderr}"
    assert (tmp_path / "tom.html").exists()
    assert "Tom B." in done.stdout


def test_who_is_new_is_told_at_the_top(run: Run, tmp_path: Path) -> None:
    with made_calls(tmp_path / "made.db", [Told(days_ago=n) for n in range(3)]) as library:
        save_people(library, agents=[Agent(name="Ann", started=date(2026, 10, 1))])
    lines = run("prepare", "ann", "--db", tmp_path / "made.db").stdout.splitlines()
    assert lines[3] == (
        "Ann is new here, since 1 Oct 2026: what goes less well than with colleagues may be practice alone."
    )
