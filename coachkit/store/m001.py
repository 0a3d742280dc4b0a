"""Migration 1: all tables, the indexes, the full-text index and the views of the first schema."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, make_table
from coachkit.store.views import VIEWS_1


def m001_first_schema(db: Database) -> None:
    """Make all tables, the indexes, the full-text index and the views."""
    _m001_calls(db)
    _m001_transcripts(db)
    _m001_findings(db)
    _m001_topics(db)
    _m001_judgements(db)
    _m001_records(db)
    _m001_indexes(db)
    for statement in _M001_SEARCH_INDEX + _M001_TRIGGERS:
        db.execute(statement)
    for name, select in VIEWS_1.items():
        db.create_view(name, select)


def _m001_calls(db: Database) -> None:
    make_table(
        db,
        "customers",
        "name text",
        key=("name",),
    )
    make_table(
        db,
        "agents",
        "name text, aliases text, team text?, started text?",
        key=("name",),
    )
    make_table(
        db,
        "calls",
        "id text, path text, audio_hash text, duration real, channels integer, sample_rate integer, "
        "codec text, started_at text?, kind text?, language text?, customer text?, "
        "agent_channel integer?, details_from text",
        key=("id",),
        refers=[("customers", {"customer": "name"}, "NO ACTION")],
    )
    make_table(
        db,
        "recordings",
        "path text, size integer, modified_ns integer, audio_hash text, call_id text",
        key=("path",),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "call_agents",
        "call_id text, n integer, agent text, start real, end real",
        key=("call_id", "n"),
        refers=[OF_CALL, ("agents", {"agent": "name"}, "NO ACTION")],
    )
    make_table(
        db,
        "outcomes",
        "call_id text, n integer, kind text, value text, source text, recorded_at text?",
        key=("call_id", "n"),
        refers=[OF_CALL],
    )


def _m001_transcripts(db: Database) -> None:
    make_table(
        db,
        "raw_segments",
        "call_id text, n integer, channel integer, start real, end real, text text, language text, "
        "avg_logprob real, no_speech_prob real, compression_ratio real",
        key=("call_id", "n"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "words",
        "call_id text, n integer, raw_segment integer, channel integer, start real, end real, "
        "text text, probability real",
        key=("call_id", "n"),
        refers=[OF_CALL, ("raw_segments", {"call_id": "call_id", "raw_segment": "n"}, "CASCADE")],
    )
    make_table(
        db,
        "edits",
        "call_id text, n integer, field text, start real, end real, old text, new text, author text, "
        "made_at text",
        key=("call_id", "n"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "segments",
        "call_id text, n integer, channel integer, role text, speaker text, start real, end real, "
        "text text, confidence real, first_word integer, word_count integer",
        key=("call_id", "n"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "annotations",
        "id integer?, call_id text, n integer, folded text, lemmas text, tokens text, entities text, "
        "chunks text",
        key=("id",),
        refers=[OF_CALL],
    )


def _m001_findings(db: Database) -> None:
    make_table(
        db,
        "keywords",
        "call_id text, rank integer, phrase text, weight real, count integer",
        key=("call_id", "rank"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "mentions",
        "call_id text, n integer, kind text, name text, text text, segment integer, "
        "start_char integer, end_char integer, start real, end real, role text, method text, "
        "confidence real",
        key=("call_id", "n"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "feelings",
        "call_id text, n integer, sentiment real, acceptance real",
        key=("call_id", "n"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "metrics",
        "call_id text, name text, value real?, unit text, source text, reason text?, start real?, end real?",
        key=("call_id", "name"),
        refers=[OF_CALL],
    )


def _m001_topics(db: Database) -> None:
    make_table(
        db,
        "passages",
        "call_id text, n integer, start real, end real, first_segment integer, last_segment integer, "
        "text text",
        key=("call_id", "n"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "vectors",
        "call_id text, n integer, model text, dimensions integer, embedding blob",
        key=("call_id", "n"),
        refers=[OF_CALL, ("passages", {"call_id": "call_id", "n": "n"}, "CASCADE")],
    )
    make_table(
        db,
        "corpus_models",
        "kind text, epoch integer, fingerprint text, calls integer, centroids blob",
        key=("kind", "epoch"),
    )
    make_table(
        db,
        "topics",
        "id text, epoch integer, n integer, label text, phrases text, example_call_id text, "
        "example_passage integer",
        key=("id",),
    )
    make_table(
        db,
        "topic_passages",
        "call_id text, n integer, topic_id text, similarity real, is_main integer",
        key=("call_id", "n"),
        refers=[OF_CALL, ("topics", {"topic_id": "id"}, "NO ACTION")],
    )


def _m001_judgements(db: Database) -> None:
    make_table(
        db,
        "scores",
        "call_id text, card text, value real?, points real, max_points real",
        key=("call_id", "card"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "score_points",
        "call_id text, card text, criterion text, verdict text, points real, max_points real, "
        "reason text, start real?, end real?, quote text?",
        key=("call_id", "card", "criterion"),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "labels",
        "call_id text, label text, source text, reason text, score_label text?",
        key=("call_id",),
        refers=[OF_CALL],
    )
    make_table(
        db,
        "exchanges",
        "call_id text, n integer, kind text, name text, start real, end real, verdict text, "
        "reason text, strength real, quote text, quote_start real, quote_end real",
        key=("call_id", "n"),
        refers=[OF_CALL],
    )


def _m001_records(db: Database) -> None:
    make_table(
        db,
        "playlists",
        "id text, kind text, subject text, verdict text, title text, description text",
        key=("id",),
    )
    make_table(
        db,
        "clips",
        "playlist_id text, n integer, call_id text, start real, end real, reason text, score real, "
        "quote text",
        key=("playlist_id", "n"),
        refers=[OF_CALL, ("playlists", {"playlist_id": "id"}, "CASCADE")],
    )
    make_table(
        db,
        "failures",
        "subject text, stage text, reason text, failed_at text",
        key=("subject", "stage"),
    )
    make_table(
        db,
        "stage_runs",
        "call_id text, stage text, fingerprint text, output text, finished_at text, seconds real",
        key=("call_id", "stage"),
    )


def _m001_indexes(db: Database) -> None:
    for table, columns in (
        ("calls", ["started_at"]),
        ("calls", ["customer"]),
        ("recordings", ["call_id"]),
        ("recordings", ["audio_hash"]),
        ("call_agents", ["agent"]),
        ("mentions", ["kind", "call_id"]),
        ("mentions", ["name"]),
        ("exchanges", ["name"]),
        ("topic_passages", ["topic_id"]),
        ("clips", ["call_id"]),
    ):
        db.table(table).create_index(columns)
    db.table("annotations").create_index(["call_id", "n"], unique=True)


_M001_SEARCH_INDEX = (
    """
    create virtual table search_index using fts5(
        folded, lemmas, content='annotations', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )
    """,
    """
    create trigger annotations_are_indexed after insert on annotations begin
        insert into search_index (rowid, folded, lemmas) values (new.id, new.folded, new.lemmas);
    end
    """,
    """
    create trigger annotations_leave_the_index after delete on annotations begin
        insert into search_index (search_index, rowid, folded, lemmas)
        values ('delete', old.id, old.folded, old.lemmas);
    end
    """,
    """
    create trigger annotations_are_indexed_anew after update on annotations begin
        insert into search_index (search_index, rowid, folded, lemmas)
        values ('delete', old.id, old.folded, old.lemmas);
        insert into search_index (rowid, folded, lemmas) values (new.id, new.folded, new.lemmas);
    end
    """,
)

_M001_TRIGGERS = (
    # neither table can have a foreign key: call ids there may be empty, subjects may be paths
    """
    create trigger calls_take_their_records_along after delete on calls begin
        delete from stage_runs where call_id = old.id;
        delete from failures where subject = old.id;
    end
    """,
)
