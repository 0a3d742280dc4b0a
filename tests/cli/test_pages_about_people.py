"""The commands of the pages about people and outcomes are run as they stand there, one after the other."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from coachkit.cli import main
from coachkit.config import parse_settings
from tests.pipeline.example import SCRIPTS
from tests.pipeline.fakes import FakeTools
from tests.sounds import tones, write_sound

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = ("people", "outcomes")
CALLS = {
    "20261116_0900_agent12": {
        "agent": "agent12",
        "customer": "Marta Lindqvist",
        "started_at": "2026-11-16T09:00:00",
        "outcomes": [{"kind": "csat", "value": 5, "source": "survey"}],
    },
    "20261118_1015_jana": {
        "agent": "Jana K.",
        "customer": "Lindqvist, M.",
        "started_at": "2026-11-18T10:15:00",
    },
    "20261118_1030_tom": {
        "agent": "Tom Berg",
        "customer": "Derek Osei",
        "started_at": "2026-11-18T10:30:00",
    },
}


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def commands(page: str) -> list[tuple[str, list[str]]]:
    """Return each command of a page with the lines that the page shows of its output."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(blocks(page, "console")).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return found


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTools:
    """A folder like a reader's, with a library of three calls and the tables of the pages."""
    folder = tmp_path / "calls"
    folder.mkdir()
    for n, (name, sidecar) in enumerate(CALLS.items()):
        write_sound(
            folder / f"{name}.wav", tones([200 + n, 300], seconds=20, rate=8000), codec="pcm_s16le", rate=8000
        )
        (folder / f"{name}.json").write_text(json.dumps(sidecar), encoding="utf-8")
    (folder / "coachkit.toml").write_text('[company]\nname = "Fernway"\n', encoding="utf-8")
    for page, name in zip(PAGES, ("roster.csv", "crm.csv"), strict=True):
        [table] = blocks(page, "csv")
        (tmp_path / name).write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    tools = FakeTools(scripts=dict(zip(CALLS, SCRIPTS.values(), strict=True)))
    built = CliRunner().invoke(main, ["build", "calls"], obj=tools)
    assert built.exit_code == 0, built.output
    return tools


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_do_what_it_shows(page: str, desk: FakeTools) -> None:
    shown = commands(page)
    assert len(shown) >= 3
    for command, lines in shown:
        program, *words = shlex.split(command)
        assert program == "coachkit"
        output = squeezed(CliRunner().invoke(main, words, obj=desk).output)
        for line in lines:
            for part in line.split("…"):
                assert squeezed(part) in output, command


@pytest.mark.parametrize("page", PAGES)
def test_the_settings_of_a_page_are_valid(page: str) -> None:
    texts = blocks(page, "toml")
    assert len(texts) >= 2
    for text in texts:
        parse_settings(text)
