"""Take the pictures of the web page that the documentation shows: a real browser, a real library.

    coachkit build sample_calls --db coachkit-demo.db
    python docs/take_screenshots.py coachkit-demo.db [--browser /usr/bin/chromium]

Serves the library, opens each page and writes `docs/web/NAME.png`. Which call, list or topic is shown is
read from the library: the first that has something to show.
"""

import argparse
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import uvicorn
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool

FOLDER = Path(__file__).parent / "web"
PORT = 8764
HOME = f"http://127.0.0.1:{PORT}"
_COLOURS = 256
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 800}

Data = Callable[[str], Any]
"""Asks the JSON twin of a page: what comes back is JSON of any form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as it is shown, and what is done on it first."""

    name: str
    address: Callable[[Data], str]
    is_dark: bool = False
    is_phone: bool = False
    act: Callable[[Page], None] = lambda page: None  # noqa: ARG005 - nothing is done


def main() -> None:
    """Take all pictures, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("db", type=Path)
    parser.add_argument("--browser", default=shutil.which("chromium"))
    parser.add_argument("--only", nargs="*", default=())
    asked = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    wanted = [one for one in PICTURES if not asked.only or one.name in asked.only]
    with _served(asked.db):
        _take(wanted, asked.browser)


@contextmanager
def _served(db: Path) -> Iterator[None]:
    server = uvicorn.Server(
        uvicorn.Config(make_app(LibraryPool(db)), host="127.0.0.1", port=PORT, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield
    server.should_exit = True
    thread.join()


def _take(pictures: Sequence[Picture], browser_path: str) -> None:
    with httpx2.Client(base_url=HOME) as client, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--mute-audio"]
        )
        for one in pictures:
            context = browser.new_context(
                base_url=HOME,
                viewport=PHONE if one.is_phone else WIDE,  # type: ignore[arg-type]  # a size
                color_scheme="dark" if one.is_dark else "light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(one.address(lambda address: client.get(address).raise_for_status().json()))
            page.wait_for_load_state("networkidle")
            one.act(page)
            page.screenshot(path=FOLDER / f"{one.name}.png")
            _make_smaller(FOLDER / f"{one.name}.png")
            context.close()
        browser.close()


def _make_smaller(picture: Path) -> None:
    """Keep no more colours than a page of text needs."""
    with Image.open(picture) as image:
        smaller = image.convert("RGB").quantize(_COLOURS)
    smaller.save(picture, optimize=True)


def _call(data: Data) -> str:
    found = data("/api/calls?label=bad")["calls"]
    return f"/calls/{found[0]['id']}"


def _playlist(verdict: str) -> Callable[[Data], str]:
    """Return what finds the longest list of a verdict."""

    def find(data: Data) -> str:
        lists = [
            one
            for group in data("/api/playlists")["groups"]
            for subject in group["subjects"]
            for one in subject["lists"]
            if one["verdict"] == verdict
        ]
        return f"/playlists/{max(lists, key=lambda one: one['clips'])['id']}"

    return find


def _topic(data: Data) -> str:
    return f"/topics/{data('/api/topics')['topics'][0]['size']['id']}"


def _name(data: Data) -> str:
    return f"/names/competitor/{_most_said(data)}"


def _card(data: Data) -> str:
    return f"/cards/competitor/{_most_said(data)}"


def _most_said(data: Data) -> str:
    group = next(one for one in data("/api/names")["groups"] if one["kind"] == "competitor")
    return quote(group["names"][0]["size"]["name"], safe="")


def _practice(data: Data) -> str:
    subjects = [one for kind in data("/api/practice")["kinds"] for one in kind["subjects"]]
    return f"/practice/{max(subjects, key=lambda one: one['with_both'])['id']}?seed=1"


def _agent(data: Data) -> str:
    people = [one for part in data("/api/team")["parts"] for one in part["agents"]]
    return f"/team/{quote(max(people, key=lambda one: one['calls'])['agent'], safe='')}"


def _customer(data: Data) -> str:
    people = data("/api/customers")["customers"]
    return f"/customers/{quote(max(people, key=lambda one: one['calls'])['name'], safe='')}"


def _hearers(data: Data) -> str:
    return f"{_playlist('good')(data)}/hearers"


def _rate_a_moment(page: Page) -> None:
    """Open the form beside a moment, as a lead who is about to rate it."""
    page.locator("#moments .rate-link").first.click()
    page.locator("#in-place .why").fill("She hears him out.")
    page.locator("#in-place").evaluate("form => form.scrollIntoView({ block: 'center' })")


def _ask_two(page: Page) -> None:
    """Fill in who is to hear the list."""
    for n in range(2):
        page.locator("[name=agents]").nth(n).check()
    page.get_by_label("What to listen for").fill("What is said right after the complaint")


def _at(address: str) -> Callable[[Data], str]:
    return lambda _: address


PICTURES: tuple[Picture, ...] = (
    Picture(name="home", address=_at("/")),
    Picture(name="home-dark", address=_at("/"), is_dark=True),
    Picture(name="search", address=_at("/search?q=price")),
    Picture(name="answers", address=_at("/search?q=why+is+it+so+expensive&view=answers")),
    Picture(name="calls", address=_at("/calls")),
    Picture(name="call", address=_call),
    Picture(name="call-phone", address=_call, is_phone=True),
    Picture(name="coaching", address=_call, act=_rate_a_moment),
    Picture(name="topics", address=_at("/topics")),
    Picture(name="topic", address=_topic),
    Picture(name="names", address=_at("/names")),
    Picture(name="name", address=_name),
    Picture(name="unknown-names", address=_at("/names/unknown")),
    Picture(name="playlists", address=_at("/playlists")),
    Picture(name="playlist", address=_playlist("good")),
    Picture(name="side-by-side", address=_playlist("contrast")),
    Picture(name="ask-to-hear", address=_hearers, act=_ask_two),
    Picture(name="playbooks", address=_at("/playbooks")),
    Picture(name="battle-card", address=_card),
    Picture(name="practice", address=_practice),
    Picture(name="customers", address=_at("/customers")),
    Picture(name="customer", address=_customer),
    Picture(name="team", address=_at("/team")),
    Picture(name="agent", address=_agent),
    Picture(name="agent-phone", address=_agent, is_phone=True),
)


if __name__ == "__main__":
    main()
