"""The page about recordings that are wrong: its commands are run, and what it shows of them is looked for."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from coachkit.cli import main
from coachkit.config import Settings, parse_settings
from tests.pipeline.example import SCRIPTS, make_folder
from tests.pipeline.fakes import FakeTools

PAGE = Path(__file__).parents[2] / "docs" / "recording-trouble.md"
ELIDED = "…"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_pages_commands_show_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = make_folder(tmp_path / "calls")
    (folder / "notes.mp3").write_text("call back on Monday")
    tools = FakeTools(scripts=SCRIPTS)
    for block in blocks("console"):
        command, *shown = block.splitlines()
        words = shlex.split(command.removeprefix("$ "))
        assert words[0] == "coachkit"
        said = " ".join(CliRunner().invoke(main, words[1:], obj=tools).output.split())
        at = 0
        for fragment in (part for line in shown for part in line.split(ELIDED) if part.strip()):
            found = said.find(" ".join(fragment.split()), at)
            assert found >= 0, f"{command}: “{fragment}” is not in “{said}”"
            at = found


def test_the_pages_settings_are_settings() -> None:
    made = [parse_settings(block) for block in blocks("toml")]
    assert all(isinstance(one, Settings) and one.recordings.sources for one in made)


def test_all_that_the_page_shows_is_run() -> None:
    assert (len(blocks("console")), len(blocks("toml"))) == (7, 2)
