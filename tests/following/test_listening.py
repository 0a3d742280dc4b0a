"""What is noted to a list that an agent is asked to hear, and taken back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import EditError, NotFoundError
from coachkit.following.assigning import Request, Stamp, assign_list
from coachkit.following.listening import About, count_no_more, keep_comment, note_acknowledged, note_heard
from coachkit.following.standing import Standing, standing_to
from coachkit.store.library import Library
from coachkit.store.reading.following import list_named, listenings_of
from tests.export.example import build_example

LIST = "competitor-zenlane-bad"
AGENT = Stamp(author="Jana Kovac", at="2026-11-20T10:00:00+00:00", day=date(2026, 11, 20))
LEAD = Stamp(author="Lead", at="2026-11-21T10:00:00+00:00", day=date(2026, 11, 21))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(build_example(tmp_path / "example.db", tmp_path)) as opened:
        assign_list(opened, list_named(opened, LIST), ["Jana Kovac"], Request(), stamp=LEAD)
        yield opened


def _now(library: Library) -> Standing:
    return standing_to(library, list_named(library, LIST), "Jana Kovac", today=AGENT.day)


def test_an_answer_is_about_what_it_answers(library: Library) -> None:
    asked = keep_comment(library, _now(library), "Why?", about=About(number=1, second=4.0), stamp=AGENT)
    [comment] = asked.comments
    answered = keep_comment(library, asked, "So.", about=About(reply_to=comment.n), stamp=LEAD)
    answer = answered.comments[-1]
    assert (answer.author, answer.reply_to, answer.place) == ("Lead", comment.n, 0)
    assert (comment.second, answer.second) == (4.0, None)


def test_only_a_comment_to_the_same_assignment_can_be_answered(library: Library) -> None:
    with pytest.raises(NotFoundError, match="not there any more"):
        keep_comment(library, _now(library), "So.", about=About(reply_to=99), stamp=LEAD)


def test_a_comment_names_a_second_that_the_clip_has(library: Library) -> None:
    with pytest.raises(EditError, match="lasts 0:15"):
        keep_comment(library, _now(library), "So.", about=About(number=1, second=40.0), stamp=AGENT)


def test_what_was_taken_back_counts_no_more_and_stays_in_the_record(library: Library) -> None:
    done = note_acknowledged(library, note_heard(library, _now(library), [1], stamp=AGENT), stamp=AGENT)
    assert done.progress.is_done
    rows = listenings_of(library, [done.assignment])
    after = count_no_more(library, done, [row.n for row in rows], stamp=AGENT)
    assert (after.progress.heard, after.progress.is_done, after.progress.acknowledged_at) == (0, False, None)
    assert _now(library).progress == after.progress
    with closing(sqlite3.connect(library.path)) as connection:
        kinds = connection.execute("select kind from listenings order by n").fetchall()
        seen = connection.execute("select heard, finished_at, acknowledged_at from v_assignments").fetchall()
    assert [kind for (kind,) in kinds] == ["heard", "finished", "acknowledged", *["taken back"] * 3]
    assert seen == [(0, None, None)]
