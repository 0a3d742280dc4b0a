"""The commands that a page of the documentation shows, with the lines of output it shows of them."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ELIDED = "…"


def commands_of(page: Path) -> list[tuple[str, list[str]]]:
    """Return each command of a page with the lines of output that the page shows."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip() and line.strip() != ELIDED:
                found[-1][1].append(line)
    return found


def check_command(
    desk: Path,
    command: str,
    shown: Sequence[str],
    *,
    more: Sequence[str] = (),
    env: dict[str, str] | None = None,
) -> None:
    """Run a command as it stands, with `more` behind it, and look for what the page shows."""
    program, *arguments = shlex.split(command)
    assert program == "coachkit"
    done = subprocess.run(
        [sys.executable, "-m", "coachkit", *arguments, *more],
        cwd=desk,
        env=os.environ | {"COLUMNS": "120"} | (env or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    output = squeezed(done.stdout)
    for line in shown:
        for part in line.split(ELIDED):
            assert squeezed(part) in output


def squeezed(text: str) -> str:
    return " ".join(text.split())
