"""A library of before, which has no playbooks, is brought up to date with all that is in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from coachkit.models import Case, Exchange, Playbook, Rating
from coachkit.store.connection import APPLICATION_ID
from coachkit.store.library import Library
from coachkit.store.migrations import MIGRATIONS

CALL = {
    "id": "c1", "path": "/c1.wav", "audio_hash": "h", "duration": 9.0, "channels": 2, "sample_rate": 8000,
    "codec": "opus", "details_from": "none",
}  # fmt: skip
EXCHANGE = {
    "call_id": "c1", "n": 0, "kind": "competitor", "name": "Zenlane", "start": 1.0, "end": 9.0,
    "verdict": "good", "reason": "thanks", "strength": 0.8, "quote": "thank you", "quote_start": 7.0,
    "quote_end": 8.0,
}  # fmt: skip


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = Database(connection, execute_plugins=False)
        for migration in MIGRATIONS[:10]:
            migration(db)
        db.table("calls").insert(CALL)
        db.table("exchanges").insert(EXCHANGE)
        db.table("ratings").insert(
            {"n": 1, "call_id": "c1", "verdict": "good", "author": "jana", "made_at": "2026-11-20"}
        )
        db.table("stage_runs").insert(
            {
                "call_id": "c1", "stage": "exchanges", "fingerprint": "f", "output": "o",
                "finished_at": "2026-11-20", "seconds": 0.0,
            }
        )  # fmt: skip
        connection.execute(f"pragma application_id = {APPLICATION_ID:d}")
        connection.execute("pragma user_version = 10")
    return path


def test_exchanges_ratings_and_runs_stay_and_no_playbook_is_there_yet(old_file: Path) -> None:
    with Library.open(old_file) as library:
        [exchange] = library.rows(Exchange)
        assert (exchange.name, exchange.quote, exchange.reaction_start) == ("Zenlane", "thank you", None)
        assert [(one.verdict, one.author) for one in library.rows(Rating)] == [("good", "jana")]
        assert library.stage_runs()["c1", "exchanges"].output == "o"
        assert library.rows(Case) == []
        assert library.rows(Playbook) == []
        assert library.values("select * from v_cases") == []
        assert library.values("pragma foreign_key_check") == []
