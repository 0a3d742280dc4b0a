"""The commands that a page of the documentation shows, with the lines of output it shows of them."""

import contextlib
import re
import shlex
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from coachkit.cli import main
from tests.integration.heard_samples import HeardBefore

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
    with contextlib.chdir(desk):
        done = CliRunner().invoke(
            main, [*arguments, *more], env={"COLUMNS": "120", **(env or {})}, obj=opened_models()
        )
    assert done.exit_code == 0, done.stderr or done.exception
    output = squeezed(done.stdout)
    for line in shown:
        for part in line.split(ELIDED):
            assert squeezed(part) in output


@cache
def opened_models() -> HeardBefore:
    """Return the models, which stay open from one command to the next."""
    return HeardBefore()


def squeezed(text: str) -> str:
    return " ".join(text.split())
