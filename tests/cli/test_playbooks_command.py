"""`playbooks list`."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_library_without_playbooks_says_what_writes_them(run: Run, db: Path) -> None:
    done = run("playbooks", "--db", db)
    assert done.exit_code == 0
    assert "coachkit build FOLDER writes them" in done.stderr
    assert json.loads(run("playbooks", "--json", "--db", db).stdout) == []
