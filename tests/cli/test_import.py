"""`coachkit import`: what each file would become, and taking files in."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coachkit.cli import main
from coachkit.models import Call
from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.pipeline.example import SCRIPTS, make_folder
from tests.pipeline.fakes import FakeTools


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make_folder(tmp_path / "calls")
    (made / "coachkit.toml").write_text('[recordings]\npattern = "{date}_{agent}"\n')
    (made / "20261116_tom.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:04.000\n<v Tom>hello there\n")
    return made


def taken_in(*words: str | Path) -> Result:
    """Run coachkit import with tools that need no models."""
    tools = FakeTools(scripts=SCRIPTS)
    return CliRunner().invoke(main, ["import", *map(str, words), "--no-progress"], obj=tools)


def table(done: Result) -> dict[str, list[str]]:
    """The lines of the table by file."""
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return {row[0]: row[1:] for row in rows[1:]}


def test_a_dry_run_tells_a_line_a_file_and_makes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("import", folder, "--dry-run", "--db", tmp_path / "new.db")

    assert done.exit_code == 0
    lines = table(done)
    assert lines["one.wav"] == ["new call", "agent12", "Marta", "–", "sidecar: agent, customer"]
    assert lines["20261116_tom.vtt"] == [
        "new transcript",
        "tom",
        "–",
        "2026-11-16 00:00",
        "file name: agent, time",
    ]
    assert lines["notes.txt"][0] == "skipped: neither a recording nor a transcript"
    assert lines["one.json"][0] == "skipped: the sidecar of one.wav"
    assert lines["coachkit.toml"][0] == "skipped: the settings"
    assert not (tmp_path / "new.db").exists()


def test_a_dry_run_leaves_the_library_as_it_is(run: Run, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "calls.db"
    assert taken_in(folder, "--db", db).exit_code == 0
    before = hashlib.sha256(db.read_bytes()).digest()
    (folder / "two.json").write_text('{"customer": "Ann"}')

    lines = table(run("import", folder, "--dry-run", "--db", db))

    assert (lines["one.wav"][0], lines["two.wav"][0]) == ("already there", "changed details")
    assert hashlib.sha256(db.read_bytes()).digest() == before


def test_a_dry_run_that_finds_trouble_ends_with_one(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "one.json").write_text("{broken")
    (folder / "manifest.csv").write_text("file,kind\nfour.wav,sales\n")

    done = run("import", folder, "--dry-run", "--db", tmp_path / "new.db")

    assert done.exit_code == 1
    lines = table(done)
    assert lines["one.wav"][0].startswith("cannot be taken in: one.json is not a JSON sidecar")
    assert lines["manifest.csv"][0].startswith("cannot be taken in: manifest.csv, line 2: there is no file")
    assert lines["two.wav"][0] == "new call (no row in manifest.csv)"


def test_a_dry_run_as_json_says_where_each_field_comes_from(run: Run, folder: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "crm.csv"
    manifest.write_text("file;agent;kind\none.wav;Ann;sales\n")

    done = run(
        "import", folder / "one.wav", "--manifest", manifest, "--dry-run", "--json", "--db", tmp_path / "n.db"
    )

    [line] = json.loads(done.stdout)
    assert (line["becomes"], line["agent"], line["kind"]) == ("new call", "agent12", "sales")
    assert line["told_by"] == {"agent": "sidecar", "customer": "sidecar", "kind": "manifest"}


def test_parts_are_told_as_one_call(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "two.wav").rename(folder / "talk_P001.wav")
    (folder / "three.wav").rename(folder / "talk_P002.wav")

    lines = table(run("import", folder, "--dry-run", "--db", tmp_path / "new.db"))

    assert lines["talk_P001.wav"][0] == "new call in 2 parts"
    assert lines["talk_P002.wav"][0] == "part 2 of talk_P001.wav"


def test_single_files_are_taken_in_and_derived(folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "calls.db"

    done = taken_in(folder / "one.wav", folder / "20261116_tom.vtt", "--db", db)

    assert done.exit_code == 0, done.output
    assert "2 calls" in done.stdout
    with Library.open(db) as library:
        assert {Path(call.path).name for call in library.rows(Call)} == {"one.wav", "20261116_tom.vtt"}


def test_a_file_that_is_not_there_is_told_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    done = run("import", tmp_path / "none.wav", "--db", tmp_path / "new.db")

    assert done.exit_code == 1
    assert "none.wav: there is no such file or folder" in done.stderr
    assert not (tmp_path / "new.db").exists()


def test_a_file_that_is_no_call_is_told_before_anything_is_made(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    done = run("import", folder / "notes.txt", "--db", tmp_path / "new.db")

    assert done.exit_code == 1
    assert "notes.txt: neither a recording nor a transcript" in done.stderr
    assert not (tmp_path / "new.db").exists()


def test_json_without_a_dry_run_is_wrong_usage(run: Run, folder: Path) -> None:
    assert run("import", folder, "--json").exit_code == 2


def test_a_folder_of_transcripts_alone_can_be_set_up_and_built(run: Run, tmp_path: Path) -> None:
    for day in (16, 17, 18):
        name = f"202611{day}_091500_4711_jana.vtt"
        (tmp_path / name).write_text("WEBVTT\n\n00:00.000 --> 00:04.000\n<v Jana>hello there\n")

    done = run("init", tmp_path, "--dry-run")

    assert done.exit_code == 0, done.output
    assert "fits 3 of 3 names" in done.stderr


def test_the_page_of_a_call_in_parts_names_them(run: Run, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "calls.db"
    (folder / "one.wav").rename(folder / "one_P001.wav")
    (folder / "two.wav").rename(folder / "one_P002.wav")
    tools = FakeTools(scripts={"one_P001": SCRIPTS["one"], "three": SCRIPTS["three"]})
    words = ["import", str(folder), "--db", str(db), "--no-progress"]
    assert CliRunner().invoke(main, words, obj=tools).exit_code == 0

    shown = run("calls", "show", "one_P002", "--db", db).stdout

    assert "one_P001.wav from 0:00, one_P002.wav from 0:20" in shown
    assert "Marta" in shown
