import os
import signal
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from coachkit.web.listening import listen

PATIENCE = 60
"""Seconds after which a test has failed."""
BUSY_SERVER = """
import sys, threading
from fastapi import FastAPI
from coachkit.web.listening import end_process, listen, run

app = FastAPI()

@app.get("/")
def read_for_ever():
    print("reading", flush=True)
    threading.Event().wait()

listening = listen("127.0.0.1", int(sys.argv[1]))
print("listening", flush=True)
run(app, listening, stop=lambda: None)
end_process(finish=lambda: print("finished"))
"""


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_what_listens_names_its_protocol_so_that_answers_are_sent_at_once() -> None:
    with closing(listen("127.0.0.1", free_port())) as listening:
        assert listening.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_end_does_not_wait_for_what_is_being_read(sent: signal.Signals) -> None:
    port = free_port()
    command = [sys.executable, "-c", BUSY_SERVER, str(port)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # the shell that runs the tests in the background has it ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "listening\n"
            with closing(socket.create_connection(("127.0.0.1", port))) as asking:
                asking.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert process.stdout.readline() == "reading\n"
                process.send_signal(sent)
                assert process.communicate(timeout=PATIENCE) == ("finished\n", "")
        finally:
            process.kill()
    assert process.returncode == os.EX_OK
