"""The example library behind the web page: as requests, and in a real browser."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright

from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import build_example
from tests.web.accounts import log_in, reception_of, save_users

HOME = "http://127.0.0.1"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example library, made once: for tests that copy it, and leave its recordings alone."""
    folder = tmp_path_factory.mktemp("example")
    return build_example(folder / "example.db", folder)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The example library."""
    return build_example(tmp_path / "example.db", tmp_path)


@pytest.fixture
def client(db: Path) -> Iterator[TestClient]:
    """Ask the pages of the example library."""
    with TestClient(make_app(LibraryPool(db)), base_url=HOME) as client:
        yield client


@pytest.fixture
def team(db: Path) -> FastAPI:
    """The pages of the example library once people log in; the fixture `client` is shut out then."""
    save_users(db)
    return make_app(LibraryPool(db), reception=reception_of(db))


@pytest.fixture
def as_lead(team: FastAPI) -> Iterator[TestClient]:
    """Ask as Petra, a lead who takes no calls."""
    with TestClient(team, base_url=HOME) as client:
        log_in(client, "Petra")
        yield client


@pytest.fixture
def as_agent(team: FastAPI) -> Iterator[TestClient]:
    """Ask as jana, who is the agent Jana Kovac."""
    with TestClient(team, base_url=HOME) as client:
        log_in(client, "jana")
        yield client


@pytest.fixture
def as_tom(team: FastAPI) -> Iterator[TestClient]:
    """Ask as tom, who is the agent Tom Berg."""
    with TestClient(team, base_url=HOME) as client:
        log_in(client, "tom")
        yield client


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, driven by Playwright; without it tests are left out."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("COACHKIT_NEEDS_READERS"):
            pytest.fail("there is no chromium here, and this run needs it")
        pytest.skip("there is no chromium here (on Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--mute-audio"])
        yield browser
        browser.close()


class Served:
    """The application on a port of its own, for a browser."""

    def __init__(self, db: Path, app: FastAPI | None = None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"{HOME}:{port}"
        settings = uvicorn.Config(
            app or make_app(LibraryPool(db)), host="127.0.0.1", port=port, log_level="error"
        )
        self._server = uvicorn.Server(settings)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> "Served":
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture
def served(db: Path) -> Iterator[str]:
    """The address of the example library's pages."""
    with Served(db) as server:
        yield server.address


@pytest.fixture
def page(chromium: Browser, served: str) -> Iterator[Page]:
    """A tab of a browser; `page.goto("/calls")` opens a page of the example library.

    A test fails when a script fails or the content security policy stops something.
    """
    context = chromium.new_context(base_url=served)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield tab
    context.close()
    assert not wrong, wrong
