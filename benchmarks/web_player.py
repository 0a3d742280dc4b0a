"""How soon a clip is heard after a click, and how exactly it ends, in Chromium.

    python benchmarks/web_player.py --db coachkit-demo.db

Each call of the library is clicked once with nothing made ready (cold) and once again (warm). Two times are
told: from the click until the sound moves, and until the first `timeupdate` beyond the clip's beginning, of
which browsers send four a second. Then each plays a second; where it stops is compared with where it should.
"""

import argparse
import os
import shutil
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from coachkit.models import Call
from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool

_LINK = (
    '<a class="play" href="/calls/{id}" data-call="{id}" data-start="{start}" data-end="{end}"'
    ' data-title="{id}" data-words="">{id}</a> '
)
_NOTE = """() => {
    const sound = document.getElementById("sound");
    window.clicked = window.moved = window.began = 0;
    window.stopped = null;
    const isOn = () => {
        const link = document.querySelector("#clips a.now");
        return link && !sound.paused && sound.currentTime > Number(link.dataset.start);
    };
    const look = () => {
        if (!moved && isOn()) moved = performance.now();
        setTimeout(look, 4);
    };
    look();
    document.addEventListener("click", () => {
        clicked = performance.now();
        moved = began = 0;
        stopped = null;
    }, true);
    sound.addEventListener("timeupdate", () => { if (!began && isOn()) began = performance.now(); });
    sound.addEventListener("pause", () => { stopped = sound.currentTime; });
}"""
_BEGAN = """() => new Promise((resolve) => {
    const until = performance.now() + 10000;
    const look = () => (began && moved || performance.now() > until
        ? resolve([moved - clicked, began - clicked]) : setTimeout(look, 5));
    look();
})"""
_STOPPED = """() => new Promise((resolve) => {
    const look = () => (began && stopped !== null ? resolve(stopped) : setTimeout(look, 10));
    look();
})"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=Path("coachkit-demo.db"))
    parser.add_argument("--clips", type=int, default=20)
    asked = parser.parse_args()
    with Library.open_to_read(asked.db) as library:
        calls = [one for one in library.rows(Call) if one.medium == "recording"][: asked.clips]
    browser_path = shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as cache,
        _served(asked.db, cache) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--mute-audio"])
        page = browser.new_page(base_url=address)
        _told("cold", _clicks(page, calls, seconds=20.0))
        _told("warm", _clicks(page, calls, seconds=20.0))
        late = [_ended(page, n) for n in _links(page, calls, seconds=1.0)]
        print(f"end: at most {max(map(abs, late)) * 1000:.0f} ms beside it, {len(late)} clips")
        browser.close()


def _clicks(page: Page, calls: Sequence[Call], *, seconds: float) -> list[tuple[float, float]]:
    """Return milliseconds from click to sound, and to the first `timeupdate`, by call."""
    found = []
    for n in _links(page, calls, seconds=seconds):
        page.locator("#clips a").nth(n).click()
        found.append(tuple(page.evaluate(_BEGAN)))
    return found


def _ended(page: Page, n: int) -> float:
    link = page.locator("#clips a").nth(n)
    link.click()
    return float(page.evaluate(_STOPPED)) - float(link.get_attribute("data-end") or 0.0)


def _links(page: Page, calls: Sequence[Call], *, seconds: float) -> range:
    """Open a page with a link into the middle of each call; return their numbers."""
    page.goto("/calls")
    links = "".join(
        _LINK.format(id=one.id, start=round(one.duration / 2, 2), end=round(one.duration / 2 + seconds, 2))
        for one in calls
    )
    page.evaluate(
        "(html) => document.getElementById('content')"
        ".insertAdjacentHTML('afterbegin', `<p id='clips'>${html}</p>`)",
        links,
    )
    page.evaluate(_NOTE)
    return range(len(calls))


def _told(name: str, clicks: Sequence[tuple[float, float]]) -> None:
    for what, times in zip(("sound", "timeupdate"), zip(*clicks, strict=True), strict=True):
        late = sorted(times)[-max(1, len(times) // 20)]
        middle = statistics.median(times)
        print(f"{name}, {what}: median {middle:.0f} ms, p95 {late:.0f} ms, {len(times)} clicks")


@contextmanager
def _served(db: Path, cache: str) -> Iterator[str]:
    os.environ["COACHKIT_CACHE"] = cache
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = uvicorn.Config(make_app(LibraryPool(db)), host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
