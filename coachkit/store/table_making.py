"""Making a table from one line of text: what the migrations are written in."""

from collections.abc import Mapping, Sequence

from sqlite_utils import Database
from sqlite_utils.db import ForeignKey

Reference = tuple[str, Mapping[str, str], str]
"""(table referred to, its column by column here, what deleting the row referred to does)."""

OF_CALL: Reference = ("calls", {"call_id": "id"}, "CASCADE")
_TYPES: dict[str, type] = {"text": str, "integer": int, "real": float, "blob": bytes}


def make_table(
    db: Database, name: str, columns: str, *, key: Sequence[str], refers: Sequence[Reference] = ()
) -> None:
    """Make a table; `columns` reads "name type, ...", with a ? after the type where null is allowed.

    The tables are strict where SQLite knows that (3.37): a value of a wrong type is refused.
    """
    kinds = dict(column.split() for column in columns.split(", "))
    db.create_table(
        name,
        {column: _TYPES[kind.rstrip("?")] for column, kind in kinds.items()},
        pk=tuple(key) if len(key) > 1 else key[0],
        not_null={column for column, kind in kinds.items() if not kind.endswith("?")},
        foreign_keys=[_foreign_key(name, reference) for reference in refers],
        strict=True,
    )


def _foreign_key(table: str, reference: Reference) -> ForeignKey:
    other, columns, on_delete = reference
    is_single = len(columns) == 1
    return ForeignKey(
        table,
        next(iter(columns)) if is_single else None,
        other,
        next(iter(columns.values())) if is_single else None,
        columns=tuple(columns),
        other_columns=tuple(columns.values()),
        is_compound=not is_single,
        on_delete=on_delete,
    )
