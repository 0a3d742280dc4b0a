from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from coachkit.web.kept_readings import KeptReadings


def counted(values: list[int]) -> int:
    values.append(len(values))
    return len(values)


def test_a_reading_is_kept_until_the_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("one")
    kept, calls = KeptReadings(file), list[int]()
    assert [kept.get("n", lambda: counted(calls)) for _ in range(3)] == [1, 1, 1]
    file.write_text("one and two")
    assert kept.get("n", lambda: counted(calls)) == 2


def test_a_change_that_stands_in_the_log_beside_the_file_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("one")
    kept, calls = KeptReadings(file), list[int]()
    kept.get("n", lambda: counted(calls))
    (tmp_path / "a.db-wal").write_text("more")
    assert kept.get("n", lambda: counted(calls)) == 2


def test_two_who_ask_at_once_have_it_read_once(tmp_path: Path) -> None:
    kept, calls, go = KeptReadings(tmp_path / "a.db"), list[int](), Event()

    def slow() -> int:
        go.wait(10)
        return counted(calls)

    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(kept.get, "n", slow) for _ in range(2)]
        go.set()
        assert [one.result(10) for one in asked] == [1, 1]


def test_a_reading_that_fails_is_tried_again(tmp_path: Path) -> None:
    kept = KeptReadings(tmp_path / "a.db")
    with pytest.raises(ZeroDivisionError):
        kept.get("n", lambda: 1 // 0)
    assert kept.get("n", lambda: 1) == 1


def test_what_was_not_asked_for_longest_goes(tmp_path: Path) -> None:
    kept, calls = KeptReadings(tmp_path / "a.db", most=2), list[int]()
    for name in ("a", "b", "a", "c"):
        kept.get(name, lambda: counted(calls))
    assert kept.get("a", lambda: counted(calls)) == 1
    assert kept.get("b", lambda: counted(calls)) == 4


def test_a_note_is_outlived_by_all_that_does_not_tell_of_it(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("one")
    kept, calls, notes = KeptReadings(file), list[int](), list[int]()
    for _ in range(3):
        kept.get("calls", lambda: counted(calls))
        kept.get("notes", lambda: counted(notes), tells_notes=True)
        before = kept.unchanged_since()
        with kept.noting(lambda: "nobody else"):
            file.write_text(file.read_text() + " and more")
        assert kept.unchanged_since() == before
    assert (len(calls), len(notes)) == (1, 3)


def test_a_note_hides_no_change_by_others(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("one")
    kept, calls, others = KeptReadings(file), list[int](), [1, 2]
    before = kept.unchanged_since()
    kept.get("calls", lambda: counted(calls))
    with kept.noting(others.pop):
        file.write_text("one and two")
    assert kept.get("calls", lambda: counted(calls)) == 2
    assert kept.unchanged_since() != before


def test_a_change_before_a_note_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("one")
    kept, calls = KeptReadings(file), list[int]()
    kept.get("calls", lambda: counted(calls))
    file.write_text("one and two")
    with kept.noting(lambda: "nobody else"):
        file.write_text("one and two and three")
    assert kept.get("calls", lambda: counted(calls)) == 2


def test_what_is_being_read_while_a_note_is_written_is_kept_unless_it_tells_of_it(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("one")
    kept, calls, notes = KeptReadings(file), list[int](), list[int]()

    def noted(values: list[int]) -> int:
        with kept.noting(lambda: "nobody else"):
            file.write_text(file.read_text() + " and more")
        return counted(values)

    kept.get("calls", lambda: noted(calls))
    kept.get("notes", lambda: noted(notes), tells_notes=True)
    assert kept.get("calls", lambda: counted(calls)) == 1
    assert kept.get("notes", lambda: counted(notes), tells_notes=True) == 2
