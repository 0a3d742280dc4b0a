"""Migration 12: who may log in to the web page, and comments that answer others."""

from sqlite_utils import Database

from coachkit.store.table_making import make_table
from coachkit.store.views import VIEWS_12


def m012_users(db: Database) -> None:
    """Make the table; listenings get a column, and what was taken back of them counts no more."""
    db.execute("alter table listenings add column reply_to integer")
    make_table(db, "users", "name text, role text, agent text?, password text?, added_at text", key=("name",))
    for name, select in VIEWS_12.items():
        db.execute(f"drop view if exists {name}")
        db.create_view(name, select)
