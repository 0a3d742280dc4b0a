import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reporting.made_report import Told, made_report

DOCS = Path(__file__).parents[2] / "docs"
COMMAND = re.compile(r"^\s*\$ coachkit (.+)$", re.MULTILINE)


@pytest.mark.parametrize("name", ["report.md", "fairness.md"])
def test_the_commands_of_a_page_do_what_it_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made_report(tmp_path / "coachkit.db", [Told(), Told(agent="Cem", days_ago=3)]).close()
    monkeypatch.chdir(tmp_path)
    commands = COMMAND.findall((DOCS / name).read_text(encoding="utf-8"))
    assert commands
    for command in commands:
        done = run(*shlex.split(command))
        assert done.exit_code == 0, f"{command}: {done.stderr}"
