import socket
from contextlib import closing

from coachkit.web.listening import listen


def test_what_listens_names_its_protocol_so_that_answers_are_sent_at_once() -> None:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    with closing(listen("127.0.0.1", port)) as listening:
        assert listening.proto == socket.IPPROTO_TCP
