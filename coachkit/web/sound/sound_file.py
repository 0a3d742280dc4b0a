"""A sound file as an answer: whole or in ranges, and in coachkit's own words where a range cannot be had."""

from fastapi import Request
from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.types import Message, Receive, Scope, Send

from coachkit.web.error_pages import answer, problem_of

_REFUSED = {
    400: "The header Range is not understood; a player sends, for example, bytes=0-1023.",
    416: "The recording is shorter than that.",
}


class SoundFile(FileResponse):
    """Send a sound file; browsers ask for a range, or for a few at most."""

    max_ranges = 4

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is asked for."""
        refused: Message | None = None

        async def send_or_hold(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] in _REFUSED:
                refused = message
            if refused is None:
                await send(message)

        await super().__call__(scope, receive, send_or_hold)
        if refused is not None:
            kept = Headers(raw=refused["headers"])
            status = refused["status"]
            said = answer(
                Request(scope),
                problem_of(status, _REFUSED[status]),
                {"Content-Range": kept["content-range"]} if "content-range" in kept else None,
            )
            await said(scope, receive, send)
