"""Calls that came as transcripts on the terminal: shown, counted, and read where others are played."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coachkit.cli import main
from tests.pipeline.example import SCRIPTS, make_folder
from tests.pipeline.fakes import FakeTools
from tests.pipeline.test_given import STARTS_ONLY, VTT

TOML = """
[company]
name = "Fernway"
[[competitors]]
name = "Zenlane"
[[agents]]
name = "Jana K."
aliases = ["agent12"]
"""


class Place:
    """A folder of transcripts with its library."""

    def __init__(self, path: Path) -> None:
        self.folder = path / "calls"
        self.folder.mkdir()
        (self.folder / "coachkit.toml").write_text(TOML, encoding="utf-8")
        (self.folder / "good.vtt").write_text(VTT, encoding="utf-8")
        (self.folder / "bad.csv").write_text(STARTS_ONLY, encoding="utf-8")
        self.db = path / "coachkit.db"
        self.tools = FakeTools(scripts=SCRIPTS)

    def run(self, *words: str | Path) -> Result:
        arguments = [*(str(word) for word in words), "--db", str(self.db)]
        return CliRunner().invoke(main, arguments, obj=self.tools)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    built = made.run("build", made.folder, "--no-progress")
    assert built.exit_code == 0, built.output
    assert "2 calls: 2 transcripts without sound" in built.stdout
    assert "hard to hear" not in built.output
    return made


def test_a_build_counts_recordings_and_transcripts_apart(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "mixed")
    (folder / "good.vtt").write_text(VTT, encoding="utf-8")
    arguments = ["build", str(folder), "--no-progress", "--db", str(tmp_path / "mixed.db")]
    built = CliRunner().invoke(main, arguments, obj=FakeTools(scripts=SCRIPTS))
    assert "4 calls: 3 recordings (1 min) and 1 transcript," in built.stdout


def test_a_call_says_that_it_came_without_sound(place: Place) -> None:
    shown = place.run("calls", "show", "good").stdout
    assert "Came as      transcript (WebVTT), no sound" in shown
    assert f"Transcript   {place.folder / 'good.vtt'}" in shown
    assert "Recording" not in shown
    assert "grade" not in shown
    assert "0:04  Marta    **Zenlane** is cheaper" in shown


def test_estimated_times_are_shown_as_such(place: Place) -> None:
    shown = place.run("calls", "show", "bad").stdout
    assert "~0:05  Customer" in shown
    assert "the transcript does not say when each line begins and ends" in shown


def test_a_list_of_calls_has_no_grade_for_transcripts(place: Place) -> None:
    [header, *rows] = [
        line.split("\t") for line in place.run("calls", "--min-grade", "A").stdout.splitlines()
    ]
    assert [row[header.index("sound")] for row in rows] == ["–", "–"]
    found = json.loads(place.run("calls", "--agent", "jana", "--json").stdout)
    assert [(call["medium"], call["agents"]) for call in found] == [("transcript", ["Jana K."])]


def test_a_playlist_shows_the_lines_of_a_clip_that_cannot_be_played(place: Place) -> None:
    shown = place.run("playlists", "show", "competitor-zenlane-good").stdout
    assert "0:04  Marta    Zenlane is cheaper than you and the export is empty." in shown
    assert "0:09  Jana K.  They charge extra for every calendar and we do not." in shown


def test_hearing_a_transcript_again_is_refused_with_what_to_do(place: Place) -> None:
    done = place.run("transcribe", "--again", "good")
    assert done.exit_code == 1
    assert "no sound to hear; change its file and build, or put single lines right with" in done.stdout
    everything = place.run("transcribe", "--again")
    assert (everything.exit_code, everything.stderr) == (0, "No call with sound fits.\n")
    assert place.tools.jobs == []
