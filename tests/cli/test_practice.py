"""`coachkit practice`, in a pipe and on a terminal of its own."""

import json
import os
import pty
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import pytest

from coachkit.cli.practice_page import print_learned
from coachkit.cli.practice_session import Desk, run_session
from coachkit.export.contents import ClipContents
from coachkit.practising.practise import Asked, prepare_session
from coachkit.practising.rounds import PlaybookHint
from coachkit.replies.telling import TONE
from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.practising.made_library import CALLS, PROMPT, REPLY, make_library

ASKED = "Answer aloud, then press Enter"
NEXT = "Enter for the next customer"
RUN = """
import signal
from coachkit.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""As a terminal runs it: whoever runs the tests may ignore Ctrl-C."""
PATIENCE = 60.0
"""Seconds after which a session that says nothing is given up."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of four calls, three of which can be practised, in two rounds."""
    return make_library(tmp_path_factory.mktemp("made") / "library.db")


def test_without_a_topic_it_lists_what_can_be_practised(run: Run, made: Path) -> None:
    done = run("practice", "--db", made)
    assert done.stdout.splitlines()[1] == "competitor-zenlane\tZenlane (competitor)\t2\t1"
    [one] = json.loads(run("practice", "--json", "--db", made).stdout)
    assert (one["id"], one["rounds"], one["with_both"]) == ("competitor-zenlane", 2, 1)


def test_a_pipe_gets_all_rounds_without_waiting(run: Run, made: Path) -> None:
    done = run("practice", "zenlane", "--db", made)
    assert done.exit_code == 0
    assert "Round 1 of 2" in done.stdout
    assert "Round 2 of 2" in done.stdout
    assert ASKED not in done.stdout
    assert "practised" not in done.stdout
    assert "→ The customer does not accept the reply." in done.stdout
    assert "No reply to a line like this went badly yet" in done.stdout


def test_json_has_the_rounds_and_names_nobody_who_went_wrong(run: Run, made: Path) -> None:
    done = run("practice", "zenlane", "--rounds", "1", "--json", "--db", made)
    [one] = json.loads(done.stdout)["rounds"]
    assert one["good"]["agent"] == "Jana Kovac"
    assert one["bad"]["agent"] is None
    assert "Tom" not in done.stdout


def test_a_topic_may_have_several_words(run: Run, tmp_path: Path) -> None:
    calls = [replace(one, name="Zen Lane Pro") for one in CALLS]
    db = make_library(tmp_path / "library.db", calls)
    assert "Customers name Zen Lane Pro" in run("practice", "zen", "lane", "pro", "--db", db).stdout


def test_an_unknown_topic_says_what_comes_near(run: Run, made: Path) -> None:
    done = run("practice", "zenlone", "--db", made)
    assert done.exit_code == 1
    assert "did you mean “Zenlane”? coachkit practice lists what can be practised" in done.stderr


def test_whoever_says_who_they_are_hears_others(run: Run, made: Path) -> None:
    done = run("practice", "zenlane", "--as", "tom", "--json", "--db", made)
    assert "Calls of Tom Berg are left out" in done.stderr
    assert {one["bad"] for one in json.loads(done.stdout)["rounds"]} == {None}


def test_a_library_without_calls_says_what_it_takes(run: Run, tmp_path: Path) -> None:
    db = make_library(tmp_path / "library.db", [])
    assert "Nothing to practise yet" in run("practice", "--db", db).stderr
    for topic in ("zenlane", "everything"):
        done = run("practice", topic, "--db", db)
        assert done.exit_code == 1
        assert "coachkit build FOLDER" in done.stderr or "coachkit practice" in done.stderr


def test_the_line_is_played_before_the_answer_and_the_replies_after_it(made: Path) -> None:
    done: list[tuple[float, float] | str] = []

    def ask(question: str, _seconds: float | None) -> bool:
        done.append(question.partition(",")[0])
        return len(done) < 5

    def play(of: ClipContents) -> None:
        done.append((of.clip.start, of.clip.end))

    with Library.open(made) as library:
        session = prepare_session(library, Asked(topic="zenlane", rounds=2, seed="1"))
    assert run_session(session, Desk(ask=ask, play=play)) == 1
    line, answer, missed, held, after = done
    assert isinstance(line, tuple)
    assert PROMPT[1] <= line[1] <= REPLY[0]
    assert answer == "Answer aloud"
    assert missed[0] >= line[1]  # type: ignore[operator]
    assert held[0] >= line[1]  # type: ignore[operator]
    assert str(after).startswith(NEXT)


