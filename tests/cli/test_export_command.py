import base64
import json
import re
import wave
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.export.example import GOOD


@pytest.mark.parametrize(("form", "start"), [("m3u8", "#EXTM3U"), ("json", "{"), ("csv", "playlist,")])
def test_playlists_are_exported_to_standard_output(run: Run, db: Path, form: str, start: str) -> None:
    done = run("playlists", "export", "competitor-zenlane-good", "--format", form, "--db", db)

    assert done.exit_code == 0
    assert done.stdout.startswith(start)


def test_a_file_is_written_and_said_beside_the_data(run: Run, db: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.json"

    done = run("playlists", "export", "--all", "--format", "json", "--output", output, "--db", db)

    assert done.stdout == ""
    assert f"Wrote {output}" in done.stderr
    assert len(json.loads(output.read_text(encoding="utf-8"))["playlists"]) == 4


def test_a_page_is_written_even_when_no_recording_can_be_read(run: Run, db: Path, tmp_path: Path) -> None:
    output = tmp_path / "week.html"

    done = run("playlists", "export", "--all", "--format", "html", "--output", output, "--db", db)

    assert done.exit_code == 0
    assert "could not be read, so this clip is text only." in output.read_text(encoding="utf-8")


def test_the_page_plays_what_is_in_the_recording(run: Run, db: Path, tmp_path: Path) -> None:
    with wave.open(str(tmp_path / f"{GOOD}.wav"), "wb") as recording:
        recording.setnchannels(2)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(bytes(2 * 2 * 8000 * 30))

    done = run("playlists", "export", "competitor-zenlane-good", "--format", "html", "--db", db)

    [sound] = re.findall(r'<template id="sound-1">([^<]+)<', done.stdout)
    assert base64.b64decode(sound)[0] == 0xFF, "an MP3 frame begins with eleven bits set"


@pytest.mark.parametrize("words", [[], ["--all", "competitor-zenlane-good"]])
def test_either_playlists_or_all_are_named(run: Run, db: Path, words: list[str]) -> None:
    assert run("playlists", "export", *words, "--format", "csv", "--db", db).exit_code == 2


def test_an_unknown_playlist_writes_nothing(run: Run, db: Path, tmp_path: Path) -> None:
    output = tmp_path / "none.csv"

    done = run("playlists", "export", "competitor-zenlne", "--format", "csv", "--output", output, "--db", db)

    assert done.exit_code == 1
    assert "competitor-zenlane" in done.stderr
    assert not output.exists()


def test_a_missing_folder_is_told(run: Run, db: Path, tmp_path: Path) -> None:
    output = tmp_path / "none" / "all.csv"

    done = run("playlists", "export", "--all", "--format", "csv", "--output", output, "--db", db)

    assert done.exit_code == 1
    assert done.stderr == f"Error: {output}: cannot be written: its folder does not exist; make it first\n"
