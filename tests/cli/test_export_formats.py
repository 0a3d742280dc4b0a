"""The options of `playlists export`: formats, whom it is for, names, and what does not go together."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.sounds import tones, write_sound

BAD_LIST, GOOD_LIST = "competitor-zenlane-bad", "competitor-zenlane-good"


@pytest.fixture
def sounding(db: Path) -> Path:
    """The example library, with two recordings that can be heard."""
    for call in ("1f00ba5e", "2ee7c0de"):
        sound = tones([400.0, 1000.0], seconds=30, rate=8000)
        write_sound(db.parent / f"{call}.wav", sound, codec="pcm_s16le", rate=8000)
    return db


@pytest.mark.parametrize("form", ["json", "csv", "md", "html"])
def test_what_can_be_sent_on_is_for_peers_unless_it_is_said(run: Run, db: Path, form: str) -> None:
    done = run("playlists", "export", BAD_LIST, "--format", form, "--db", db)
    assert done.exit_code == 0
    assert "Tom" not in done.stdout
    assert "Without the agent's name: 1 clip, of calls with a bad clip; --for lead keeps it." in done.stderr
    assert "Tom" in run("playlists", "export", BAD_LIST, "--format", form, "--for", "lead", "--db", db).stdout


@pytest.mark.parametrize("form", ["m3u8", "xspf", "edl"])
def test_what_plays_whole_recordings_is_not_for_peers(run: Run, db: Path, form: str) -> None:
    done = run("playlists", "export", "--all", "--format", form, "--for", "peers", "--db", db)
    assert done.exit_code == 2
    assert "which tell whose they are; for peers, export zip or html." in " ".join(done.stderr.split())
    plain = run("playlists", "export", "--all", "--format", form, "--db", db)
    assert plain.exit_code == 0
    assert "Tom" not in plain.stdout


def test_a_zip_holds_the_clips(run: Run, sounding: Path, tmp_path: Path) -> None:
    output = tmp_path / "clips.zip"
    done = run("playlists", "export", GOOD_LIST, "--format", "zip", "--output", output, "--db", sounding)
    assert done.exit_code == 0
    assert f"Wrote {output}" in done.stderr
    with zipfile.ZipFile(output) as archive:
        assert archive.testzip() is None
        assert sum(name.endswith(".mp3") for name in archive.namelist()) == 1


def test_clips_whose_recording_is_gone_are_counted(run: Run, sounding: Path) -> None:
    whole = run("playlists", "export", GOOD_LIST, "--format", "m3u8", "--db", sounding)
    assert "Without sound" not in whole.stderr
    for recording in sounding.parent.glob("*.wav"):
        recording.unlink()
    done = run("playlists", "export", GOOD_LIST, "--format", "m3u8", "--db", sounding)
    assert "Without sound, left out: 1 clip." in done.stderr
    assert "is no longer where it was" in done.stderr
    done = run("playlists", "export", GOOD_LIST, "--format", "html", "--db", sounding)
    assert "Without sound, there to read: 1 clip." in done.stderr
    assert (
        "Without sound"
        not in run("playlists", "export", GOOD_LIST, "--format", "csv", "--db", sounding).stderr
    )


def test_a_small_file_is_not_said_to_be_empty(run: Run, db: Path, tmp_path: Path) -> None:
    done = run(
        "playlists", "export", GOOD_LIST, "--format", "csv", "--output", tmp_path / "a.csv", "--db", db
    )
    assert "a.csv (1 kB)." in done.stderr


def test_a_feed_lies_beside_its_clips(run: Run, sounding: Path, tmp_path: Path) -> None:
    output = tmp_path / "week"
    words = ["--format", "rss", "--audio", "opus", "--output", output, "--db", sounding]
    done = run("playlists", "export", GOOD_LIST, *words)
    assert done.exit_code == 0
    assert f"Wrote {output / GOOD_LIST}.xml." in done.stderr
    assert len(list(output.glob("clip-*.opus"))) == 1


def test_a_folder_gets_a_file_that_is_called_as_the_list(run: Run, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for words in ([GOOD_LIST], ["--all"]):
        run("playlists", "export", *words, "--format", "md", "--output", folder, "--db", db)
    assert sorted(path.name for path in folder.iterdir()) == [f"{GOOD_LIST}.md", "playlists.md"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--format", "wav"],
            "not one of 'm3u8', 'xspf', 'edl', 'json', 'csv', 'md', 'html', 'rss', 'zip'",
        ),
        (["--format", "zip"], "A zip cannot be shown here: add --output FILE.zip."),
        (["--format", "rss"], "rss is a folder: say which with --output FOLDER."),
        (["--format", "csv", "--audio", "opus"], "--audio is for html, rss, zip; csv holds no sound."),
        (["--format", "html", "--base-url", "https://a.example"], "--base-url is for rss alone."),
        (["--format", "rss", "--output", "x", "--base-url", "a.example"], "give a whole address, such as"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, db: Path, words: list[str], message: str) -> None:
    done = run("playlists", "export", "--all", *words, "--db", db)
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())


def test_json_says_its_version_and_all_that_an_import_needs(run: Run, db: Path) -> None:
    done = run("playlists", "export", GOOD_LIST, "--format", "json", "--db", db)
    values = json.loads(done.stdout)
    [playlist] = values["playlists"]
    [clip] = playlist["clips"]
    assert values["version"] == 1
    assert {"title", "description", "verdict", "query", "sort", "trains"} <= playlist.keys()
    assert {
        "call_id", "start", "end", "reason", "quote", "quote_start", "quote_end", "score", "verdict",
        "subject", "moments", "pair", "difference", "pinned", "note",
    } <= clip.keys()  # fmt: skip


FULL = """
import resource, signal, sys
from coachkit.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize(("form", "name"), [("zip", "clips.zip"), ("html", "page.html"), ("rss", "week")])
def test_what_does_not_fit_leaves_nothing_half_written(
    sounding: Path, tmp_path: Path, form: str, name: str
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    words = ["playlists", "export", "--all", "--format", form, "--output", str(desk / name)]
    done = subprocess.run(
        [sys.executable, "-c", FULL, *words, "--db", str(sounding)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: {desk / name}: cannot be written: it would be larger than a file may be here;"
        " choose another place, or write less\n"
    )
    assert list(desk.iterdir()) == []
