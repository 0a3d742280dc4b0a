"""A transcript shows what is no conversation, and says what it is."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.models import Annotation, Label, Segment, SpokenTurn, StageName, StageRun
from coachkit.stages.index import index_turns
from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.export.example import GOOD


def save(library: Library, stage: StageName, rows: dict[str, Sequence[object]]) -> None:
    run = StageRun(
        call_id=GOOD, stage=stage, fingerprint="f", output="o", finished_at="2026-11-20", seconds=0.1
    )
    library.replace_stage(run, list(rows), rows)


@pytest.fixture
def with_a_menu(db: Path) -> Path:
    """The example library, its first call's first words a menu's, and that call without a label."""
    with Library.open(db) as library:
        first, *rest = library.rows(Segment, call_id=GOOD)
        menu = replace(first, part="ivr", role="other", speaker="Recorded voice")
        save(library, "compose", {"segments": [menu, *rest]})
        annotations = library.rows(Annotation, call_id=GOOD)
        place = library.rows(SpokenTurn, call_id=GOOD)[0].id
        save(library, "index", {"turns": index_turns([menu, *rest], annotations, first_id=place)})
        label = Label(call_id=GOOD, label=None, source="none", reason="nobody talks", score_label=None)
        save(library, "score", {"labels": [label]})
    return db


def test_a_call_shows_what_is_a_menu(run: Run, with_a_menu: Path) -> None:
    shown = run("calls", "show", GOOD, "--db", with_a_menu).stdout
    assert "  Recorded voice  [menu] Thank you for" in shown
    assert shown.count("[menu]") == 1


def test_a_call_without_a_label_says_why(run: Run, with_a_menu: Path) -> None:
    assert "Not judged: nobody talks\n" in run("calls", "show", GOOD, "--db", with_a_menu).stdout


def test_search_shows_what_is_a_menu(run: Run, with_a_menu: Path) -> None:
    shown = run("search", "calling", "larkfield", "--role", "other", "--db", with_a_menu).stdout
    assert "Recorded voice: [menu] Thank you for" in shown
    [hit] = json.loads(
        run("search", "calling", "larkfield", "--role", "other", "--json", "--db", with_a_menu).stdout
    )["hits"]
    assert hit["part"] == "ivr"


def test_lists_show_a_call_without_a_label(run: Run, with_a_menu: Path) -> None:
    calls = json.loads(run("calls", "--json", "--db", with_a_menu).stdout)
    assert [call["label"] for call in calls if call["id"] == GOOD] == [None]
    assert run("calls", "--db", with_a_menu).exit_code == 0
