"""`coachkit playbooks`: listing, showing, deciding, versions and export."""

import json
import shutil
from pathlib import Path

import pytest

from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.pipeline.advised import advise_again, advised_library, call_of, case_number, flipped, write_stage

LINE = "Ask about the matter before you answer."


@pytest.fixture(scope="module")
def advised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose playbook has one line."""
    path = tmp_path_factory.mktemp("advised") / "advised.db"
    advised_library(path).close()
    return path


@pytest.fixture
def team(advised: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copy(advised, tmp_path / "team.db"))


def test_a_library_without_playbooks_says_what_writes_them(run: Run, db: Path) -> None:
    done = run("playbooks", "--db", db)
    assert done.exit_code == 0
    assert "coachkit build FOLDER writes them" in done.stderr
    assert json.loads(run("playbooks", "--json", "--db", db).stdout) == []


def test_the_list_says_what_lines_rest_on(run: Run, advised: Path) -> None:
    head, row = run("playbooks", "--db", advised).stdout.splitlines()
    assert head.split("\t")[:3] == ["playbook", "lines", "good"]
    assert row.split("\t") == ["competitor-zenlane", "1", "30", "18", "48", "4", "–"]


def test_the_list_is_narrowed_by_kind(run: Run, advised: Path) -> None:
    done = run("playbooks", "list", "--kind", "topic", "--db", advised)
    assert (done.stdout, done.stderr) == ("", "There is no playbook of this kind.\n")


def test_a_playbook_is_shown_with_quotes_of_both_sides(run: Run, advised: Path) -> None:
    shown = run("playbooks", "show", "zenlane", "--db", advised).stdout
    assert f"  1. {LINE}" in shown
    assert "Of 24 replies in which agents did this, 24 went well; of 24 others, 6" in shown
    assert "done, went well: “Zenlane is cheaper.”\n        agent: “Which plan are you on?”" in shown
    assert "not done, went badly:" in shown
    assert "0:10 to 0:50 of call c000 · Jana · Customer 0 · 1 Oct 2026" in shown
    assert "does not show that one brings about the other" in shown


def test_a_playbook_as_json_has_a_link_for_each_quote(run: Run, advised: Path) -> None:
    page = json.loads(run("playbooks", "show", "zenlane", "--json", "--db", advised).stdout)
    [line] = page["lines"]
    assert line["behaviour"] == "trait:asks_first"
    assert len(line["quotes"]) == 6
    assert all(one["link"].startswith("file://") for one in line["quotes"])


def test_a_name_that_is_not_there_is_told_with_one_that_is(run: Run, advised: Path) -> None:
    done = run("playbooks", "show", "zenlan e", "--db", advised)
    assert done.exit_code == 1
    assert "Zenlane" in done.stderr


def test_what_came_as_a_transcript_cannot_be_played(run: Run, advised: Path) -> None:
    done = run("playbooks", "play", "zenlane", "1", "--db", advised)
    assert done.exit_code == 1
    assert "came as a transcript" in done.stderr
    assert "has 6 quotes, and no 9" in run("playbooks", "play", "zenlane", "1", "9", "--db", advised).stderr


def test_a_struck_line_is_told_only_where_it_is_asked_for(run: Run, team: Path) -> None:
    words = ("playbooks", "strike", "zenlane", "1", "--why", "not us", "--by", "Jana", "--db", team)
    assert run(*words).exit_code == 0
    assert LINE not in run("playbooks", "show", "zenlane", "--db", team).stdout
    shown = run("playbooks", "show", "zenlane", "--withheld", "--db", team).stdout
    assert f"1. {LINE}\n     Why not: struck by Jana: not us." in shown
    assert run("playbooks", "--db", team).stdout.splitlines()[1].split("\t")[1] == "0"


def test_a_struck_line_is_restored_by_its_key(run: Run, team: Path) -> None:
    run("playbooks", "strike", "zenlane", "1", "--by", "Jana", "--db", team)
    done = run("playbooks", "restore", "zenlane", "trait:asks_first", "--by", "Tom", "--db", team)
    assert f"Restored: {LINE}" in done.stdout
    assert f"1. {LINE}" in run("playbooks", "show", "zenlane", "--db", team).stdout


def test_history_tells_versions_and_who_decided(run: Run, team: Path) -> None:
    run("playbooks", "edit", "zenlane", "1", "Ask", "first.", "--by", "Jana", "--db", team)
    run("playbooks", "approve", "zenlane", "1", "--by", "Tom", "--db", team)
    shown = run("playbooks", "history", "zenlane", "--db", team).stdout
    assert "Version 2" in shown
    assert f"Reworded by Jana: Ask first. It was: {LINE}" in shown
    assert "Approved by Tom: Ask first." in shown
    found = json.loads(run("playbooks", "history", "zenlane", "--json", "--db", team).stdout)
    assert [one["action"] for one in found["choices"]] == ["edit", "approve"]


def test_versions_are_compared_line_by_line(run: Run, team: Path) -> None:
    assert run("playbooks", "diff", "zenlane", "--db", team).exit_code == 1
    run("playbooks", "edit", "zenlane", "1", "Ask first.", "--by", "Jana", "--db", team)
    lines = run("playbooks", "diff", "zenlane", "--db", team).stdout.splitlines()
    assert f"-- {LINE}" in lines
    assert "+- Ask first." in lines
    assert "+  Worded by Jana." in lines
    assert LINE in run("playbooks", "show", "zenlane", "--version", "1", "--db", team).stdout


def test_a_withdrawn_line_says_who_approved_it(run: Run, team: Path) -> None:
    from coachkit.store.library import Library
    from tests.pipeline.advised import advise_again

    run("playbooks", "approve", "zenlane", "1", "--by", "Jana", "--db", team)
    with Library.open(team) as library:
        for n in range(0, 48, 2):
            write_stage(library, call_of(n), "observe", {"cases": [flipped(case_number(n))]})
        advise_again(library)
    shown = run("playbooks", "show", "zenlane", "--db", team).stdout
    assert f"Withdrawn\n  1. {LINE}\n     approved by Jana; withdrawn: " in shown
    assert "went well: “" not in shown


def test_exported_twice_the_bytes_are_the_same(run: Run, advised: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("playbooks", "export", "--output", tmp_path / name, "--db", advised).exit_code == 0
    [one], [two] = [*(tmp_path / "one").iterdir()], [*(tmp_path / "two").iterdir()]
    assert one.name == two.name == "competitor-zenlane.md"
    assert one.read_bytes() == two.read_bytes()
    assert f"- {LINE}\n" in one.read_text(encoding="utf-8")
    assert "Customer 0" not in one.read_text(encoding="utf-8")


def test_exported_again_a_playbook_that_is_gone_claims_nothing(
    run: Run, advised: Path, tmp_path: Path
) -> None:
    db, folder = tmp_path / "gone.db", tmp_path / "wiki"
    shutil.copy(advised, db)
    run("playbooks", "export", "--output", folder, "--db", db)
    with Library.open(db) as library:
        for n in range(48):
            library.forget_call(call_of(n))
        advise_again(library)
    run("playbooks", "export", "--output", folder, "--db", db)
    [file] = folder.iterdir()
    assert LINE not in file.read_text(encoding="utf-8")
    assert "comes up in no call any more" in file.read_text(encoding="utf-8")


def test_playbooks_are_exported_as_json_and_as_a_table(run: Run, advised: Path, tmp_path: Path) -> None:
    found = json.loads(run("playbooks", "export", "--format", "json", "--db", advised).stdout)
    assert found["playbooks"][0]["lines"][0]["text"] == LINE
    run("playbooks", "export", "zenlane", "--format", "csv", "--output", tmp_path / "p.csv", "--db", advised)
    head, row = (tmp_path / "p.csv").read_text(encoding="utf-8").splitlines()
    assert head.startswith("playbook,about,n,kind,text")
    assert row.startswith(f"competitor-zenlane,When Zenlane comes up,1,do,{LINE}")
