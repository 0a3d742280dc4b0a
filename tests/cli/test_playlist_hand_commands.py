"""Lists and clips of one's own, from the command line."""

import json
import shutil
from pathlib import Path

import pytest

from coachkit.config import load_settings
from coachkit.pipeline import build_library
from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.pipeline.example import SCRIPTS, make_folder
from tests.pipeline.fakes import FakeTools

GOOD = "competitor-zenlane-good"
WRITTEN = """\
[company]
name = "Fernway" # ours

[[competitors]]
name = "Zenlane"

[[features]]
name = "export"
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library that was built of three calls."""
    place = tmp_path_factory.mktemp("made")
    folder = make_folder(place / "calls")
    (place / "coachkit.toml").write_text(WRITTEN, encoding="utf-8")
    with Library.open(place / "coachkit.db", create=True) as library:
        settings = load_settings(place / "coachkit.toml")
        build_library(folder, library, settings, tools=FakeTools(scripts=SCRIPTS))
    return place


@pytest.fixture
def at(made: Path, tmp_path: Path) -> dict[str, str]:
    """The options that name a library and settings of one's own."""
    for name in ("coachkit.db", "coachkit.toml"):
        shutil.copy(made / name, tmp_path / name)
    return {"--db": str(tmp_path / "coachkit.db"), "--config": str(tmp_path / "coachkit.toml")}


@pytest.fixture
def ask(run: Run, at: dict[str, str]):
    """Run a command of `coachkit playlists` that changes something, and return what it prints."""

    def changed(*words: str | Path, fails: int = 0) -> str:
        options = [one for both in at.items() for one in both]
        done = run("playlists", *words, *options, "--no-progress", "--by", "Jana")
        assert done.exit_code == fails, done.stderr
        return done.stdout if not fails else done.stderr

    return changed


def numbered(shown: str) -> list[str]:
    return [line for line in shown.splitlines() if line.lstrip()[:2].rstrip(".").isdigit()]


def test_a_list_is_made_by_hand_and_filled_from_a_search(ask) -> None:
    assert "Made: “Monday: prices”, id monday-prices" in ask("new", "Monday: prices")
    shown = ask("add", "monday", "name:zenlane")
    assert "2 places found; 2 new clips for “Monday: prices”" in shown
    assert "“Monday: prices” is 2 clips" in shown
    assert "(added by Jana)" in shown


def test_what_would_be_added_can_be_looked_at_first(ask) -> None:
    ask("new", "Monday")
    assert "2 new clips" in ask("add", "monday", "name:zenlane", "--dry-run")
    assert "1 new clip for “Monday”" in ask("add", "monday", "name:zenlane", "--limit", "1", "--dry-run")
    assert "“Monday” is empty now." in ask("edit", "monday", "--description", "For the call at ten")


def test_a_search_that_finds_nothing_says_which_condition_removes_it(ask) -> None:
    ask("new", "Monday")
    shown = ask("add", "monday", "name:zenlane", "helicopter")
    assert "The query finds nothing:" in shown
    assert "helicopter: leaves 0 of 2 places (alone it finds 0)" in shown


def test_a_part_of_a_call_is_added_with_its_reason(ask, run: Run, at: dict[str, str]) -> None:
    calls = json.loads(run("calls", "list", "--json", "--db", at["--db"]).stdout)
    call = next(one["id"] for one in calls if one["path"].endswith("one.wav"))
    ask("new", "Monday")
    shown = ask("add", "monday", "--call", call, "--from", "0:09", "--to", "0:19", "--why", "How to answer")
    assert len(numbered(shown)) == 2  # what is added, and the list as it is
    listed = json.loads(run("playlists", "show", "monday", "--json", "--db", at["--db"]).stdout)
    assert [one["reason"] for one in listed["clips"]] == ["How to answer"]


def test_what_is_to_be_added_must_be_said_once(ask) -> None:
    assert "Say what to add" in ask("add", GOOD, fails=2)
    assert "needs --call CALL --from 1:20 --to 2:05" in ask("add", GOOD, "--from", "0:10", fails=2)
    assert "nothing to look for" in ask("add", GOOD, " ", fails=2)


