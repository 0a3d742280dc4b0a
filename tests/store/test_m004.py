"""A library without trackers is brought up to date: what it holds stays, and finds have a view."""

import sqlite3
from contextlib import closing

from coachkit.models import Mention, TrackerHit, TrackerVerdict
from coachkit.store.library import Library
from tests.store.small_library import GOOD


def test_mentions_of_before_are_plain_and_without_a_stance(filled: Library) -> None:
    mentions = filled.rows(Mention, call_id=GOOD)
    assert {(one.modality, one.stance) for one in mentions} == {("plain", None)}


def test_a_verdict_is_shown_with_the_find_that_it_lies_on(filled: Library) -> None:
    [hit] = filled.rows(TrackerHit, call_id=GOOD)
    with filled.changing() as connection:
        connection.execute(
            "insert into tracker_verdicts values (?, ?, ?, ?, 0, 'Lea', '2026-11-20', '')",
            (hit.tracker, GOOD, hit.start - 0.5, hit.end - 0.5),
        )
    assert [one.accepted for one in filled.rows(TrackerVerdict)] == [False]
    with closing(sqlite3.connect(filled.path)) as connection:
        rows = connection.execute("select call_id, accepted from v_tracker_hits order by call_id").fetchall()
    assert [accepted for call_id, accepted in rows if call_id == GOOD] == [0]
    assert [accepted for call_id, accepted in rows if call_id != GOOD] == [None]
