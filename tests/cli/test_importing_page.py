"""The page about taking in calls: its files are made, its commands run, and what it shows is looked for."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from coachkit.cli import main
from coachkit.config import parse_settings
from coachkit.sidecar import read_sidecar
from tests.sounds import tones, write_sound

PAGE = Path(__file__).parents[2] / "docs" / "importing.md"
ELIDED = "…"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def make_recording(path: Path, pitch: int) -> None:
    write_sound(path, tones([pitch, pitch + 40], seconds=2, rate=8000), codec="pcm_s16le", rate=8000)


def make_files(place: Path) -> None:
    for name in ("week47", "gap", "crm"):
        (place / name).mkdir()
    [manifest] = blocks("csv")
    (place / "week47/manifest.csv").write_text(manifest)
    (place / "week47/20261116_0930_agent07.json").write_text('{"agent": "Tom B."}')
    (place / "week47/notes.txt").write_text("call back on Monday")
    (place / "week47/coachkit.toml").write_text("\n".join(blocks("toml")))
    (place / "crm/november.csv").write_text("Recording,Customer,Rating\n20261117_1105_agent12,Acme Ltd,\n")
    for n, stem in enumerate(("0930_agent07", "1105_agent12", "1400_agent12_P001", "1400_agent12_P002")):
        make_recording(place / f"week47/202611{16 + min(n, 2)}_{stem}.wav", 200 + 100 * n)
    for n in (1, 3):
        make_recording(place / f"gap/call_P00{n}.wav", 700 + 100 * n)


def test_the_pages_commands_show_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_files(tmp_path)
    shown_blocks = blocks("console")
    assert len(shown_blocks) == 3
    for block in shown_blocks:
        command, *shown = block.splitlines()
        words = shlex.split(command.removeprefix("$ "))
        assert words[0] == "coachkit"
        lines = {
            line.split("\t")[0]: line for line in CliRunner().invoke(main, words[1:]).stdout.splitlines()
        }
        for wanted in shown:
            name, *fragments = (part.strip() for part in wanted.split(ELIDED))
            at = 0
            for fragment in fragments:
                at = lines[name].find(fragment, at)
                assert at >= 0, f"{command}: “{fragment}” is not in “{lines[name]}”"


def test_the_pages_sidecar_and_settings_can_be_read(tmp_path: Path) -> None:
    [sidecar] = blocks("json")
    (tmp_path / "call.json").write_text(sidecar)
    details = read_sidecar(tmp_path / "call.json")
    assert (details.agent, details.outcomes) == ("Tom B.", (("csat", "4", "survey", None),))
    manifest, recordings = map(parse_settings, blocks("toml"))
    assert manifest.manifest.outcomes == {"csat": "Rating"}
    assert recordings.recordings.pattern == "{date}_{time}_{agent}"
