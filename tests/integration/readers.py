"""The programs that exported playlists are for, driven without a screen: mpv, VLC and Chromium."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pytest

NEEDED = "COACHKIT_NEEDS_READERS"
"""Set where the programs must be there, as in CI: a missing one fails a test instead of leaving it out."""


def find_reader(*names: str) -> str:
    """Return the path of the first of these programs that is installed, or leave the test out."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        message = f"{names[0]} is not installed, so nothing can be read with it"
        if os.environ.get(NEEDED):
            pytest.fail(message)
        pytest.skip(message)
    return found


def play_with_mpv(playlist: Path, output: Path) -> None:
    """Let mpv play a list into a WAV file."""
    words = ["--no-config", "--no-video", "--ao=pcm", f"--ao-pcm-file={output}", str(playlist)]
    subprocess.run([find_reader("mpv"), *words], check=True, capture_output=True, timeout=60)


def chapters_in_mpv(playlist: Path, count: int) -> list[str]:
    """Return the titles of the first chapters that mpv finds in a list."""
    titles = [f"${{chapter-list/{n}/title}}" for n in range(count)]
    message = "\n".join(f"title: {title}" for title in titles)
    words = ["--no-config", "--no-video", "--ao=null", "--length=0.1", f"--term-playing-msg={message}"]
    done = subprocess.run(
        [find_reader("mpv"), *words, str(playlist)], check=True, capture_output=True, text=True, timeout=60
    )
    return [line.removeprefix("title: ") for line in done.stdout.splitlines() if line.startswith("title: ")]


def play_with_vlc(playlist: Path, output: Path) -> None:
    """Let VLC play a list into a WAV file, which holds its last entry; VLC refuses to be root."""
    words = ["--no-video", "--play-and-exit", "-I", "dummy", "--aout=afile", f"--audiofile-file={output}"]
    command = [find_reader("cvlc"), *words, str(playlist)]
    if os.geteuid() == 0:
        command = [find_reader("runuser"), "-u", "nobody", "--", *command]
    subprocess.run(command, check=True, capture_output=True, timeout=60, env=os.environ | {"HOME": "/tmp"})  # noqa: S108


class Browser:
    """A page in Chromium, asked through the pipe that its debugging protocol offers."""

    def __init__(self, page: Path, profile: Path, *, width: int = 1200) -> None:
        chromium = find_reader("chromium", "chromium-browser", "google-chrome")
        to_child, self._out = os.pipe()
        self._in, from_child = os.pipe()
        flags = (
            "--headless --no-sandbox --disable-gpu --remote-debugging-pipe --no-first-run"
            f" --autoplay-policy=no-user-gesture-required --window-size={width},900"
        )
        command = f'exec "$0" {flags} --user-data-dir="$1" about:blank 3<&{to_child} 4>&{from_child}'
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", command, chromium, str(profile)],
            pass_fds=(to_child, from_child),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        self._answers: IO[bytes] = os.fdopen(self._in, "rb")
        self._number = 0
        self._session: str | None = None
        target = self._ask("Target.createTarget", url=page.as_uri())["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.wait_for(f"location.href === {json.dumps(page.as_uri())} && document.readyState === 'complete'")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._answers.close()
        os.close(self._out)

    def value(self, script: str) -> Any:  # whatever JSON holds
        """Return what a line of JavaScript comes to."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True, userGesture=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key, such as `j`."""
        for kind in ("keyDown", "keyUp"):
            text = key if kind == "keyDown" and len(key) == 1 else ""
            self._ask("Input.dispatchKeyEvent", type=kind, key=key, text=text)

    def wait_for(self, script: str, *, seconds: float = 20) -> None:
        """Wait until a line of JavaScript is true."""
        last = time.monotonic() + seconds
        while not self.value(script):
            assert time.monotonic() < last, f"not true after {seconds} s: {script}"
            time.sleep(0.05)

    def _ask(self, method: str, **params: object) -> Any:  # whatever JSON holds
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        for answer in self._messages():
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
        raise AssertionError("the browser has ended")

    def _messages(self) -> Iterator[dict[str, Any]]:
        text = b""
        while byte := self._answers.read(1):
            if byte == b"\0":
                yield json.loads(text)
                text = b""
            else:
                text += byte
