"""Migration 12: who may log in to the web page, and comments that answer others."""

from sqlite_utils import Database

from coachkit.store.table_making import make_table


def m012_users(db: Database) -> None:
    """Make the table; listenings get a column."""
    db.execute("alter table listenings add column reply_to integer")
    make_table(db, "users", "name text, role text, agent text?, password text?, added_at text", key=("name",))
