"""Rows into tables, inside a transaction that the caller holds (`Library` does)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachkit.store import coding

if TYPE_CHECKING:
    from coachkit.models import StageRun
    from coachkit.store.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResult:
    """What a stage returned for a call, or for the library: rows by table, and the tables that it writes."""

    run: StageRun
    tables: Sequence[str]
    rows: Mapping[str, Sequence[object]]


def write_result(connection: sqlite3.Connection, result: StageResult) -> None:
    """Put a result in place of the stage's last, and record the run; see `Library.replace_stage`.

    Raises:
        ValueError: There are rows of a table that the stage does not write, or an append-only row changes.
    """
    run = result.run
    stray = sorted(set(result.rows) - set(result.tables))
    if stray:
        raise ValueError(f"stage {run.stage} does not write {', '.join(stray)}")
    written = coding.tables_named(result.tables)
    for table in reversed(written):
        if not table.is_append_only:
            delete_rows(connection, table, call_id=run.call_id)
    for table in written:
        rows = result.rows.get(table.name, ())
        insert_rows(
            connection, table, _not_yet_stored(connection, table, rows) if table.is_append_only else rows
        )
    upsert_rows(connection, run)
    forget_failure(connection, run.call_id, run.stage)


def upsert_rows(connection: sqlite3.Connection, *rows: object) -> None:
    """Add rows, or put each in place of the one with the same key."""
    for row in rows:
        table = coding.table_of(type(row))
        connection.executemany(coding.upsert_sql(table), coding.pack([row], table))


def replace_rows(connection: sqlite3.Connection, noun: type, rows: Sequence[object], *, call_id: str) -> None:
    """Put rows of a noun in place of the call's."""
    table = coding.table_of(noun)
    delete_rows(connection, table, call_id=call_id)
    insert_rows(connection, table, rows)


def delete_rows(connection: sqlite3.Connection, table: Table, *, call_id: str) -> None:
    """Remove a call's rows; all rows where `call_id` is empty."""
    if call_id:
        connection.execute(f"delete from {table.name} where call_id = ?", (call_id,))  # noqa: S608 - name from the registry
    else:
        connection.execute(f"delete from {table.name}")  # noqa: S608 - name from the registry


def insert_rows(connection: sqlite3.Connection, table: Table, rows: Sequence[object]) -> None:
    """Add rows."""
    connection.executemany(coding.insert_sql(table), coding.pack(rows, table))


def forget_failure(connection: sqlite3.Connection, subject: str, stage: str) -> None:
    """Remove a failure, where there is one."""
    connection.execute("delete from failures where subject = ? and stage = ?", (subject, stage))


def _not_yet_stored(connection: sqlite3.Connection, table: Table, rows: Sequence[object]) -> list[object]:
    def key(row: object) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in table.key)

    noun: type[object] = table.noun
    found = coding.unpack(noun, connection.execute(coding.select_sql(noun)).fetchall())
    stored = {key(row): row for row in found}
    changed = [key(row) for row in rows if stored.get(key(row), row) != row]
    if changed:
        raise ValueError(f"{table.name} {changed[0]} is stored already and may not change")
    return [row for row in rows if key(row) not in stored]
