"""A running `coachkit serve`, asked over its port as a browser does, and what it holds in memory."""

import gzip
import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    seconds: float
    sent: int
    """Bytes as they came, compressed."""
    text: str

    @property
    def unpacked(self) -> int:
        """Bytes of the text."""
        return len(self.text.encode())


class Asker:
    """One connection that stays open, as a browser's."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str, *, is_part: bool = False) -> Answer:
        """Ask for a page, or for a part of one as htmx does."""
        headers = {"Accept-Encoding": "gzip"} | ({"HX-Request": "true"} if is_part else {})
        began = time.perf_counter()
        self._connection.request("GET", address, headers=headers)
        response = self._connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - began
        is_packed = response.headers.get("Content-Encoding") == "gzip"
        text = (gzip.decompress(body) if is_packed else body).decode(errors="replace")
        return Answer(status=response.status, seconds=seconds, sent=len(body), text=text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where it listens, and which process it is."""

    port: int
    process: int

    def megabytes(self, what: str = "VmRSS") -> int:
        """Return what the process holds in memory (`VmHWM`: held at most), in MB of 1,000,000 bytes."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        found = re.search(rf"{what}:\s+(\d+) kB", status)
        return round(int(found[1]) * 1024 / 1e6) if found else 0


@contextmanager
def running(library: Path, *options: str) -> Iterator[Server]:
    """Serve a library in a process of its own, with these options besides."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    command = [sys.executable, "-m", "coachkit", "serve", "--db", str(library), "--port", str(port)]
    command += options
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        told = process.stderr.readline()
        if not told.startswith("Open "):
            raise SystemExit(told)
        try:
            yield Server(port=port, process=process.pid)
        finally:
            process.terminate()