def test_a_clip_is_taken_out_listed_and_brought_back(ask) -> None:
    shown = ask("exclude", GOOD, "1", "--why", "Too long")
    assert "Clip 1 is taken out: “oh that makes sense" in shown
    assert "is empty now." in shown
    assert "taken out by Jana" in ask("restore", GOOD)
    assert "Too long" in ask("restore", GOOD)
    assert "is 1 clip" in ask("restore", GOOD, "1")
    assert "Nobody took a clip out" in ask("restore", GOOD)


def test_every_change_says_what_it_did_and_how_the_list_is_now(ask) -> None:
    ask("new", "Monday")
    ask("add", "monday", "name:zenlane")
    assert "Moved at place 1:" in ask("move", "monday", "2", "--to", "1")
    assert "Pinned at place 2:" in ask("pin", "monday", "1", "--at", "2")
    assert "(pinned; added by Jana; note: Listen)" in ask("note", "monday", "2", "Listen")
    assert "Clip 2 has no note now" in ask("note", "monday", "2")
    assert "It was so before" in ask("note", "monday", "2")
    assert "No longer pinned:" in ask("unpin", "monday", "2")
    assert "of the call now (was" in ask("trim", "monday", "1", "--from", "0:06")
    assert "Say where it begins or ends" in ask("trim", "monday", "1", fails=2)


def test_numbers_and_names_that_are_not_there_are_told(ask) -> None:
    assert "so there is no clip 9" in ask("exclude", GOOD, "9", fails=1)
    assert "there is no playlist “mondy”" in ask("exclude", "mondy", "1", fails=1)


@pytest.mark.parametrize(
    ("trains", "reason"),
    [
        ("patience", "“patience” is nothing that a list can train; write metric:patience"),
        ("metric:patiense", "did you mean “patience”"),
    ],
)
def test_a_list_cannot_be_to_change_what_is_not_measured(
    ask, at: dict[str, str], trains: str, reason: str
) -> None:
    assert reason in ask("new", "They wait", "--query", "name:zenlane", "--trains", trains, fails=1)
    assert load_settings(Path(at["--config"])).playlists.smart == ()


def test_a_list_that_fills_itself_is_written_into_the_settings(ask, at: dict[str, str]) -> None:
    shown = ask("new", "They name a rival", "--query", "name:zenlane", "--max-clips", "3", "--sort", "newest")
    assert "“They name a rival” is written in coachkit.toml." in shown
    assert "Its query finds 2 places." in shown
    [smart] = load_settings(Path(at["--config"])).playlists.smart
    assert (smart.title, smart.query, smart.max_clips, smart.sort) == (
        "They name a rival",
        "name:zenlane",
        3,
        "newest",
    )
    assert Path(at["--config"]).read_text(encoding="utf-8").startswith(WRITTEN)


def test_a_list_whose_query_finds_nothing_says_so_and_is_there(ask) -> None:
    shown = ask("new", "Rivals", "--query", "name:zenlane helicopter")
    assert "Its query finds nothing now" in shown
    assert "helicopter: leaves 0 of 2 places" in shown
    assert "“Rivals” is empty now." in shown


def test_a_wrong_query_writes_nothing(ask, at: dict[str, str]) -> None:
    ask("new", "Rivals", "--query", "", fails=2)
    ask("new", "Rivals", "--query", "zenlane OR", fails=2)
    assert Path(at["--config"]).read_text(encoding="utf-8") == WRITTEN


def test_a_list_of_the_settings_keeps_its_notes_under_another_title(ask, at: dict[str, str]) -> None:
    ask("new", "Rivals", "--query", "name:zenlane")
    ask("note", "rivals", "1", "Listen")
    shown = ask("edit", "rivals", "--title", "They name a rival", "--max-clips", "1")
    assert "“They name a rival” is 1 clip" in shown
    assert "note: Listen" in shown
    [smart] = load_settings(Path(at["--config"])).playlists.smart
    assert (smart.title, smart.max_clips) == ("They name a rival", 1)


