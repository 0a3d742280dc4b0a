"""What opening a file says when the file is not what it should be."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from coachkit.errors import LibraryError
from coachkit.models import Call, Failure
from coachkit.store.connection import (
    APPLICATION_ID,
    PAGE_CACHE,
    SCHEMA_VERSION,
    connect,
    connect_to_read,
    plain_errors,
)
from coachkit.store.library import Library
from coachkit.store.m001 import m001_first_schema

FAILURE = Failure(subject="/calls/a.mp3", stage="ingest", reason="no sound", failed_at="2026-11-20")


def test_a_missing_file_is_not_made_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(LibraryError, match=r"none\.db: there is no such database; `coachkit build FOLDER`"):
        Library.open(path)
    assert not path.exists()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="this is a folder"):
        Library.open(tmp_path, create=True)


def test_a_database_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="does not exist; make it first"):
        Library.open(tmp_path / "new" / "calls.db", create=True)


def test_a_file_that_is_not_sqlite_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("call Jana back\n" * 100)
    with pytest.raises(LibraryError, match="not a SQLite database"):
        Library.open(path, create=True)
    assert path.read_text() == "call Jana back\n" * 100


def test_somebody_elses_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table photos (id integer)")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not one of coachkit's"):
        Library.open(path, create=True)
    assert path.read_bytes() == before


def test_an_empty_file_can_be_built_into_but_not_read(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(LibraryError, match="the database is empty; `coachkit build FOLDER` fills it"):
        Library.open(path)
    with Library.open(path, create=True) as library:
        assert library.rows(Call) == []


def test_a_newer_schema_is_refused(library: Library) -> None:
    with closing(sqlite3.connect(library.path)) as connection:
        connection.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(LibraryError, match=r"written by a newer coachkit .* upgrade coachkit"):
        Library.open(library.path, create=True)


def test_a_path_with_signs_that_mean_something_in_addresses_opens(tmp_path: Path) -> None:
    path = tmp_path / "50% off? #1 über.db"
    with Library.open(path, create=True) as library:
        library.record_failure(FAILURE)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_another_writer_is_named_as_the_cause(library: Library) -> None:
    with (
        closing(sqlite3.connect(library.path, isolation_level=None)) as other,
        Library.open(library.path, wait=0) as hurried,
    ):
        other.execute("begin immediate")
        with pytest.raises(LibraryError, match="another program is writing to it; wait"):
            hurried.record_failure(FAILURE)
        other.execute("rollback")
        hurried.record_failure(FAILURE)
    assert library.rows(Failure) == [FAILURE]


def test_a_full_disk_is_named_as_the_cause(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("create table t (x blob)")
        connection.execute("pragma max_page_count = 3")
        with (
            pytest.raises(LibraryError, match=r"small\.db: the disk is full; free some space"),
            plain_errors(path),
        ):
            connection.execute("insert into t values (zeroblob(100000))")


def test_a_file_that_may_only_be_read_is_named_as_the_cause(library: Library) -> None:
    with (
        closing(sqlite3.connect(f"{library.path.as_uri()}?mode=ro", uri=True)) as connection,
        pytest.raises(LibraryError, match="it may only be read"),
        plain_errors(library.path),
    ):
        connection.execute("delete from calls")


def test_a_folder_that_may_not_be_entered_is_named_as_the_cause(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="ask for permission"), plain_errors(tmp_path / "calls.db"):
        raise PermissionError(13, "Permission denied")


def test_coachkits_own_mistakes_in_sql_are_not_disguised(library: Library) -> None:
    with pytest.raises(sqlite3.OperationalError):
        library.find(Call, "select from where")


def test_a_reader_does_not_wait_for_a_writer(library: Library) -> None:
    with closing(sqlite3.connect(library.path, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        with Library.open(library.path, wait=0) as reader:
            assert reader.rows(Failure) == []


def test_reading_a_library_imports_neither_sqlite_utils_nor_numpy(filled: Library) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from coachkit.store.library import Library\n"
        "from coachkit.store.reading import library_summary\n"
        "from coachkit.searching.results import Asked\n"
        "from coachkit.searching.search import Searcher\n"
        "library = Library.open(Path(sys.argv[1])); library_summary(library)\n"
        "assert Searcher(library).search(Asked(text='cancel', mode='keyword')).hits\n"
        "library.close()\n"
        "print([name for name in ('sqlite_utils', 'numpy', 'click') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(filled.path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_a_library_that_is_opened_to_read_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    with Library.open(path, create=True) as library:
        library.record_failure(FAILURE)
    before = path.read_bytes()
    with Library.open_to_read(path) as library:
        assert library.rows(Failure) == [FAILURE]
        with pytest.raises(LibraryError, match="it may only be read"):
            library.clear_failure(FAILURE.subject, FAILURE.stage)
    assert path.read_bytes() == before


def test_an_older_library_is_read_as_a_copy_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "calls.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        m001_first_schema(Database(connection, execute_plugins=False))
        connection.execute(f"pragma application_id = {APPLICATION_ID:d}")
        connection.execute("pragma user_version = 1")
    before = path.read_bytes()
    with Library.open_to_read(path) as library:
        assert library.rows(Call) == []
    assert path.read_bytes() == before


def test_opening_to_read_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="there is no such database"):
        Library.open_to_read(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_connection_may_keep_more_of_the_file_than_sqlite_would(tmp_path: Path) -> None:
    path = tmp_path / "coachkit.db"
    Library.open(path, create=True).close()
    for opened in (connect(path, create=False, wait=1.0), connect_to_read(path)):
        with closing(opened) as connection:
            assert connection.execute("pragma cache_size").fetchone() == (-PAGE_CACHE,)
