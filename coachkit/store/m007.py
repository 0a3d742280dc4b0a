"""Migration 7: the vectors of each call in one small row, for searching by meaning."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, make_table


def m007_packed_vectors(db: Database) -> None:
    """Add the packed vectors; the next build fills them without embedding anything again."""
    columns = (
        "call_id text, model text, dimensions integer, passages integer, spans blob, scales blob, codes blob"
    )
    make_table(db, "packed_vectors", columns, key=("call_id",), refers=[OF_CALL])
