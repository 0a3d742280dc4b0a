"""A library of before, whose topics held for one fit only, is brought up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from coachkit.store.connection import APPLICATION_ID
from coachkit.store.library import Library
from coachkit.store.migrations import MIGRATIONS


def test_topics_are_to_be_found_anew_and_phrases_stay(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = Database(connection)
        for migration in MIGRATIONS[:7]:
            migration(db)
        connection.execute("insert into corpus_models values ('topics', 1, 'f', 2, x'00')")
        connection.execute("insert into corpus_models values ('phrases', 1, 'f', 2, x'')")
        connection.execute("insert into topics values ('t1-1', 1, 0, 'price', '[]', 'a', 0)")
        for stage in ("fit", "learn"):
            connection.execute(
                "insert into stage_runs values ('', ?, 'f', 'o', '2026-11-20', 0.0)",
                (stage,),
            )
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute("pragma user_version = 7")
    with Library.open(path) as library:
        assert library.current_epoch("topics") is None
        phrases = library.current_epoch("phrases")
        assert phrases
        assert phrases.calls == 2
        assert {stage for _, stage in library.stage_runs()} == {"learn"}
        assert library.values("select * from v_topics") == []
        assert library.values("pragma foreign_key_check") == []
