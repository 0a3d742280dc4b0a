"""Migration 9: moments, ranges of figures, whole exchanges, learned scores, briefs, and what people say."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, Reference, make_table
from coachkit.store.views import VIEWS_9


def m009_judgement(db: Database) -> None:
    """Add the tables and columns; exchanges and labels get stages of their own, so all are made anew."""
    for table, added in _COLUMNS.items():
        for column in added:
            db.execute(f"alter table {table} add column {column}")
    for name, columns, key, refers in _TABLES:
        make_table(db, name, columns, key=key, refers=refers)
    db.table("moments").create_index(["kind", "call_id", "segment"])
    for name in ("ratings", "answers", "disputes", "dispute_decisions"):
        db.table(name).create_index(["call_id"])
    for name, select in VIEWS_9.items():
        db.execute(f"drop view if exists {name}")
        db.create_view(name, select)


_COLUMNS = {
    "metrics": ("quote text", "verdict text", "good_low real", "good_high real", "range_source text"),
    "scores": ("is_main integer not null default 1", "failed_by text"),
    "labels": ("learned_label text",),
    "exchanges": (
        "reaction text not null default 'unclear'",
        "source text not null default 'reaction'",
        "prompt text not null default ''",
        "prompt_start real not null default 0",
        "prompt_end real not null default 0",
        "reply text",
        "reply_start real",
        "reply_end real",
    ),
}
_SAID = "author text, made_at text"
_CALL: tuple[Reference, ...] = (OF_CALL,)
_TABLES: tuple[tuple[str, str, tuple[str, ...], tuple[Reference, ...]], ...] = (
    (
        "moments",
        "call_id text, n integer, kind text, name text?, role text, segment integer?, start real, end real, "
        "quote text, strength real, method text, detail text",
        ("call_id", "n"),
        _CALL,
    ),
    (
        "learned_models",
        "epoch integer, good integer, bad integer, intercept real, rule_auc real, learned_auc real, "
        "agent_auc real?, gain_low real, gain_high real, is_used integer, reason text",
        ("epoch",),
        (),
    ),
    (
        "learned_weights",
        "epoch integer, feature text, mean real, scale real, weight real",
        ("epoch", "feature"),
        (),
    ),
    ("predictions", "call_id text, epoch integer, value real", ("call_id",), _CALL),
    (
        "prediction_reasons",
        "call_id text, n integer, feature text, effect real, text text, start real?, end real?, quote text?",
        ("call_id", "n"),
        _CALL,
    ),
    (
        "brief_lines",
        "call_id text, n integer, kind text, text text, start real?, end real?",
        ("call_id", "n"),
        _CALL,
    ),
    (
        "ratings",
        f"n integer, call_id text, start real?, end real?, verdict text?, why text?, {_SAID}",
        ("n",),
        _CALL,
    ),
    (
        "answers",
        f"n integer, call_id text, card text, criterion text, value text, why text?, {_SAID}",
        ("n",),
        _CALL,
    ),
    (
        "disputes",
        f"n integer, call_id text, card text, criterion text, start real?, end real?, reason text, {_SAID}",
        ("n",),
        _CALL,
    ),
    (
        "dispute_decisions",
        f"dispute integer, call_id text, outcome text, reason text, {_SAID}",
        ("dispute",),
        _CALL,
    ),
)
