"""Turns, their index and the vocabulary go together, whatever happens to a call."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from coachkit.models import Annotation, Call, SpokenTurn, VocabularyWord
from coachkit.store.connection import APPLICATION_ID
from coachkit.store.library import Library
from coachkit.store.migrations import MIGRATIONS
from coachkit.store.reading.turns import read_turns, turns_around, turns_between
from coachkit.store.turn_ids import TURNS_A_RANGE, first_id, ids_of_days
from tests.store.small_library import BAD, GOOD, run_of


def indexed(library: Library, match: str) -> list[int]:
    with closing(sqlite3.connect(library.path)) as connection:
        sql = "select rowid from turn_index where turn_index match ? order by rowid desc"
        return [number for (number,) in connection.execute(sql, (match,))]


def counted(library: Library) -> dict[str, int]:
    return {one.term: one.turns for one in library.rows(VocabularyWord)}


def counted_anew(library: Library) -> dict[str, int]:
    found: dict[str, int] = {}
    for turn in library.rows(SpokenTurn):
        for word in set(turn.words.split()):
            found[word] = found.get(word, 0) + 1
    return found


def calls_of(library: Library) -> dict[str, Call]:
    return {call.id: call for call in library.rows(Call)}


def test_the_vocabulary_counts_in_how_many_turns_each_word_is_said(filled: Library) -> None:
    assert counted(filled) == counted_anew(filled)
    assert counted(filled)["zenlane"] == 2


def test_a_deleted_call_leaves_neither_index_entries_nor_words(filled: Library) -> None:
    filled.forget_call(GOOD)
    assert indexed(filled, "words : zenlane") == []
    assert counted(filled) == counted_anew(filled)
    assert "zenlane" not in counted(filled)
    filled.forget_call(BAD)
    assert counted(filled) == {}


def test_a_call_indexed_anew_is_counted_once(filled: Library) -> None:
    turns = filled.rows(SpokenTurn, call_id=BAD)
    filled.replace_stage(run_of(BAD, "index", "f2"), ["turns"], {"turns": turns[:1]})
    assert counted(filled) == counted_anew(filled)
    assert indexed(filled, "words : account") == []


def test_a_changed_row_is_found_by_its_new_words(filled: Library) -> None:
    with filled.changing() as connection:
        connection.execute("update turns set words = 'refund refund please' where call_id = ?", (BAD,))
    assert indexed(filled, "words : account") == []
    assert len(indexed(filled, "words : refund")) == 3
    assert counted(filled) == counted_anew(filled)


def test_nothing_of_the_index_is_left_out_of_step(filled: Library) -> None:
    filled.forget_call(BAD)
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as connection:
        connection.execute("insert into turn_index (turn_index, rank) values ('integrity-check', 1)")


def test_newer_calls_have_higher_numbers(filled: Library) -> None:
    calls = calls_of(filled)
    assert first_id(filled, calls[GOOD], 4) > first_id(filled, calls[BAD], 4) > 0


def test_the_numbers_of_a_day_are_one_range(filled: Library) -> None:
    number = first_id(filled, calls_of(filled)[GOOD], 4)
    day = date(2026, 11, 18)
    low, high = ids_of_days(day, day)
    assert low <= number <= high
    assert ids_of_days(None, date(2026, 11, 17))[1] + 1 == low
    assert ids_of_days(date(2026, 11, 19), None)[0] == high + 1
    assert ids_of_days(None, None)[1] == 2**63 - 1


@pytest.mark.parametrize("started_at", [None, "some day", "1969-05-01"])
def test_calls_of_an_unknown_day_come_last(filled: Library, started_at: str | None) -> None:
    call = Call(
        id="x", path="x", audio_hash="x", duration=1.0, channels=1, sample_rate=1, codec="x",
        started_at=started_at,
    )  # fmt: skip
    assert first_id(filled, call, 4) < first_id(filled, calls_of(filled)[BAD], 4)


def test_a_range_that_another_call_has_taken_is_left_to_it(filled: Library) -> None:
    call = calls_of(filled)[GOOD]
    wanted = first_id(filled, call, 4)
    with filled.changing() as connection:
        connection.execute("update turns set id = ? where call_id = ? and n = 0", (wanted + 3, BAD))
    assert first_id(filled, call, 4) == wanted + TURNS_A_RANGE
    with filled.changing() as connection:
        connection.execute(
            "update turns set id = ? where call_id = ? and n = 1", (wanted + TURNS_A_RANGE, BAD)
        )
    assert first_id(filled, call, TURNS_A_RANGE + 1) == wanted + 2 * TURNS_A_RANGE


def test_a_call_keeps_its_own_range(filled: Library) -> None:
    call = calls_of(filled)[GOOD]
    wanted = first_id(filled, call, 4)
    with filled.changing() as connection:
        connection.execute("update turns set id = ? + n where call_id = ?", (wanted, GOOD))
    assert first_id(filled, call, 4) == wanted


def test_turns_are_read_with_their_text_in_the_order_asked(filled: Library) -> None:
    first, second = filled.rows(SpokenTurn, call_id=BAD)[:2]
    found = read_turns(filled, [second.id, 5, first.id])
    assert [turn.text for turn in found] == ["It was cancelled by the system.", "The export failed again."]
    assert [(token.plain, lemma) for token, lemma in found[0].tokens][:3] == [
        ("it", "it"), ("was", "be"), ("cancelled", "cancel"),
    ]  # fmt: skip


def test_the_turns_around_one_are_read_in_order(filled: Library) -> None:
    assert [turn.n for turn in turns_between(filled, GOOD, -1, 1)] == [0, 1]


def test_the_turns_around_some_are_those_of_their_own_calls(filled):
    mine = [one for one in filled.rows(SpokenTurn) if one.n == 0 or (one.call_id == GOOD and one.n == 2)]
    turns = read_turns(filled, [one.id for one in mine])

    near = turns_around(filled, turns, 1)

    assert {(turn.call_id, turn.n): [one.n for one in near[turn.id]] for turn in turns} == {
        (GOOD, 0): [1],
        (GOOD, 2): [1, 3],
        (BAD, 0): [1],
    }
    assert all(one.call_id == turn.call_id for turn in turns for one in near[turn.id])


def test_an_older_library_keeps_what_was_seen_in_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = Database(connection, execute_plugins=False)
        for migration in MIGRATIONS[:5]:
            migration(db)
        connection.execute(
            "insert into calls (id, path, audio_hash, duration, channels, sample_rate, codec, details_from)"
            " values ('c1', '/c1.wav', 'h', 9.0, 2, 8000, 'opus', 'none')"
        )
        connection.execute(
            "insert into annotations (call_id, n, folded, lemmas, tokens, entities, chunks)"
            " values ('c1', 0, 'it failed', 'it fail', '[[0,2,\"it\",\"PRON\"]]', '[]', '[]')"
        )
        connection.execute(f"pragma application_id = {APPLICATION_ID:d}")
        connection.execute("pragma user_version = 5")
    with Library.open(path) as library:
        [kept] = library.rows(Annotation)
        assert kept == Annotation(
            call_id="c1", n=0, lemmas="it fail", tokens=((0, 2, "it", "PRON"),), entities=(), chunks=()
        )
        assert library.rows(SpokenTurn) == []
        library.forget_call("c1")
        assert library.rows(Annotation) == []
