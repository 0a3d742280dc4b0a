"""A result is played by whatever player is installed; here that is a script that keeps what it was given."""

import stat
from pathlib import Path

import av
import pytest

from tests.cli.conftest import Run
from tests.export.example import BAD, GOOD, LOST
from tests.sounds import tones, write_sound


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the only player that is installed writes the clip."""
    programs, played = tmp_path / "programs", tmp_path / "played.mp3"
    programs.mkdir()
    player = programs / "mpv"
    player.write_text(f'#!/bin/sh\nfor clip; do :; done\n/bin/cat "$clip" > "{played}"\n', encoding="utf-8")
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(programs))
    return played


@pytest.fixture
def sounding(db: Path, tmp_path: Path) -> Path:
    """The example library with thirty seconds of sound in two of its recordings."""
    for call_id in (GOOD, BAD):
        path = tmp_path / f"{call_id}.wav"
        write_sound(path, tones([300, 400], seconds=30, rate=8000), codec="pcm_s16le", rate=8000)
    return db


def length_of(path: Path) -> float:
    with av.open(str(path)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


def test_the_clip_of_a_hit_is_played_with_a_little_around_it(run: Run, sounding: Path, played: Path) -> None:
    done = run("search", "export", "--play", "1", "--db", sounding)

    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"Playing 0:03 to 0:09 of {BAD}.wav\n"
    assert length_of(played) == pytest.approx(6.5, abs=0.2)


def test_a_result_is_played_beyond_the_usual_number(run: Run, sounding: Path, played: Path) -> None:
    done = run(
        "search", "larkfield agent:tom,jana date:<2026-11-18", "--play", "2", "--limit", "1", "--db", sounding
    )
    assert done.exit_code == 0, done.stderr
    assert played.exists()


def test_a_number_beyond_the_results_is_told(run: Run, sounding: Path, played: Path) -> None:
    done = run("search", '"the export"', "--play", "7", "--db", sounding)
    assert done.exit_code == 1
    assert "there is no result 7: 1 place found" in done.stderr
    assert not played.exists()


def test_without_a_player_the_programs_that_would_do_are_named(
    run: Run, sounding: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    done = run("search", "export", "--play", "1", "--db", sounding)
    assert done.exit_code == 1
    assert "looked for ffplay, mpv, afplay" in done.stderr


def test_a_player_that_fails_is_told(run: Run, sounding: Path, played: Path) -> None:
    (played.parent / "programs" / "mpv").write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    done = run("search", "export", "--play", "1", "--db", sounding)
    assert done.exit_code == 1
    assert "the player mpv could not play it (exit code 3)" in done.stderr


@pytest.mark.usefixtures("played")
def test_a_recording_that_is_gone_is_told(run: Run, db: Path) -> None:
    done = run("search", "lovely", "--mode", "keyword", "--play", "1", "--db", db)
    assert done.exit_code == 1
    assert f"{LOST}.wav" in done.stderr
