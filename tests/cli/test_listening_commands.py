"""What an agent sees of a list, and playing it; the player is a script that keeps what it was given."""

import json
import signal
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import av
import pytest

from tests.cli.conftest import Run
from tests.export.example import BAD, GOOD, LOST
from tests.sounds import tones, write_sound

LIST = "competitor-zenlane-bad"
CLIP = 1.5
"""Seconds that the clips here last."""


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the only player that is installed writes what it plays; the file `seconds` says for how long."""
    programs, played = tmp_path / "programs", tmp_path / "played"
    for folder in (programs, played):
        folder.mkdir()
    (played / "seconds").write_text(str(CLIP), encoding="utf-8")
    player = programs / "mpv"
    player.write_text(
        "#!/bin/sh\nfor clip; do :; done\n"
        f'n=$(/bin/ls "{played}" | /usr/bin/wc -l)\n/bin/cp "$clip" "{played}/$n.mp3"\n'
        f'/bin/sleep $(/bin/cat "{played}/seconds")\n',
        encoding="utf-8",
    )
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(programs))
    return played


@pytest.fixture
def library(db: Path, tmp_path: Path) -> Path:
    """The example library with sound; the list has three short clips: Tom's, Jana's, one without sound."""
    for call_id in (GOOD, BAD):
        path = tmp_path / f"{call_id}.wav"
        write_sound(path, tones([300, 400], seconds=30, rate=8000), codec="pcm_s16le", rate=8000)
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute('update clips set "end" = start + ?', [CLIP])
        for place, other in ((1, "competitor-zenlane-good"), (2, "topic-dashboards-mixed")):
            connection.execute(
                "update clips set playlist_id = ?, n = ? where playlist_id = ?", [LIST, place, other]
            )
        connection.execute("update clips set verdict = 'bad', reason = 'Tom Berg waves it away.' where n = 0")
        connection.execute("update clips set verdict = 'good' where n > 0")
    return db


@pytest.fixture
def asked(run: Run, library: Path) -> Path:
    """The library with the list assigned to both."""
    done = run("playlists", "assign", LIST, "--to", "jana", "--to", "tom", "--db", library)
    assert done.exit_code == 0, done.stderr
    return library


def lengthen(db: Path) -> None:
    """Let the clips last longer than any player here plays."""
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute('update clips set "end" = start + 20')


def line(run: Run, db: Path, agent: str) -> dict[str, object]:
    [found] = json.loads(run("playlists", "mine", "--all", "--as", agent, "--json", "--db", db).stdout)
    assert isinstance(found, dict)
    return found


def sounds(played: Path) -> list[float]:
    lengths = []
    for path in sorted(played.glob("*.mp3")):
        with av.open(str(path)) as container:
            lengths.append(sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0)))
    return lengths


def test_an_agent_sees_what_is_to_be_heard_and_where_to_go_on(run: Run, asked: Path) -> None:
    run("playlists", "at", LIST, "2", "0:01", "--as", "jana", "--db", asked)
    shown = run("playlists", "mine", "--as", "jana", "--db", asked)
    assert "0 of 3\tclip 2, from 0:01" in shown.stdout
    assert f'coachkit playlists play {LIST} --as "Jana Kovac"' in shown.stdout


def test_what_was_heard_waits_no_more(run: Run, asked: Path) -> None:
    run("playlists", "heard", LIST, "--all", "--as", "jana", "--db", asked)
    assert "Nothing is waiting for you." in run("playlists", "mine", "--as", "jana", "--db", asked).stderr
    assert line(run, asked, "jana")["state"] == "done"


def test_a_colleague_who_did_badly_is_not_named(run: Run, asked: Path) -> None:
    shown = run("playlists", "mine", LIST, "--as", "jana", "--db", asked).stdout
    assert "1. The agent waves it away." in shown
    assert "Tom" not in shown
    assert BAD not in shown


def test_a_colleague_who_did_well_is_named(run: Run, asked: Path) -> None:
    shown = run("playlists", "mine", LIST, "--as", "tom", "--db", asked).stdout
    assert f"of call {GOOD} · Jana Kovac" in shown


def test_an_agent_sees_whose_own_clips_are(run: Run, asked: Path) -> None:
    shown = run("playlists", "mine", LIST, "--as", "tom", "--db", asked).stdout
    assert "1. Tom Berg waves it away." in shown
    assert f"of call {BAD} · Tom Berg" in shown


def test_clips_that_were_heard_are_marked(run: Run, asked: Path) -> None:
    run("playlists", "heard", LIST, "2", "--as", "tom", "--db", asked)
    shown = run("playlists", "mine", LIST, "--as", "tom", "--db", asked).stdout
    assert [text for text in shown.splitlines() if text.endswith(" · heard")] == [
        "2. The agent asks what matters before answering the price. · heard"
    ]


def test_a_clip_without_sound_is_read(run: Run, asked: Path) -> None:
    shown = run("playlists", "mine", LIST, "--as", "tom", "--db", asked).stdout
    assert f"{LOST}.wav is no longer where it was, so this clip is text only." in shown


def test_what_was_played_to_the_end_is_heard(run: Run, asked: Path, played: Path) -> None:
    done = run("playlists", "play", LIST, "--as", "jana", "--db", asked)

    assert sounds(played) == pytest.approx([CLIP, CLIP], abs=0.2)
    assert "  2 of 3 heard\n  Next: clip 3\n" in done.stdout
    assert f'heard {LIST} 3 --as "Jana Kovac"' in done.stdout
    assert done.exit_code == 1  # the third has no sound any more


def test_a_clip_that_was_broken_off_goes_on_where_it_stopped(run: Run, asked: Path, played: Path) -> None:
    run("playlists", "at", LIST, "2", "1", "--as", "jana", "--db", asked)
    run("playlists", "play", LIST, "--as", "jana", "--db", asked)
    assert sounds(played) == pytest.approx([CLIP - 1], abs=0.2)
    assert line(run, asked, "jana")["heard"] == 1


def test_a_player_that_ends_early_leaves_the_place(run: Run, asked: Path, played: Path) -> None:
    lengthen(asked)
    (played / "seconds").write_text("0.1", encoding="utf-8")
    done = run("playlists", "play", LIST, "2", "--as", "jana", "--db", asked)
    assert "Stopped at 0:0" in done.stdout
    found = line(run, asked, "jana")
    assert (found["heard"], found["next_clip"]) == (0, 2)
    assert len(sounds(played)) == 1


def test_stopping_by_hand_leaves_the_place_and_the_same_command_goes_on(
    run: Run, asked: Path, played: Path
) -> None:
    lengthen(asked)
    # a run in the background of a shell does not hear Ctrl-C by itself
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    player = played.parent / "programs" / "mpv"
    player.write_text("#!/bin/sh\nkill -INT $PPID\n/bin/sleep 0.05\n", encoding="utf-8")
    done = run("playlists", "play", LIST, "2", "--as", "jana", "--db", asked)
    signal.signal(signal.SIGINT, before)
    assert done.exit_code == 130
    assert "Stopped. Run the same command to go on." in done.stderr
    found = line(run, asked, "jana")
    assert (found["heard"], found["next_clip"]) == (0, 2)


def test_a_list_is_played_by_a_lead_without_noting_anything(run: Run, asked: Path, played: Path) -> None:
    done = run("playlists", "play", LIST, "1", "--db", asked)
    assert "1. Tom Berg waves it away." in done.stdout
    assert len(sounds(played)) == 2
    assert line(run, asked, "tom")["heard"] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["9"], "has no clip 9; it has 3"),
        (["9", "--as", "jana"], "has no clip 9; its clips are 1 to 3"),
        (["--as", "nobody"], "there is no agent “nobody”"),
    ],
)
def test_what_cannot_be_played_is_told(
    run: Run, asked: Path, played: Path, words: list[str], told: str
) -> None:
    done = run("playlists", "play", LIST, *words, "--db", asked)
    assert done.exit_code == 1
    assert told in done.stderr
    assert sounds(played) == []


def test_a_damaged_recording_does_not_tell_whose_it_is(
    run: Run, asked: Path, played: Path, tmp_path: Path
) -> None:
    (tmp_path / f"{BAD}.wav").write_bytes(b"RIFF nothing")
    done = run("playlists", "play", LIST, "1", "--as", "jana", "--db", asked)
    assert "It could not be played: its recording is damaged" in done.stdout
    assert BAD not in done.stdout
    assert len(sounds(played)) == 1


def test_the_title_of_a_list_made_by_hand_names_no_colleague(run: Run, asked: Path) -> None:
    with closing(sqlite3.connect(asked)) as connection, connection:
        connection.execute("update playlists set kind = 'made', title = 'What Tom said' where id = ?", [LIST])
    assert line(run, asked, "jana")["title"] == "What the agent said"
    done = run("playlists", "acknowledge", LIST, "--as", "jana", "--db", asked)
    assert done.stdout.startswith("What the agent said: acknowledged")


def test_a_damaged_recording_is_told_and_the_next_clip_is_played(
    run: Run, asked: Path, played: Path, tmp_path: Path
) -> None:
    (tmp_path / f"{BAD}.wav").write_bytes(b"RIFF nothing")
    done = run("playlists", "play", LIST, "--as", "tom", "--db", asked)
    assert "It could not be played:" in done.stdout
    assert done.exit_code == 1
    found = line(run, asked, "tom")
    assert (found["heard"], found["next_clip"]) == (1, 1)
    assert len(sounds(played)) == 1
