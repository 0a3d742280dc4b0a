"""The tutorial's commands are run as they stand, and what it shows of their output is looked for."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.conftest import SAMPLE_CALLS

TUTORIAL = SAMPLE_CALLS.parent / "docs" / "tutorial.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ELIDED = "…"


def commands() -> list[tuple[str, list[str]]]:
    """Return each command of the tutorial with the lines of output that the tutorial shows."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip() and line.strip() != ELIDED:
                found[-1][1].append(line)
    return found


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def desk(sample_build: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder like a reader's: the sample calls in it, and the library built."""
    place = tmp_path_factory.mktemp("desk")
    (place / "sample_calls").symlink_to(SAMPLE_CALLS)
    (place / "coachkit.db").write_bytes(sample_build[0].read_bytes())
    return place


def test_the_tutorial_has_commands():
    assert len(commands()) >= 8


@pytest.mark.parametrize(("command", "shown"), commands(), ids=[command for command, _ in commands()])
def test_a_command_of_the_tutorial_does_what_the_tutorial_shows(desk, command, shown):
    program, *arguments = shlex.split(command)
    assert program == "coachkit"
    done = subprocess.run(
        [sys.executable, "-m", "coachkit", *arguments],
        cwd=desk,
        env=os.environ | {"COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    output = squeezed(done.stdout)
    for line in shown:
        for part in line.split(ELIDED):
            assert squeezed(part) in output