def test_where_no_words_part_the_replies_the_tone_is_named_only_where_it_can_be_heard(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(made) as library:
        [one, *_] = prepare_session(library, Asked(topic="zenlane", rounds=1, seed="1")).rounds
    there, gone = (replace(one.prompt.of, missing=missing) for missing in (None, "a.mp3"))
    heard = replace(one, difference=TONE, hint=None, prompt=replace(one.prompt, of=there))
    read = replace(heard, prompt=replace(one.prompt, of=gone))
    print_learned(heard)
    assert "listen for the tone" in capsys.readouterr().out
    print_learned(read)
    assert capsys.readouterr().out.strip() == "No difference that can be read off the words."
    print_learned(replace(read, hint=PlaybookHint(playbook_id="everything", text="Ask first.")))
    assert capsys.readouterr().out.strip() == "Your playbook: Ask first. (coachkit playbooks show everything)"


class Terminal:
    """A terminal of its own in which a command runs."""

    def __init__(self, *words: str | Path, path: str) -> None:
        main, other = pty.openpty()
        self.main, self.shown = main, ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, *map(str, words)],
            stdin=other,
            stdout=other,
            stderr=other,
            env={**os.environ, "PATH": path, "TERM": "dumb", "COLUMNS": "200"},
            start_new_session=True,
        )
        os.close(other)

    def wait_for(self, text: str, *, times: int = 1) -> str:
        """Read until a text has been shown so often, and return all that was."""
        until = time.monotonic() + PATIENCE
        while self.shown.count(text) < times:
            ready, _, _ = select.select([self.main], [], [], max(0.0, until - time.monotonic()))
            assert ready, f"waited for {text!r}, and it shows: {self.shown}"
            try:
                self.shown += os.read(self.main, 4096).decode("utf-8", "replace")
            except OSError:  # it has ended
                assert text in self.shown, self.shown
                break
        return self.shown

    def press(self, keys: str) -> None:
        os.write(self.main, keys.encode())

    def end(self) -> int:
        return self.process.wait(timeout=PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self.main)


@pytest.fixture
def nowhere(tmp_path: Path) -> str:
    """A PATH without any player."""
    (tmp_path / "none").mkdir()
    return str(tmp_path / "none")


@pytest.fixture
def terminal(made: Path, nowhere: str) -> Iterator[Terminal]:
    """A session of two rounds, without sound."""
    one = Terminal("practice", "zenlane", "--db", made, path=nowhere)
    yield one
    one.close()


def test_on_a_terminal_the_replies_come_after_enter(terminal: Terminal) -> None:
    before = terminal.wait_for(ASKED)
    assert "It went" not in before
    assert "nothing I can do" not in before
    terminal.press("\n")
    assert "It went well" in terminal.wait_for(NEXT)
    terminal.press("\n")
    terminal.wait_for(ASKED, times=2)
    terminal.press("\n")
    assert "2 rounds practised." in terminal.wait_for("practised.")
    assert terminal.end() == 0


def test_q_ends_a_session(terminal: Terminal) -> None:
    terminal.wait_for(ASKED)
    terminal.press("q\n")
    shown = terminal.wait_for("practised.")
    assert "0 rounds practised." in shown
    assert "It went" not in shown
    assert terminal.end() == 0


def test_ctrl_c_ends_quietly(terminal: Terminal) -> None:
    terminal.wait_for(ASKED)
    os.killpg(terminal.process.pid, signal.SIGINT)
    shown = terminal.wait_for("practised.")
    assert "Traceback" not in shown
    assert terminal.end() == 0


def test_with_seconds_it_goes_on_by_itself(made: Path, nowhere: str) -> None:
    one = Terminal("practice", "zenlane", "--rounds", "1", "--seconds", "1", "--db", made, path=nowhere)
    assert "Answer aloud: 1 seconds" in one.wait_for("1 round practised.")
    assert one.end() == 0
    one.close()


def test_with_a_player_the_line_is_heard_without_the_reply(tmp_path: Path) -> None:
    programs, played = tmp_path / "programs", tmp_path / "played"
    for folder in (programs, played):
        folder.mkdir()
    db = make_library(tmp_path / "library.db", sound=tmp_path)
    player = programs / "mpv"
    player.write_text(
        f'#!/bin/sh\nfor clip; do :; done\n{shutil.which("cp")} "$clip" "{played}/$$.mp3"\n', encoding="utf-8"
    )
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    one = Terminal("practice", "zenlane", "--rounds", "1", "--db", db, path=str(programs))
    one.wait_for(ASKED)
    [line] = played.iterdir()
    assert PROMPT[1] - PROMPT[0] <= length_of(line) <= REPLY[0] - PROMPT[0] + 0.5
    one.press("\n")
    one.wait_for("practised.")
    assert len([*played.iterdir()]) == 3
    one.close()


def length_of(path: Path) -> float:
    with av.open(str(path)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


def test_where_the_player_fails_it_is_said_once_and_practice_goes_on_with_text(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    db = make_library(tmp_path / "library.db", sound=tmp_path)
    player = programs / "mpv"
    player.write_text(
        '#!/bin/sh\necho "ALSA lib confmisc.c: cannot find card 0" >&2\nexit 1\n', encoding="utf-8"
    )
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    one = Terminal("practice", "zenlane", "--rounds", "1", "--db", db, path=str(programs))
    asked = one.wait_for(ASKED)
    assert "mpv cannot play sound here" in asked
    one.press("\n")
    shown = one.wait_for("practised.")
    assert "It went well" in shown
    assert shown.count("cannot play sound here") == 1
    assert "ALSA" not in shown
    one.close()
