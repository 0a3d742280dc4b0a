"""A row of any table, made of its noun's types alone, with a word in its texts by which it is known."""

import json
import typing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any

from coachkit.models import Agent, Assignment, Call, CallAgent, Customer, Failure, Playlist, Recording
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLES, Table

SEEN, HIDDEN = "5ee15ee1", "41dde41d"
"""A call of Jana's, and one of Tom's."""
WORDS = {SEEN: "plumseen", HIDDEN: "quincehidden"}
AGENTS = {SEEN: "Jana plumseen", HIDDEN: "Tom quincehidden"}
CUSTOMERS = {SEEN: "Acme plumseen", HIDDEN: "Bolt quincehidden"}


def planted_row(table: Table, call_id: str, *, n: int, word: str = "") -> Any:  # a noun of any kind
    """Return a row of a table; what it can tell of a call it tells of this one, by its word."""
    word = word or WORDS.get(call_id, call_id)
    hints = typing.get_type_hints(table.noun)
    given = {one.name: _value(one.name, hints[one.name], call_id, n, word) for one in fields(table.noun)}
    return table.noun(**given)


def _value(name: str, kind: Any, call_id: str, n: int, word: str) -> object:
    if name in ("call_id", "example_call_id"):
        return call_id
    options = typing.get_args(kind)
    if typing.get_origin(kind) is typing.Literal:
        return options[0]
    if NoneType in options:
        return _value(name, next(one for one in options if one is not NoneType), call_id, n, word)
    if kind is str:
        return (AGENTS.get(call_id) if name in ("agent", "author") else None) or _text(name, word)
    if kind is date:
        return date(2026, 11, 16)
    if typing.get_origin(kind) is tuple:
        return (word,) if options[:1] == (str,) else ()
    numbers: dict[object, object] = {int: n, float: float(n), bool: True, bytes: word.encode()}
    if kind in numbers:
        return numbers[kind]
    raise TypeError(f"{name}: {kind}")


def _text(name: str, word: str) -> str:
    if name in ("figures",):
        return json.dumps({word: {"mean": 1.0, "n": 1}})
    return f"2026-11-16T09:00:00 {word}" if name.endswith("_at") else f"{name} {word}"


def planted_library(path: Path) -> Path:
    """Write a library where each table has a row that belongs to the one call, and one to the other."""
    with Library.open(path, create=True) as library, library.changing() as connection:
        for n, call_id in enumerate((SEEN, HIDDEN), start=1):
            rows: dict[str, Any] = {}
            for table in TABLES:
                if table.name == "vocabulary":  # the file keeps it by itself
                    continue
                row = _fitting(planted_row(table, call_id, n=n), call_id)
                row = rows[table.name] = replace(row, **_referring(table, rows))
                connection.executemany(coding.upsert_sql(table), coding.pack([row], table))
    return path


def _referring(table: Table, rows: dict[str, Any]) -> dict[str, object]:
    return {
        column: getattr(rows[one.table], to)
        for one in table.references
        for column, to in zip(one.columns, one.to, strict=True)
    }


def _fitting(row: Any, call_id: str) -> Any:
    """Return a row as it must be where it is not of a call, but of what belongs to one."""
    match row:
        case Call():
            return replace(row, id=call_id, customer=CUSTOMERS[call_id])
        case Recording():
            return replace(row, call_id=call_id)
        case Agent():
            return replace(row, name=AGENTS[call_id])
        case Customer():
            return replace(row, name=CUSTOMERS[call_id])
        case CallAgent():
            return replace(row, agent=AGENTS[call_id])
        case Failure():
            return replace(row, subject=call_id)
        case Playlist():
            return replace(row, id=_list(call_id))
        case Assignment():
            return replace(row, playlist_id=_list(call_id))
        case _ if hasattr(row, "playlist_id"):
            return replace(row, playlist_id=_list(call_id))
    return row


def _list(call_id: str) -> str:
    return f"list {WORDS[call_id]}"
