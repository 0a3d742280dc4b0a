"""Assigning lists and following them, as a lead does it and as an agent does."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LIST = "competitor-zenlane-bad"
TITLE = "Zenlane: replies that did not work"


@pytest.fixture
def assigned(run: Run, db: Path) -> Path:
    """The example library with a list that Jana is asked to hear."""
    assert run("playlists", "assign", LIST, "--to", "jana", "--db", db).exit_code == 0
    return db


def lines(run: Run, db: Path, *words: str) -> list[dict[str, object]]:
    done = run("playlists", "assignments", "--json", *words, "--db", db)
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def drop_list(db: Path, playlist_id: str = LIST) -> None:
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("delete from clips where playlist_id = ?", [playlist_id])
        connection.execute("delete from playlists where id = ?", [playlist_id])


def empty_list(db: Path, playlist_id: str = LIST) -> None:
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("delete from clips where playlist_id = ?", [playlist_id])


def put_clip(db: Path, playlist_id: str, *, of: str) -> None:
    """Put the first clip of another list at the end of a list, as a refresh might."""
    with closing(sqlite3.connect(db)) as connection, connection:
        [last] = connection.execute(
            "select max(n) from clips where playlist_id = ?", [playlist_id]
        ).fetchone()
        names = [row[1] for row in connection.execute("pragma table_info(clips)")]
        rest = ", ".join(f'"{name}"' for name in names if name not in ("playlist_id", "n"))
        connection.execute(
            f"insert into clips (playlist_id, n, {rest}) select ?, ?, {rest} from clips"  # noqa: S608
            " where playlist_id = ? and n = 0",
            [playlist_id, last + 1, of],
        )


def overdue(db: Path) -> None:
    """Let every day that was set be three days ago."""
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("update assignments set due = ?", [str(date.today() - timedelta(days=3))])


def test_a_list_is_assigned_with_a_day_and_its_length(run: Run, db: Path) -> None:
    day = date.today() + timedelta(days=7)
    done = run("playlists", "assign", LIST, "--to", "jana", "--to", "tom", "--due", "next week", "--db", db)

    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[0] == f"{TITLE}: 1 clip, 0:15"
    assert f"Jana Kovac: assigned, due {day.day} {day:%b %Y}" in done.stdout
    assert [(one["agent"], one["due"]) for one in lines(run, db)] == [
        ("Jana Kovac", day.isoformat()),
        ("Tom Berg", day.isoformat()),
    ]


def test_a_list_assigned_twice_says_since_when_and_changes_nothing(run: Run, assigned: Path) -> None:
    before = lines(run, assigned)
    done = run("playlists", "assign", LIST, "--to", "jana", "--db", assigned)
    assert "Jana Kovac: has it since" in done.stdout
    assert "0 of 1 heard; nothing changed" in done.stdout
    assert lines(run, assigned) == before


def test_the_day_of_an_assignment_changes_only_when_one_is_named(run: Run, assigned: Path) -> None:
    run("playlists", "assign", LIST, "--to", "jana", "--due", "2100-01-31", "--db", assigned)
    done = run("playlists", "assign", LIST, "--to", "jana", "--db", assigned)
    assert "due 31 Jan 2100; nothing changed" in done.stdout
    [line] = lines(run, assigned)
    assert line["due"] == "2100-01-31"


def test_what_was_heard_is_asked_for_once_more_only_on_request(run: Run, assigned: Path) -> None:
    run("playlists", "heard", LIST, "--all", "--as", "jana", "--db", assigned)
    told = run("playlists", "assign", LIST, "--to", "jana", "--db", assigned)
    assert "has heard it already" in told.stdout
    again = run("playlists", "assign", LIST, "--to", "jana", "--again", "--db", assigned)
    assert "assigned again, from the beginning" in again.stdout
    [line] = lines(run, assigned)
    assert (line["state"], line["heard"]) == ("open", 0)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--to", "tom berk"], "did you mean “Tom Berg”"),
        (["--to", "jana", "--due", "2020-01-01"], "is over"),
        (["--to", "jana", "--due", "soonish"], "is no day"),
        (["--team", "north"], "no team “north”"),
        ([], "Say who is to hear it"),
    ],
)
def test_a_request_that_cannot_be_understood_assigns_nothing(
    run: Run, db: Path, words: list[str], told: str
) -> None:
    done = run("playlists", "assign", LIST, *words, "--db", db)
    assert done.exit_code != 0
    assert told in done.stderr
    assert lines(run, db) == []


def test_a_list_without_clips_is_not_assigned(run: Run, db: Path) -> None:
    empty_list(db)
    done = run("playlists", "assign", LIST, "--to", "jana", "--db", db)
    assert done.exit_code == 1
    assert "has no clips now, so there is nothing to hear" in done.stderr


def test_what_no_text_can_hold_is_dropped_from_what_a_lead_writes(run: Run, db: Path) -> None:
    wrote = ("--note", "Hear \udcff the pause", "--by", "J\udcffo")
    assert run("playlists", "assign", LIST, "--to", "jana", *wrote, "--db", db).exit_code == 0
    [one] = lines(run, db)
    assert (one["note"], one["assigned_by"]) == ("Hear the pause", "Jo")
    assert run("playlists", "unassign", LIST, "--why", "On \udcffleave", "--db", db).exit_code == 0
    assert run("playlists", "unassign", LIST, "--why", "\udcff", "--db", db).exit_code == 1


def test_clips_are_heard_by_their_numbers(run: Run, assigned: Path) -> None:
    done = run("playlists", "heard", LIST, "1", "--as", "jana", "--db", assigned)
    assert done.stdout.startswith(f"{TITLE}: 1 clip heard\n  1 of 1 heard\n  That was all.")
    [line] = lines(run, assigned)
    assert (line["state"], line["finished_at"] is not None) == ("done", True)


def test_a_clip_heard_twice_is_heard_once(run: Run, assigned: Path) -> None:
    run("playlists", "heard", LIST, "1", "--as", "jana", "--db", assigned)
    before = lines(run, assigned)
    done = run("playlists", "heard", LIST, "1", "--as", "jana", "--db", assigned)
    assert "clip 1 was heard already" in done.stdout
    assert lines(run, assigned) == before


def test_a_number_that_the_list_does_not_have_notes_nothing(run: Run, assigned: Path) -> None:
    done = run("playlists", "heard", LIST, "1", "4", "--as", "jana", "--db", assigned)
    assert done.exit_code == 1
    assert "has no clip 4; it has clip 1 only" in done.stderr
    assert lines(run, assigned)[0]["heard"] == 0


def test_what_nobody_assigned_cannot_be_heard(run: Run, assigned: Path) -> None:
    done = run("playlists", "heard", LIST, "--all", "--as", "tom", "--db", assigned)
    assert done.exit_code == 1
    assert f"“{TITLE}” is not assigned to Tom Berg" in done.stderr
    assert f'coachkit playlists assign {LIST} --to "Tom Berg"' in done.stderr


def test_who_does_not_say_who_they_are_is_asked(
    run: Run, assigned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "stranger")
    done = run("playlists", "heard", LIST, "--all", "--db", assigned)
    assert done.exit_code == 1
    assert "no agent has the log-in “stranger”; say who you are, such as --as Jana" in done.stderr


def test_the_log_in_of_an_agent_says_who_it_is(
    run: Run, assigned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "agent12")
    assert run("playlists", "heard", LIST, "--all", "--db", assigned).exit_code == 0
    assert lines(run, assigned)[0]["state"] == "done"


def test_the_place_in_a_clip_is_where_to_go_on(run: Run, assigned: Path) -> None:
    done = run("playlists", "at", LIST, "1", "0:12", "--as", "jana", "--db", assigned)
    assert "Next: clip 1, from 0:12" in done.stdout
    [line] = lines(run, assigned)
    assert (line["next_clip"], line["next_second"]) == (1, 12.0)


@pytest.mark.parametrize(
    ("number", "time", "told"),
    [
        ("1", "9:00", "clip 1 lasts 0:15, so 9:00 is past its end"),
        ("2", "0:01", "has no clip 2"),
        ("1", "half", "“half” is no time"),
    ],
)
def test_a_place_that_the_list_does_not_have_is_told(
    run: Run, assigned: Path, number: str, time: str, told: str
) -> None:
    done = run("playlists", "at", LIST, number, time, "--as", "jana", "--db", assigned)
    assert done.exit_code != 0
    assert told in done.stderr


def test_acknowledging_twice_keeps_the_first_time(run: Run, assigned: Path) -> None:
    run("playlists", "acknowledge", LIST, "--as", "jana", "--db", assigned)
    [before] = lines(run, assigned)
    done = run("playlists", "acknowledge", LIST, "--as", "jana", "--db", assigned)
    assert "acknowledged already on" in done.stdout
    [after] = lines(run, assigned)
    assert after["acknowledged_at"] == before["acknowledged_at"] is not None


def test_acknowledging_is_not_hearing(run: Run, assigned: Path) -> None:
    run("playlists", "acknowledge", LIST, "--as", "jana", "--db", assigned)
    assert lines(run, assigned, "--open")[0]["heard"] == 0


def test_the_lead_reads_comments_beside_their_clips(run: Run, assigned: Path) -> None:
    run("playlists", "comment", LIST, "1", "I would ask first.", "--as", "jana", "--db", assigned)
    run("playlists", "comment", LIST, "Good list!", "--as", "jana", "--db", assigned)
    shown = run("playlists", "followed", LIST, "--db", assigned).stdout
    to_list, to_clip = shown.index("To the list"), shown.index("To clip 1, 0:03")
    assert shown.index("Jana Kovac", to_list) < shown.index("Good list!") < to_clip
    assert to_clip < shown.index("I would ask first.")


def test_a_number_alone_is_a_comment(run: Run, assigned: Path) -> None:
    run("playlists", "comment", LIST, "42", "--as", "jana", "--db", assigned)
    comments = lines(run, assigned)[0]["comments"]
    assert isinstance(comments, list)
    assert (comments[0]["text"], comments[0]["clip"]) == ("42", None)


def test_a_comment_of_spaces_is_refused(run: Run, assigned: Path) -> None:
    done = run("playlists", "comment", LIST, "  ", "--as", "jana", "--db", assigned)
    assert done.exit_code == 1
    assert "the comment is empty" in done.stderr


def test_taking_it_back_keeps_what_was_heard_and_why(run: Run, assigned: Path) -> None:
    run("playlists", "heard", LIST, "1", "--as", "jana", "--db", assigned)
    done = run("playlists", "unassign", LIST, "--why", "She is on leave.", "--db", assigned)
    assert f"{TITLE} is no longer assigned to Jana Kovac (1 of 1 clip heard): She is on leave." in done.stdout
    assert lines(run, assigned) == []
    [line] = lines(run, assigned, "--withdrawn")
    assert (line["heard"], line["why_withdrawn"]) == (1, "She is on leave.")
    assert "Taken back from Jana Kovac" in run("playlists", "followed", LIST, "--db", assigned).stdout


def test_what_is_not_assigned_cannot_be_taken_back(run: Run, assigned: Path) -> None:
    done = run("playlists", "unassign", LIST, "--to", "tom", "--why", "no reason", "--db", assigned)
    assert done.exit_code == 1
    assert f"“{TITLE}” is not assigned to Tom Berg; it is assigned to Jana Kovac" in done.stderr


def test_taking_it_back_needs_a_reason(run: Run, assigned: Path) -> None:
    done = run("playlists", "unassign", LIST, "--why", " ", "--db", assigned)
    assert done.exit_code == 1
    assert len(lines(run, assigned)) == 1


def test_overdue_ones_come_first_with_how_long(run: Run, db: Path) -> None:
    run("playlists", "assign", LIST, "--to", "jana", "--due", "tomorrow", "--db", db)
    overdue(db)
    run("playlists", "assign", LIST, "--to", "tom", "--due", "today", "--db", db)
    shown = run("playlists", "assignments", "--db", db).stdout.splitlines()[1:]
    assert [line.split("\t")[0] for line in shown] == ["Jana Kovac", "Tom Berg"]
    assert "3 days ago" in shown[0]
    assert [one["agent"] for one in lines(run, db, "--overdue")] == ["Jana Kovac"]


def test_a_clip_that_came_later_is_new_to_whoever_has_heard_the_list(run: Run, assigned: Path) -> None:
    run("playlists", "heard", LIST, "--all", "--as", "jana", "--db", assigned)
    put_clip(assigned, LIST, of="competitor-zenlane-good")
    [line] = lines(run, assigned)
    assert (line["state"], line["heard"], line["of"], line["new_since"]) == ("done", 1, 1, 1)
    assert "1 of 1, 1 new since" in run("playlists", "followed", LIST, "--db", assigned).stdout


def test_a_list_that_was_dropped_is_still_told_of(run: Run, assigned: Path) -> None:
    drop_list(assigned)
    shown = run("playlists", "assignments", "--db", assigned).stdout
    assert "the list was dropped" in shown
    done = run("playlists", "heard", LIST, "1", "--as", "jana", "--db", assigned)
    assert "was dropped, so there is nothing left to hear" in done.stderr
    assert run("playlists", "unassign", LIST, "--why", "It is gone.", "--db", assigned).exit_code == 0


def test_an_agent_without_calls_can_be_asked_and_it_is_said(run: Run, db: Path) -> None:
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("insert into agents (name, aliases) values ('Ada New', '[]')")
    done = run("playlists", "assign", LIST, "--to", "ada", "--db", db)
    assert done.exit_code == 0
    assert "Ada New has no calls here, so no figure can show a change." in done.stdout


def test_the_view_counts_as_the_commands_do(run: Run, assigned: Path) -> None:
    put_clip(assigned, LIST, of="competitor-zenlane-good")
    run("playlists", "heard", LIST, "2", "--as", "jana", "--db", assigned)
    run("playlists", "assign", LIST, "--to", "jana", "--due", "2100-01-31", "--db", assigned)
    with closing(sqlite3.connect(assigned)) as connection:
        row = connection.execute("select agent, due, clips, heard, finished_at from v_assignments").fetchone()
    assert row == ("Jana Kovac", "2100-01-31", 2, 1, None)


def test_without_any_assignment_the_lists_say_what_to_do(run: Run, db: Path) -> None:
    assert "coachkit playlists assign" in run("playlists", "assignments", "--db", db).stderr
    assert "Nobody is asked to hear it" in run("playlists", "followed", LIST, "--db", db).stdout


def test_before_and_after_say_when_there_is_too_little_to_tell(run: Run, assigned: Path) -> None:
    done = run("playlists", "effect", LIST, "--on", "criterion:next step", "--days", "30", "--db", assigned)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(
        f"{TITLE}\nShare of calls that meet “next step agreed” of the score card, 30 days"
    )
    assert "nothing can be concluded" in done.stdout
    assert ", assigned (not all is heard)" in done.stdout


def test_before_and_after_are_counted_from_the_day_of_the_last_clip(run: Run, assigned: Path) -> None:
    run("playlists", "heard", LIST, "--all", "--as", "jana", "--db", assigned)
    done = run("playlists", "effect", LIST, "--on", "criterion:next step", "--json", "--db", assigned)
    [one] = json.loads(done.stdout)["effect"]["agents"]
    assert one["course"]["since_what"] == "heard to the end"
    assert one["own"]["difference"] is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--on", "next step"], "is nothing that a list can train"),
        (["--on", "metric:patients"], "there is no figure “patients”; did you mean “patience”"),
        (
            ["--agent", "tom", "--on", "metric:patience"],
            "is not assigned to Tom Berg; it is assigned to Jana",
        ),
        (["--days", "0"], "0 is not in the range"),
        ([], "there is no reply to the competitor “Zenlane”"),
    ],
)
def test_a_figure_that_cannot_be_compared_is_told(
    run: Run, assigned: Path, words: list[str], told: str
) -> None:
    done = run("playlists", "effect", LIST, *words, "--db", assigned)
    assert done.exit_code != 0
    assert told in done.stderr


def test_without_an_assignment_there_is_no_before_and_after(run: Run, db: Path) -> None:
    done = run("playlists", "effect", LIST, "--db", db)
    assert done.exit_code == 1
    assert "nobody is asked to hear" in done.stderr


def test_an_agent_who_goes_by_another_name_since_keeps_the_assignment(run: Run, assigned: Path) -> None:
    with closing(sqlite3.connect(assigned)) as connection, connection:
        connection.execute(
            "update agents set name = 'Jana Novak', aliases = '[\"Jana Kovac\"]' where name = 'Jana Kovac'"
        )
    done = run("playlists", "heard", LIST, "1", "--as", "jana novak", "--db", assigned)
    assert done.exit_code == 0, done.stderr
    assert [one["agent"] for one in lines(run, assigned, "--done")] == ["Jana Novak"]
