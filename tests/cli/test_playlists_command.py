"""`playlists list`, `show` and `refresh`."""

import json
import shlex
from pathlib import Path

from coachkit.store.library import Library
from tests.cli.conftest import Run

LIST = "competitor-zenlane-good"


def listed(run: Run, db: Path, *words: str) -> list[str]:
    done = run("playlists", "list", "--json", *words, "--db", db)
    return [one["id"] for one in json.loads(done.stdout or "[]")]


def test_lists_are_narrowed_by_kind_verdict_and_origin(run: Run, db: Path) -> None:
    every = listed(run, db)
    assert LIST in listed(run, db, "--kind", "competitor", "--verdict", "good")
    assert LIST not in listed(run, db, "--verdict", "bad")
    assert listed(run, db, "--origin", "built-in") == every
    assert listed(run, db, "--origin", "made") == []


def test_in_a_pipe_every_line_says_its_kind(run: Run, db: Path) -> None:
    lines = run("playlists", "list", "--db", db).stdout.splitlines()
    assert lines[0].split("\t") == ["kind", "id", "verdict", "title", "clips", "length"]
    assert len(lines) == len(listed(run, db)) + 1


def test_a_list_shows_its_query_its_note_and_what_left_it(run: Run, db: Path) -> None:
    with Library.open(db) as library, library.changing() as connection:
        connection.execute(
            "update playlists set query = 'name:zenlane went:good', note = 'Only one is left.' where id = ?",
            (LIST,),
        )
        connection.execute(
            "update clips set is_pinned = 1, note = 'Play twice' where playlist_id = ?", (LIST,)
        )
        connection.execute(
            "insert into departures values (?, 0, 4, 'gone', 62.0, 90.0, 'the call was deleted', ?)",
            (LIST, "2026-11-20T09:00:00+00:00"),
        )
    shown = run("playlists", "show", LIST, "--db", db).stdout
    assert "coachkit search 'name:zenlane went:good'" in shown
    assert "Only one is left." in shown
    assert "(pinned)" in shown
    assert "Note: Play twice" in shown
    assert "Left the list" in shown
    assert "5. 1:02 to 1:30 of call gone: the call was deleted (20 Nov 2026)" in shown
    page = json.loads(run("playlists", "show", LIST, "--json", "--db", db).stdout)
    assert page["departures"][0]["reason"] == "the call was deleted"


def test_a_clip_whose_recording_is_gone_is_shown_to_be_read(run: Run, db: Path) -> None:
    quote = json.loads(run("playlists", "show", LIST, "--json", "--db", db).stdout)["clips"][0]["quote"]
    lines = run("playlists", "show", LIST, "--db", db).stdout.count(quote[:20])
    for recording in db.parent.glob("*.wav"):
        recording.unlink()
    shown = run("playlists", "show", LIST, "--db", db).stdout
    assert "is no longer where it was, so this clip is text only." in shown
    assert shown.count(quote[:20]) == lines + 1


def test_a_long_quote_is_shown_in_part(run: Run, db: Path) -> None:
    with Library.open(db) as library, library.changing() as connection:
        connection.execute("update clips set quote = ? where playlist_id = ?", ("well then " * 90, LIST))
    assert "well then …”" in run("playlists", "show", LIST, "--db", db).stdout
    assert (
        len(json.loads(run("playlists", "show", LIST, "--json", "--db", db).stdout)["clips"][0]["quote"])
        > 800
    )


def test_a_query_with_an_apostrophe_is_shown_so_that_a_shell_takes_it(run: Run, db: Path) -> None:
    with Library.open(db) as library, library.changing() as connection:
        connection.execute("update playlists set query = ? where id = ?", ("customer:O'Brien", LIST))
    [line] = [
        one
        for one in run("playlists", "show", LIST, "--db", db).stdout.splitlines()
        if "O'" in one or "O'" in one
    ]
    assert shlex.split(line) == ["coachkit", "search", "customer:O'Brien"]


def test_a_library_without_lists_says_what_fills_them(run: Run, db: Path) -> None:
    with Library.open(db) as library, library.changing() as connection:
        connection.execute("delete from clips")
        connection.execute("delete from playlists")
    assert (
        "There are no playlists yet: coachkit build fills them" in run("playlists", "list", "--db", db).stderr
    )
    assert "There is no such playlist." in run("playlists", "list", "--kind", "week", "--db", db).stderr


def test_a_refresh_that_finds_no_lists_says_what_reads_the_calls_anew(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "bare.db"
    Library.open(db, create=True).close()
    assert (
        "There are no lists: nothing in these calls is worth a clip"
        in run("playlists", "refresh", "--db", db).stdout
    )


def test_a_refresh_says_which_lists_are_empty_and_why(run: Run, db: Path, tmp_path: Path) -> None:
    settings = tmp_path / "asked.toml"
    settings.write_text('[[playlists.smart]]\ntitle = "Half"\nquery = "(price"\n', encoding="utf-8")
    shown = run("playlists", "refresh", "--db", db, "--config", settings).stdout
    assert "Half: The query of “Half” cannot be used: this bracket is never closed" in shown
