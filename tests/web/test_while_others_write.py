"""Another program holds the lock of the file, as a build does: what people do waits, and is done."""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Client, Response

from coachkit.config import load_settings
from coachkit.models import Call, Rating
from coachkit.pipeline import build_library
from coachkit.store.library import Library
from coachkit.web.acting.acts import Acts
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.pipeline.fakes import FakeTools
from tests.web.accounts import log_in, reception_of, save_users
from tests.web.coached_example import SCRIPTS, Coached, coached_in
from tests.web.conftest import HOME, Served
from tests.web.forms import notice, send
from tests.web.lists_to_hear import MONDAY, build_lists

PATIENCE = 60
"""Seconds after which a test has failed."""


@pytest.fixture
def coached(tmp_path: Path) -> Coached:
    return coached_in(tmp_path)


@pytest.fixture
def client(coached: Coached) -> Iterator[TestClient]:
    with TestClient(coached.app(), base_url=HOME) as client:
        yield client


@pytest.fixture
def aside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads


@contextmanager
def written_by_another(db: Path) -> Iterator[None]:
    """Hold the lock as another program does that writes."""
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("begin immediate")
        other.execute("update calls set path = path")
        yield
        other.execute("commit")


def begun(thread: ThreadPoolExecutor, do: Callable[[], Response], acts: Acts) -> "Future[Response]":
    """Begin what waits for the lock, and return once it is at it."""
    told = thread.submit(do)
    while not acts.is_at_work:
        threading.Event().wait(0.01)
    return told


def test_pages_are_shown_while_another_writes(client: TestClient, coached: Coached) -> None:
    call = f"/calls/{coached.calls['lost']}"
    with written_by_another(coached.db):
        for page in ("/", "/calls", call, "/search?q=export", "/playlists", "/names"):
            assert client.get(page).status_code == 200


def test_what_is_done_while_another_writes_waits_and_is_done(
    client: TestClient, coached: Coached, aside: ThreadPoolExecutor
) -> None:
    call = f"/calls/{coached.calls['lost']}"
    acts: Acts = client.app.state.acts  # type: ignore[attr-defined]  # FastAPI's
    with written_by_another(coached.db):
        told = begun(aside, lambda: send(client, call, f"{call}/rate", verdict="good"), acts)
        assert client.get("/calls").status_code == 200
        assert not told.done()
    assert "You rated this call good." in notice(told.result(PATIENCE))


def test_where_it_takes_too_long_what_was_typed_is_kept(coached: Coached) -> None:
    acts = Acts(path=coached.db, config=coached.settings, tools=FakeTools(scripts=SCRIPTS), lock_wait=0.05)
    call = f"/calls/{coached.calls['lost']}"
    with TestClient(make_app(LibraryPool(coached.db), acts=acts), base_url=HOME) as client:
        with written_by_another(coached.db):
            told = send(client, call, f"{call}/rate", verdict="good", why="He stayed calm.")
        assert told.status_code == 503
        assert "He stayed calm." in told.text
        assert "Send it again" in told.text
        assert "lock" not in told.text
        assert str(coached.db.parent) not in told.text
        token = re.search(r'name="form" value="(\w+)"', told.text)
        assert token
        fields = {"form": token[1], "back": call, "verdict": "good", "why": "He stayed calm."}
        again = client.post(f"{call}/rate", data=fields, headers={"origin": HOME})
        assert "You rated this call good." in notice(again)


def test_two_leads_act_while_calls_are_built(coached: Coached, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    for n in range(6):
        (new / f"talk-{n}.vtt").write_text(
            f"WEBVTT\n\n00:00.000 --> 00:04.000\n<v Agent>hello there {n}\n\n"
            "00:05.000 --> 00:09.000\n<v Customer>Zenlane is cheaper and the export is empty",
            encoding="utf-8",
        )

    def build() -> None:
        with Library.open(coached.db) as library:
            build_library(new, library, load_settings(coached.settings), tools=FakeTools(scripts={}))

    lost, misheard = (f"/calls/{coached.calls[name]}" for name in ("lost", "misheard"))

    def rate(call: str, verdict: str) -> list[int]:
        with Client(base_url=server.address, follow_redirects=True) as lead:
            return [
                send(lead, call, f"{call}/rate", verdict=verdict, why=str(n)).status_code for n in range(3)
            ]

    with Served(coached.db, coached.app()) as server, ThreadPoolExecutor(3) as threads:
        building = threads.submit(build)
        rated = threads.submit(rate, lost, "good")
        others = threads.submit(rate, misheard, "bad")
        assert rated.result(PATIENCE) == others.result(PATIENCE) == [200] * 3
        building.result(PATIENCE)
    with Library.open(coached.db) as library:
        assert len(library.rows(Call)) == 8
        assert {one.verdict for one in library.rows(Rating)} == {"good", "bad"}


def test_what_was_read_outlives_notes_of_how_far_somebody_is(tmp_path: Path) -> None:
    db = build_lists(tmp_path / "lists.db", tmp_path)
    save_users(db)
    pool = LibraryPool(db)
    app = make_app(pool, reception=reception_of(db))
    with TestClient(app, base_url=HOME) as lead:
        jana = TestClient(app, base_url=HOME)
        log_in(lead, "Petra")
        log_in(jana, "jana")
        page = f"/mine/{MONDAY}"
        form = re.search(r'name="form" value="(\w+)"', jana.get(page).text)
        assert form
        asked, clips = lead.get("/api").json()["asked"], jana.get(f"/api{page}").json()["clips"]
        before = pool.unchanged_since()
        for what, clip, more in (("at", clips[2], {"second": "3"}), ("heard", clips[1], {"quiet": "true"})):
            sent = {"form": form[1], "clip": clip["key"], **more}
            assert jana.post(f"{page}/{what}", data=sent, headers={"origin": HOME}).status_code == 204
        assert pool.unchanged_since() == before
        assert lead.get("/api").json()["asked"] != asked