def test_changes_to_a_dropped_list_of_the_settings_wait_for_it(ask, run: Run, at: dict[str, str]) -> None:
    ask("new", "Rivals", "--query", "name:zenlane")
    ask("note", "rivals", "1", "Listen")
    assert "is taken out of coachkit.toml" in ask("drop", "rivals", "--yes")
    assert load_settings(Path(at["--config"])).playlists.smart == ()
    history = run("playlists", "history", "rivals", "--db", at["--db"]).stdout
    assert "There is no list rivals now." in history
    assert "waits: there is no such list now" in history
    assert "note: Listen" in ask("new", "Rivals", "--query", "name:zenlane")


def test_a_built_in_list_says_what_to_do_instead(ask) -> None:
    told = ask("drop", GOOD, "--yes", fails=1)
    assert "is built in and fills itself" in told
    assert "coachkit playlists new TITLE --query 'name:Zenlane went:good'" in told
    assert "is built in" in ask("edit", GOOD, "--title", "Ours", fails=1)


def test_limits_are_for_lists_that_fill_themselves(ask) -> None:
    assert "--max-clips is for lists that fill themselves" in ask("new", "X", "--max-clips", "3", fails=2)
    ask("new", "Monday")
    assert "“Monday” is filled by hand" in ask("edit", "monday", "--sort", "newest", fails=2)
    assert "Say what to change" in ask("edit", "monday", fails=2)


def test_dropping_asks_first(run: Run, ask, at: dict[str, str]) -> None:
    ask("new", "Monday")
    refused = run("playlists", "drop", "monday", "--db", at["--db"], "--config", at["--config"])
    assert refused.exit_code == 1
    assert "Drop “Monday”?" in refused.output
    assert "“Monday” is dropped." in ask("drop", "monday", "--yes")


def test_a_frozen_list_takes_notes_and_no_other_change(ask) -> None:
    assert "Frozen: “As in November”, id as-in-november" in ask("freeze", GOOD, "--title", "As in November")
    assert "is frozen: its clips stay" in ask("pin", "as-in", "1", fails=1)
    assert "note: Listen" in ask("note", "as-in", "1", "Listen")


def test_lists_go_out_as_json_and_come_in_again_once(
    ask, run: Run, at: dict[str, str], tmp_path: Path
) -> None:
    ask("note", GOOD, "1", "Listen")
    file = tmp_path / "lists.json"
    sent = run(
        "playlists", "export", GOOD, "--format", "json", "--for", "lead", "--output", file, "--db", at["--db"]
    )
    assert sent.exit_code == 0, sent.stderr
    shown = ask("import", file)
    assert "(imported)”: 1 new clip" in shown
    assert "0 new clips, 1 there already" in ask("import", file)
    listed = run("playlists", "list", "--json", "--db", at["--db"]).stdout
    [imported] = [one for one in json.loads(listed) if one["title"].endswith("(imported)")]
    assert imported["clips"] == 1
    contents = run(
        "playlists", "export", imported["id"], "--format", "json", "--for", "lead", "--db", at["--db"]
    )
    assert json.loads(contents.stdout)["playlists"][0]["clips"][0]["note"] == "Listen"


def test_clips_of_calls_that_are_not_here_are_told(ask, tmp_path: Path) -> None:
    clip = {"call_id": "gone", "start": 1, "end": 12, "reason": "Worth it"}
    file = tmp_path / "lists.json"
    file.write_text(json.dumps({"playlists": [{"title": "From the north", "clips": [clip]}]}))
    shown = ask("import", file)
    assert "“From the north”: 0 new clips" in shown
    assert "not in this library: 1 clip (of gone)" in shown


def test_a_file_that_is_no_export_is_refused(ask, tmp_path: Path) -> None:
    file = tmp_path / "lists.csv"
    file.write_text("playlist,title\n")
    assert "lists.csv: it is not JSON" in ask("import", file, fails=1)
    assert "there is no such file" in ask("import", tmp_path / "nothing.json", fails=1)


def test_history_is_there_as_json(ask, run: Run, at: dict[str, str]) -> None:
    ask("note", GOOD, "1", "Listen")
    told = run("playlists", "history", GOOD, "--db", at["--db"]).stdout
    assert "Jana\twrote beside it: Listen\tcounts" in told
    found = json.loads(run("playlists", "history", GOOD, "--json", "--db", at["--db"]).stdout)
    assert [(one["author"], one["state"]) for one in found["deeds"]] == [("Jana", "counts")]
