"""A call in another language says what is left out of it."""

import json
from pathlib import Path

from coachkit.models import Omission, StageRun
from coachkit.stages.spoken_languages import LEFT_OUT
from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.export.example import GOOD


def with_omissions(db: Path, *languages: str) -> None:
    rows = [
        Omission(call_id=GOOD, n=n, language=code, segments=2, what=what)
        for n, (code, what) in enumerate((code, what) for code in languages for what in LEFT_OUT)
    ]
    run = StageRun(
        call_id=GOOD, stage="compose", fingerprint="f", output="o", finished_at="2026-11-20", seconds=0.1
    )
    with Library.open(db) as library:
        library.replace_stage(run, ["omissions"], {"omissions": rows})


def test_a_call_shows_what_is_left_out_by_language(run: Run, db: Path) -> None:
    with_omissions(db, "tr", "ar")
    shown = " ".join(run("calls", "show", GOOD, "--db", db).stdout.split())
    assert "2 segments in Turkish" in shown
    assert "2 segments in Arabic" in shown
    assert shown.count("Topics are rough") == 2


def test_an_english_call_shows_nothing_of_the_kind(run: Run, db: Path) -> None:
    assert "Not judged" not in run("calls", "show", GOOD, "--db", db).stdout


def test_what_is_left_out_is_in_the_json(run: Run, db: Path) -> None:
    with_omissions(db, "tr")
    page = json.loads(run("calls", "show", GOOD, "--json", "--db", db).stdout)
    assert [one["language"] for one in page["omissions"]] == ["tr"] * len(LEFT_OUT)
