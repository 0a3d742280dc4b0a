import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.cli.conftest import Run

LONG = "a-token-of-good-length"
PATIENCE = 60
"""Seconds after which a test has failed."""


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(
    db: Path, *options: str, env: dict[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command until it says where the page is."""
    command = [
        sys.executable,
        "-m",
        "coachkit",
        "serve",
        "--db",
        str(db),
        "--port",
        str(free_port()),
        *options,
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | (env or {})
    ) as process:
        assert process.stderr
        told = re.match(r"Open (\S+) in a browser; Ctrl-C stops it\.", process.stderr.readline())
        assert told
        try:
            yield process, told[1]
        finally:
            process.kill()


def test_ctrl_c_ends_it_quietly_even_with_open_connections(db: Path) -> None:
    with serving(db) as (process, address):
        assert urlopen(f"{address}/calls", timeout=PATIENCE).status == 200  # noqa: S310 - of this test
        port = int(address.rpartition(":")[2])
        with closing(socket.create_connection(("127.0.0.1", port))) as half_asked:
            half_asked.sendall(b"POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf")
            urlopen(f"{address}/static/app.css", timeout=PATIENCE)  # noqa: S310 - as above; the other is read by now
            process.send_signal(signal.SIGINT)
            output, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output, complaints) == (0, "", "")


def test_a_made_token_is_shown_and_asked_for(db: Path) -> None:
    with serving(db, "--new-token") as (process, address):
        assert process.stderr
        token = process.stderr.readline().removeprefix("The token: ").strip()
        with pytest.raises(HTTPError, match="401"):
            urlopen(f"{address}/api/calls", timeout=PATIENCE)  # noqa: S310 - as above
        told = Request(f"{address}/api/calls", headers={"Authorization": f"Bearer {token}"})  # noqa: S310
        assert urlopen(told, timeout=PATIENCE).status == 200  # noqa: S310 - as above


def test_a_port_in_use_names_another(run: Run, db: Path) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--db", db, "--port", port)
    assert result.exit_code == 1
    assert f"port {port} is in use by another program" in result.stderr
    assert "--port" in result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])  # noqa: S104 - refused
def test_nothing_is_shown_to_the_network_without_a_token(run: Run, db: Path, host: str) -> None:
    result = run("serve", "--db", db, "--host", host)
    assert result.exit_code == 2
    assert "add --new-token" in result.stderr


def test_a_short_token_is_refused(run: Run, db: Path) -> None:
    result = run("serve", "--db", db, env={"COACHKIT_TOKEN": "short"})
    assert result.exit_code == 2
    assert "needs 16" in result.stderr
    assert "short" not in result.stderr


def test_two_tokens_are_one_too_many(run: Run, db: Path) -> None:
    assert run("serve", "--db", db, "--new-token", "--token", LONG).exit_code == 2


def test_an_address_that_is_not_of_this_machine_is_told(run: Run, db: Path) -> None:
    result = run("serve", "--db", db, "--host", "192.0.2.1", "--token", LONG)
    assert result.exit_code == 1
    assert "--host 0.0.0.0" in result.stderr


def test_a_library_that_is_not_there_is_told_before_anything_listens(run: Run, tmp_path: Path) -> None:
    result = run("serve", "--db", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "coachkit build FOLDER" in result.stderr


def test_where_people_log_in_the_network_needs_no_token(run: Run, db: Path) -> None:
    run("users", "add", "Petra", "--role", "lead", "--no-password", "--db", db)
    result = run("serve", "--db", db, "--host", "192.0.2.1")
    assert result.exit_code == 1
    assert "this machine does not have that address" in result.stderr


def test_settings_that_let_in_anybody_are_told_before_anything_listens(
    run: Run, db: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "other.toml"
    settings.write_text('[web]\nproxy_header = "X-Remote-User"\n', encoding="utf-8")
    result = run("serve", "--db", db, "--config", settings)
    assert result.exit_code == 1
    assert "proxy_header needs proxy_addresses" in result.stderr
    assert run("serve", "--db", db, "--config", tmp_path / "none.toml").exit_code == 1
