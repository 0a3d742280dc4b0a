"""An import budget: commands that load no model must start at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coachkit.store.library import Library

HEAVY = {
    "av",
    "ctranslate2",
    "faster_whisper",
    "onnxruntime",
    "sentence_transformers",
    "sklearn",
    "spacy",
    "sqlite_utils",
    "tokenizers",
    "torch",
    "transformers",
    "whisper",
}
REPORT = "import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
RUN = """
import sys
from coachkit.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


def packages_loaded_by(code: str, *arguments: str) -> set[str]:
    """Run Python code with command-line arguments and return the top-level modules it imported."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{REPORT}", *arguments], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_budget_would_notice_a_heavy_import() -> None:
    assert packages_loaded_by("import sqlite_utils") & HEAVY == {"sqlite_utils"}


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    assert packages_loaded_by("import coachkit.cli") & HEAVY == set()


@pytest.mark.parametrize(
    "command",
    [
        "",
        "build",
        "import",
        "transcribe",
        "calls",
        "search",
        "searches",
        "mentions",
        "exchanges",
        "trackers",
        "scorecards",
        "competitors",
        "topics",
        "topics priorities",
        "topics experts",
        "route",
        "practice",
        "trends",
        "report",
        "prepare",
        "fairness",
        "playlists",
        "agents",
        "customers",
        "users",
        "outcomes",
        "ratings",
        "disputes",
        "doctor",
    ],
)
def test_help_loads_nothing_heavy(command: str) -> None:
    assert packages_loaded_by(RUN, *command.split(), "--help") & HEAVY == set()


@pytest.mark.parametrize(
    "command",
    [
        "calls list",
        "search export",
        "search export --mode keyword",
        "search export --by agent",
        "searches list",
        "mentions list",
        "trackers list",
        "scorecards list",
        "scorecards show sales",
        "competitors list",
        "topics list",
        "topics priorities",
        "trends",
        "report",
        "prepare --list",
        "practice",
        "playbooks card",
        "fairness",
        "metrics",
        "playlists list",
        "playlists assignments",
        "agents list",
        "customers list",
        "outcomes list",
        "ratings list",
        "ratings agreement",
        "learned show",
        "disputes list",
    ],
)
def test_a_command_that_only_reads_loads_nothing_heavy(command: str, tmp_path: Path) -> None:
    database = tmp_path / "library.db"
    Library.open(database, create=True).close()
    assert packages_loaded_by(RUN, *command.split(), "--db", str(database)) & HEAVY == set()


@pytest.mark.parametrize(
    "name", ["audio", "annotator", "clip_audio", "embedder", "query_encoder", "sentiment", "weights"]
)
def test_importing_a_backend_loads_nothing_heavy(name: str) -> None:
    assert packages_loaded_by(f"import coachkit.backends.{name}") & HEAVY == set()
