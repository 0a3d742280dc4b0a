"""A library of the first schema is brought up to date with all that is in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from coachkit.models import Label
from coachkit.store.connection import APPLICATION_ID
from coachkit.store.library import Library
from coachkit.store.m001 import m001_first_schema


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = Database(connection, execute_plugins=False)
        m001_first_schema(db)
        db.table("calls").insert(
            {
                "id": "c1", "path": "/c1.wav", "audio_hash": "h", "duration": 9.0, "channels": 2,
                "sample_rate": 8000, "codec": "opus", "details_from": "none",
            }
        )  # fmt: skip
        db.table("labels").insert(
            {"call_id": "c1", "label": "good", "source": "outcome:csat", "reason": "csat is 5"}
        )
        connection.execute(f"pragma application_id = {APPLICATION_ID:d}")
        connection.execute("pragma user_version = 1")
    return path


def test_labels_stay_and_may_be_null_from_now_on(old_file: Path) -> None:
    with Library.open(old_file) as library:
        assert [(label.label, label.reason) for label in library.rows(Label)] == [("good", "csat is 5")]
    with closing(sqlite3.connect(old_file, isolation_level=None)) as connection:
        connection.execute("update labels set label = null")
        assert connection.execute("select call_id, label from v_calls").fetchall() == [("c1", None)]
        connection.execute("pragma foreign_keys = on")
        connection.execute("delete from calls")
        assert connection.execute("select count(*) from labels").fetchone() == (0,)
