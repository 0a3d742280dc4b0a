"""Migration 8: topics that keep their ids, why customers call, and what people change about topics."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, Reference, make_table
from coachkit.store.views import VIEWS_8


def m008_lasting_topics(db: Database) -> None:
    """Make the tables of topics anew: their ids held for one fit only, and the next build fills them."""
    for view in ("v_topics", "v_calls"):
        db.execute(f"drop view {view}")
    for table in ("topic_passages", "topics"):
        db.execute(f"drop table {table}")
    _keep_models_without_centroids(db)
    db.execute("delete from stage_runs where stage in ('fit', 'assign')")
    for name, columns, key, refers in _TABLES:
        make_table(db, name, columns, key=key, refers=refers)
    db.table("topic_passages").create_index(
        # all that the list of topics asks of the table: it need not look at a million rows
        ["topic_id", "similarity", "is_main", "call_id", "n"],
        index_name="idx_topic_passages_topic",
    )
    for name, select in VIEWS_8.items():
        db.create_view(name, select)


def _keep_models_without_centroids(db: Database) -> None:
    """Take away a column and the models that need it: older versions of SQLite need a new table."""
    kept = "kind, epoch, fingerprint, calls"
    db.execute("alter table corpus_models rename to old_models")
    make_table(
        db,
        "corpus_models",
        "kind text, epoch integer, fingerprint text, calls integer",
        key=("kind", "epoch"),
    )
    db.execute(f"insert into corpus_models ({kept}) select {kept} from old_models where kind != 'topics'")  # noqa: S608 - a constant
    db.execute("drop table old_models")


_OF_TOPIC: Reference = ("topics", {"epoch": "epoch", "topic_id": "id"}, "NO ACTION")
_TABLES: tuple[tuple[str, str, tuple[str, ...], tuple[Reference, ...]], ...] = (
    ("passage_purposes", "call_id text, n integer, purpose text, quote text?", ("call_id", "n"), (OF_CALL,)),
    (
        "reasons",
        "call_id text, n integer, passage integer, segment integer, start real, end real, text text, "
        "model text, dimensions integer, embedding blob",
        ("call_id", "n"),
        (OF_CALL,),
    ),
    (
        "topics",
        "id text, epoch integer, n integer, title text, phrases text, is_hidden integer",
        ("epoch", "id"),
        (),
    ),
    (
        "topic_centres",
        "epoch integer, n integer, topic_id text, reach real, centre blob",
        ("epoch", "n"),
        (_OF_TOPIC,),
    ),
    (
        "topic_moves",
        "epoch integer, n integer, topic_id text, kind text, passages_before integer, "
        "passages_after integer, stayed real?, other_id text?, other_share real?",
        ("epoch", "n"),
        (),
    ),
    (
        "topic_edits",
        "n integer, kind text, topic_id text, value text?, author text, made_at text",
        ("n", "topic_id"),
        (),
    ),
    (
        "topic_passages",
        "call_id text, n integer, epoch integer, topic_id text?, similarity real, is_main integer",
        ("call_id", "n"),
        (OF_CALL, _OF_TOPIC),
    ),
)
