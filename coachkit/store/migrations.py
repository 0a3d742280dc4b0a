"""The schema as numbered changes: append only, applied when a file is opened.

A migration (`m001.py`, …) is never edited once released, and never looks at the registry of `tables.py`,
which describes the newest schema only. sqlite-utils' `transform()` must not be used on `turns`: it
drops the triggers that keep the full-text index in step.
"""

import sqlite3
from collections.abc import Callable

from sqlite_utils import Database

from coachkit.store.m001 import m001_first_schema
from coachkit.store.m002 import m002_hearing
from coachkit.store.m003 import m003_given
from coachkit.store.m004 import m004_trackers
from coachkit.store.m005 import m005_phrases
from coachkit.store.m006 import m006_turns
from coachkit.store.m007 import m007_packed_vectors
from coachkit.store.m008 import m008_lasting_topics
from coachkit.store.m009 import m009_judgement
from coachkit.store.m010 import m010_coaching
from coachkit.store.m011 import m011_playbooks
from coachkit.store.m012 import m012_users

MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    m001_first_schema,
    m002_hearing,
    m003_given,
    m004_trackers,
    m005_phrases,
    m006_turns,
    m007_packed_vectors,
    m008_lasting_topics,
    m009_judgement,
    m010_coaching,
    m011_playbooks,
    m012_users,
)


def migrate(connection: sqlite3.Connection, *, application_id: int) -> None:
    """Bring the schema up to date in one transaction and mark the file as coachkit's.

    The version is read inside the transaction: another process may have migrated the file meanwhile.
    """
    db = Database(connection, execute_plugins=False)
    connection.execute("begin immediate")
    try:
        [version] = connection.execute("pragma user_version").fetchone()
        for migration in MIGRATIONS[version:]:
            migration(db)
        connection.execute(f"pragma application_id = {application_id:d}")
        connection.execute(f"pragma user_version = {max(version, len(MIGRATIONS)):d}")
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
