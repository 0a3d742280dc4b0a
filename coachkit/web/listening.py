"""The running server: one port, and an end that waits for nobody."""

import errno
import logging
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import uvicorn
from fastapi import FastAPI

from coachkit.errors import CoachkitError

_TRIED = 20
"""Ports after the one that is in use, of which a free one is named."""
_MOST_CONNECTIONS = 500
_LARGEST_HEAD = 48 * 1024
"""Bytes of the first lines of a request."""
_COMPLAINTS = {
    errno.EACCES: "this port needs the rights of root; take one from 1024, as `--port 8000`",
    errno.EADDRNOTAVAIL: "this machine does not have that address; `--host 0.0.0.0` listens on all it has",
}


class ListeningError(CoachkitError):
    """The port cannot be listened on; the text says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that nothing is told before it is true.

    Raises:
        ListeningError: The port is in use, or may not be used, or there is no such address.
    """
    try:
        return _bound(host, port)
    except socket.gaierror as error:
        raise ListeningError(f"--host {host}: there is no such address here") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            free = next((one for one in range(port + 1, port + _TRIED) if _is_free(host, one)), None)
            advice = f"try `--port {free}`" if free else "name another with --port"
            raise ListeningError(f"port {port} is in use by another program; {advice}") from error
        raise ListeningError(f"{host}:{port}: {_COMPLAINTS.get(error.errno or 0, str(error))}") from error


def run(app: FastAPI, listening: socket.socket, *, stop: Callable[[], None]) -> None:
    """Serve until somebody ends it with Ctrl-C or a signal; `stop` ends what is being read then."""
    settings = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        limit_concurrency=_MOST_CONNECTIONS,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        timeout_graceful_shutdown=1,
    )
    with suppress(KeyboardInterrupt):  # it is ended before it has begun
        _QuickToEnd(settings, stop).run(sockets=[listening])


def end_process(*, finish: Callable[[], None]) -> NoReturn:
    """End this process once what is being changed is `finish`ed, or with another Ctrl-C at once.

    Threads that still read are not waited for: they have nobody to tell, and Python would take seconds
    to clear away all that was loaded.
    """
    with suppress(KeyboardInterrupt):
        finish()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(0)


class _QuickToEnd(uvicorn.Server):
    def __init__(self, settings: uvicorn.Config, stop: Callable[[], None]) -> None:
        super().__init__(settings)
        self._stop = stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - as it is called
        # not as the class above does it, which raises the signal once more when all has ended
        self.should_exit = self.force_exit = True
        self._stop()
        # what is still being sent is cut off, which is not worth a line
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # asyncio sends at once, not 40 ms later, only on sockets that name their protocol
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen()
    except BaseException:
        bound.close()
        raise
    return bound


def _is_free(host: str, port: int) -> bool:
    try:
        _bound(host, port).close()
    except OSError:
        return False
    return True
