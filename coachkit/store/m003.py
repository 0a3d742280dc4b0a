"""Migration 3: calls that came as transcripts or in parts, languages, people's other names, past outcomes."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, make_table
from coachkit.store.views import VIEWS_3


def m003_given(db: Database) -> None:
    """Add what given transcripts, metadata, corrections and outcomes from elsewhere need."""
    for table, columns in _COLUMNS.items():
        for column in columns:
            db.execute(f"alter table {table} add column {column}")
    db.execute(
        "update recordings set duration = (select duration from calls where calls.id = recordings.call_id)"
    )
    db.execute("update calls set customer_named = customer")
    for name, line in _TABLES.items():
        make_table(db, name, line, key=("call_id", "n"), refers=[OF_CALL])
    for name, select in VIEWS_3.items():
        db.execute(f"drop view if exists {name}")
        db.create_view(name, select)


_COLUMNS = {
    "customers": ("aliases text not null default '[]'",),
    "calls": ("medium text not null default 'recording'", "customer_named text"),
    "call_agents": ("named text not null default ''",),
    "recordings": (
        "part integer not null default 0",
        "start real not null default 0.0",
        "duration real not null default 0.0",
        "details text",
        "reader text",
    ),
    "outcomes": ("origin text not null default 'details'",),
    "raw_segments": ("speaker text", "role text", "is_estimated integer not null default 0"),
    "edits": ("channel integer", "everywhere integer not null default 0"),
    "segments": ("language text", "times_from text not null default 'sound'"),
}
_TABLES = {
    "past_outcomes": "call_id text, n integer, kind text, value text, source text, recorded_at text?, "
    "origin text, replaced_at text",
    "omissions": "call_id text, n integer, language text, segments integer, what text",
}
