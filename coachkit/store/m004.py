"""Migration 4: trackers, what people say of their finds, and how a name is spoken of."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, make_table
from coachkit.store.views import VIEWS_4


def m004_trackers(db: Database) -> None:
    """Add the tables of trackers, and to each mention whether it is denied and what is thought of it."""
    for column in ("modality text not null default 'plain'", "stance text", "stance_quote text"):
        db.execute(f"alter table mentions add column {column}")
    for name, columns, key in _TABLES:
        make_table(db, name, columns, key=key, refers=[OF_CALL])
    for name in ("tracker_hits", "sensed_hits"):
        db.table(name).create_index(["tracker", "call_id"])
    for name, select in VIEWS_4.items():
        db.execute(f"drop view if exists {name}")
        db.create_view(name, select)


_TABLES = (
    (
        "line_vectors",
        "call_id text, model text, dimensions integer, lines text, embedding blob",
        ("call_id",),
    ),
    (
        "tracker_hits",
        "call_id text, n integer, tracker text, pack text, tier text?, text text, segment integer, "
        "start_char integer, end_char integer, start real, end real, role text, method text, "
        "confidence real, modality text",
        ("call_id", "n"),
    ),
    (
        "sensed_hits",
        "call_id text, n integer, tracker text, pack text, tier text?, text text, segment integer, "
        "start real, end real, role text, similarity real, example text, threshold real",
        ("call_id", "n"),
    ),
    (
        "tracker_verdicts",
        "tracker text, call_id text, start real, end real, accepted integer, author text, made_at text, "
        "quote text",
        ("tracker", "call_id", "start"),
    ),
)
