"""Migration 2: what was heard besides words, who speaks, what is no conversation, and how good it all is."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, make_table
from coachkit.store.views import VIEWS_2


def m002_hearing(db: Database) -> None:
    """Add the tables about sound, speakers, rejected text and quality, and what other tables lack."""
    for name, columns, key in _TABLES:
        make_table(db, name, columns, key=key, refers=[OF_CALL])
    db.execute("alter table segments add column part text not null default 'talk'")
    _allow_calls_without_label(db)
    for name, select in VIEWS_2.items():
        db.execute(f"drop view {name}")
        db.create_view(name, select)
    db.execute("alter table calls add column heard_channels text")
    db.execute("alter table failures add column tried text")
    make_table(db, "folders", "path text, settings text?, built_at text", key=("path",))


def _allow_calls_without_label(db: Database) -> None:
    """Let `labels.label` be null: SQLite can only do that in a new table."""
    db.execute("create temp table old_labels as select * from labels")
    db.execute("drop table labels")
    columns = "call_id text, label text?, source text, reason text, score_label text?"
    make_table(db, "labels", columns, key=("call_id",), refers=[OF_CALL])
    db.execute("insert into labels select * from old_labels")
    db.execute("drop table old_labels")


_NUMBERED = ("call_id", "n")
_TABLES = (
    (
        "hearings",
        "call_id text, model text, language text?, windows integer, fewest_windows integer",
        ("call_id",),
    ),
    (
        "channels",
        "call_id text, n integer, speech real, unheard real, level real?, clipped real, same_as integer?",
        _NUMBERED,
    ),
    (
        "quarantine",
        "call_id text, n integer, channel integer, start real, end real, text text, rule text, "
        "avg_logprob real, no_speech_prob real, compression_ratio real",
        _NUMBERED,
    ),
    ("sounds", "call_id text, n integer, channel integer, kind text, start real, end real", _NUMBERED),
    ("voices", "call_id text, n integer, channel integer, voice integer, start real, end real", _NUMBERED),
    ("speech_choices", "call_id text, engine text, model text, made_at text", ("call_id",)),
    (
        "speakers",
        "call_id text, n integer, channel integer, voice integer?, role text, name text, confidence real, "
        "reason text, doubt text?",
        _NUMBERED,
    ),
    ("legs", "call_id text, n integer, agent text?, start real, end real", _NUMBERED),
    (
        "leg_scores",
        "call_id text, n integer, card text, value real?, points real, max_points real",
        ("call_id", "n", "card"),
    ),
    (
        "grades",
        "call_id text, grade text, coverage real, confidence real, clipped real, level real?, "
        "speech_share real, roles real, reasons text",
        ("call_id",),
    ),
)
