"""Silence in place of every recording, so that a browser can play without a call's sound being read."""

import io
import wave

from playwright.sync_api import Page, Route

RATE = 8000


def play_silence(tab: Page, *, seconds: int = 40) -> None:
    """Answer whatever asks for a call's sound with silence, as much of it as is asked for."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, RATE, seconds * RATE, "NONE", "not compressed"))
        sound.writeframes(bytes(2 * seconds * RATE))
    data = file.getvalue()

    def answer(route: Route) -> None:
        wanted = route.request.headers.get("range", "bytes=0-").removeprefix("bytes=").split("-")
        begin, last = int(wanted[0]), int(wanted[1]) if wanted[1] else len(data) - 1
        headers = {
            "Content-Type": "audio/wav",
            "Accept-Ranges": "bytes",
            "Content-Range": f"bytes {begin}-{last}/{len(data)}",
        }
        route.fulfill(status=206, headers=headers, body=data[begin : last + 1])

    tab.route("**/audio/*", answer)
