"""The registry, the nouns and the file agree."""

import sqlite3
from contextlib import closing
from dataclasses import fields

import pytest

from coachkit.store.coding import columns_of
from coachkit.store.connection import SCHEMA_VERSION
from coachkit.store.library import Library
from coachkit.store.migrations import MIGRATIONS
from coachkit.store.tables import TABLES, Table
from coachkit.store.views import VIEW_MEANINGS

EACH_TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@EACH_TABLE
def test_a_table_has_exactly_the_columns_of_its_noun(library: Library, table: Table) -> None:
    with closing(sqlite3.connect(library.path)) as connection:
        info = connection.execute(f"pragma table_info({table.name})").fetchall()
    stored = [(name, kind, bool(required)) for _, name, kind, required, _, _ in info]
    expected = [(c.name, c.sql_type, not c.is_nullable) for c in columns_of(table.noun)]
    if table.row_number:
        expected.insert(0, (table.row_number, "INTEGER", False))
    assert stored == expected
    assert [c.name for c in columns_of(table.noun)] == [f.name for f in fields(table.noun)]


@EACH_TABLE
def test_a_tables_key_is_unique_in_the_file(library: Library, table: Table) -> None:
    with closing(sqlite3.connect(library.path)) as connection:
        unique = [
            {row[2] for row in connection.execute(f"pragma index_info({index[1]})")}
            for index in connection.execute(f"pragma index_list({table.name})").fetchall()
            if index[2]
        ]
        columns = connection.execute(f"pragma table_info({table.name})").fetchall()
    # a whole number that is the key by itself is the row's own number, and needs no index
    row_number = [column[1] for column in columns if column[5] and column[2] == "INTEGER"]
    assert set(table.key) in [*unique, {*row_number}]


@EACH_TABLE
def test_a_tables_foreign_keys_are_in_the_file(library: Library, table: Table) -> None:
    with closing(sqlite3.connect(library.path)) as connection:
        rows = connection.execute(f"pragma foreign_key_list({table.name})").fetchall()
    found = {(row[2], row[3], row[4], row[6] == "CASCADE") for row in rows}
    assert found == {
        (reference.table, column, other, reference.cascades)
        for reference in table.references
        for column, other in zip(reference.columns, reference.to, strict=True)
    }


def test_the_file_holds_no_table_or_view_that_is_not_described(library: Library) -> None:
    with closing(sqlite3.connect(library.path)) as connection:
        rows = connection.execute(
            "select type, name from sqlite_master where type in ('table', 'view')"
            " and name not like 'sqlite_%' and name not like 'turn_index%'"
        ).fetchall()
    assert {name for kind, name in rows if kind == "table"} == {table.name for table in TABLES}
    assert {name for kind, name in rows if kind == "view"} == set(VIEW_MEANINGS)


def test_the_schema_version_is_the_number_of_migrations() -> None:
    assert len(MIGRATIONS) == SCHEMA_VERSION


@pytest.mark.parametrize("view", VIEW_MEANINGS)
def test_a_view_has_rows_once_the_library_is_filled(filled: Library, view: str) -> None:
    with closing(sqlite3.connect(filled.path)) as connection:
        assert connection.execute(f"select * from {view}").fetchall()  # noqa: S608
