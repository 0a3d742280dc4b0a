"""A noun as a row of its table, and back.

Tuples are JSON text, dates and times ISO text, booleans 0 and 1, bytes blobs; all else is as it is.
How a field is stored follows from its type alone, so a new noun needs no code here.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from coachkit.store.tables import Table

Noun = TypeVar("Noun")
SqlValue = str | int | float | bytes | None
SqlType = Literal["TEXT", "INTEGER", "REAL", "BLOB"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as it follows from a noun's field."""

    name: str
    sql_type: SqlType
    is_nullable: bool
    written_as: str | None
    """`json`, `date`, `time` or `bool`, where the value is not stored as it is."""


_STORED: dict[type, tuple[SqlType, str | None]] = {
    str: ("TEXT", None),
    int: ("INTEGER", None),
    float: ("REAL", None),
    bytes: ("BLOB", None),
    bool: ("INTEGER", "bool"),
    date: ("TEXT", "date"),
    datetime: ("TEXT", "time"),
    tuple: ("TEXT", "json"),
}


def table_of(noun: type) -> Table:
    """Return the table of a noun. The registry, with all nouns, is imported only when it is asked."""
    from coachkit.store.tables import TABLE_OF

    return TABLE_OF[noun]


def tables_named(names: Sequence[str]) -> list[Table]:
    """Return the tables of these names in the order of writing.

    Raises:
        KeyError: There is no such table.
    """
    from coachkit.store.tables import TABLE_NAMED, TABLES

    wanted = {TABLE_NAMED[name].name for name in names}
    return [table for table in TABLES if table.name in wanted]


def columns_of(noun: type) -> tuple[Column, ...]:
    """Return the columns of a noun's table, in order (without a table's row number)."""
    return _columns_of(noun)


@cache
def _columns_of(noun: type) -> tuple[Column, ...]:
    hints = typing.get_type_hints(noun)
    return tuple(_column(field.name, hints[field.name]) for field in fields(noun))


def pack(rows: Sequence[object], table: Table) -> list[tuple[SqlValue, ...]]:
    """Return the rows of one table as tuples of values that SQLite stores."""
    columns = columns_of(table.noun)
    for row in rows:
        if type(row) is not table.noun:
            raise TypeError(f"{table.name} holds {table.noun.__name__}, got {type(row).__name__}")
    read = _reader_of(table.noun)
    written = [(i, _WRITE[c.written_as]) for i, c in enumerate(columns) if c.written_as]
    if not written:
        return [read(row) for row in rows]
    return [_converted(read(row), written) for row in rows]


def unpack(noun: type[Noun], rows: Sequence[Sequence[Any]]) -> list[Noun]:
    """Return rows, selected in the order of the fields of `noun` (any flat dataclass), as its values."""
    kind: type = noun
    columns = columns_of(kind)
    names = [c.name for c in columns]
    read = [(i, _READ[c.written_as]) for i, c in enumerate(columns) if c.written_as]
    if read:
        rows = [_converted(row, read) for row in rows]
    return [noun(**dict(zip(names, row, strict=True))) for row in rows]


def select_sql(noun: type, *, where: str = "") -> str:
    """Return the statement that reads a noun's table, or the part where a condition holds, ordered by key."""
    table = table_of(noun)
    names = ", ".join(f'"{c.name}"' for c in columns_of(noun))
    condition = f"where {where}" if where else ""
    order = ", ".join(f'"{name}"' for name in table.key)
    return f"select {names} from {table.name} {condition} order by {order}"  # noqa: S608 - names from the registry


def insert_sql(table: Table) -> str:
    """Return the statement that adds a row."""
    columns = columns_of(table.noun)
    names = ", ".join(f'"{c.name}"' for c in columns)
    places = ", ".join("?" * len(columns))
    return f"insert into {table.name} ({names}) values ({places})"  # noqa: S608 - names from the registry


def upsert_sql(table: Table) -> str:
    """Return the statement that adds a row, or puts it in place of the one with the same key."""
    changed = [c.name for c in columns_of(table.noun) if c.name not in table.key]
    new = ", ".join(f'"{name}" = excluded."{name}"' for name in changed)
    key = ", ".join(f'"{name}"' for name in table.key)
    return f"{insert_sql(table)} on conflict ({key}) do {f'update set {new}' if new else 'nothing'}"


@cache
def _reader_of(noun: type) -> Callable[[object], tuple[Any, ...]]:
    names = [c.name for c in columns_of(noun)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: (getattr(row, names[0]),)


def _column(name: str, hint: Any) -> Column:
    is_union = typing.get_origin(hint) in (types.UnionType, typing.Union)
    options = typing.get_args(hint) if is_union else (hint,)
    option = next(o for o in options if o is not type(None))
    origin = typing.get_origin(option)
    plain = str if origin is Literal else origin or option
    sql_type, written_as = _STORED[plain]
    return Column(name=name, sql_type=sql_type, is_nullable=len(options) > 1, written_as=written_as)


def _converted(row: Sequence[Any], how: Sequence[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for index, convert in how:
        if values[index] is not None:
            values[index] = convert(values[index])
    return tuple(values)


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(item) for item in value) if isinstance(value, list) else value


@lru_cache(maxsize=10_000)
def _short_list(text: str) -> Any:
    """Return a list of a few values as tuples: thousands of rows name the same agents and moments."""
    return _as_tuples(json.loads(text))


def _list(text: str) -> Any:
    return _short_list(text) if len(text) <= _SHORT else _as_tuples(json.loads(text))


_SHORT = 200
_WRITE: dict[str | None, Callable[[Any], SqlValue]] = {
    "json": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    "date": lambda value: value.isoformat(),
    "time": lambda value: value.isoformat(sep=" "),
    "bool": int,
}
_READ: dict[str | None, Callable[[Any], Any]] = {
    "json": _list,
    "date": date.fromisoformat,
    "time": datetime.fromisoformat,
    "bool": bool,
}
