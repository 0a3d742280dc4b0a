"""Builds by a real worker: seen by the page, by the next server, and when it is killed."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from coachkit.web.building.order import ENDED
from coachkit.web.building.queue import BuildQueue
from tests.web.axe import serious_findings
from tests.web.building import CALL, app_of, drop, empty_library, sound
from tests.web.conftest import HOME, Served
from tests.web.forms import notice, send

PATIENCE = 240.0
"""Seconds; only a machine that does much else needs so many."""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A library without calls."""
    return empty_library(tmp_path)


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def opened(chromium: Browser, address: str, **options: object) -> tuple[Page, list[str]]:
    tab = chromium.new_context(base_url=address, **options).new_page()  # type: ignore[arg-type]
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    return tab, wrong


def test_a_transcript_that_is_chosen_becomes_a_call_while_the_page_looks_on(
    chromium: Browser, db: Path, tmp_path: Path
) -> None:
    with Served(db, app_of(db, with_worker=True)) as server:
        page, wrong = opened(chromium, server.address)
        page.goto("/build")
        chosen = tmp_path / "export fails.vtt"
        chosen.write_text(CALL)
        page.get_by_label("or choose them").set_input_files(chosen)
        page.get_by_role("button", name="Add them").click()
        expect(page.get_by_text("is being built")).to_be_visible()
        expect(page.locator(".ended .verdict")).to_have_text("Finished", timeout=1_000 * PATIENCE)
        assert serious_findings(page) == []
        page.locator(".new-calls a").first.click()
        expect(page.locator("main")).to_contain_text("the export fails again")
        assert not wrong
        page.context.close()
    with TestClient(app_of(db), base_url=HOME) as client:
        told = drop(client, [("another name.vtt", CALL.encode())])
        assert told.status_code == 400
        assert "it is there already, as “export fails.vtt”" in told.text


def test_a_build_goes_on_without_its_server_and_its_end_by_force_is_told(db: Path) -> None:
    with TestClient(app_of(db, with_worker=True), base_url=HOME) as client:
        drop(client, [("a.vtt", CALL.encode())])
        drop(client, [("b.vtt", CALL.replace("export", "import").encode())])
    queue = BuildQueue(db=db)
    wait_until(lambda: bool(queue.builds()[0].standing.pid))
    with TestClient(app_of(db), base_url=HOME) as client:
        now = client.get("/api/build").json()
        assert [now["running"]["title"], now["waiting"][0]["title"]] == ["a.vtt", "b.vtt"]
        os.kill(queue.builds()[0].standing.pid, signal.SIGKILL)
        wait_until(lambda: not queue.is_worked_on())
        shown = client.get("/build").text
        assert "Broken off" in shown
        waiting = client.get("/api/build").json()["waiting"][0]["id"]
        assert "taken out of the queue" in notice(send(client, "/build", "/build/stop", build=waiting))
    assert all(one.standing.state in ENDED for one in queue.builds())


def test_a_recording_is_dropped_with_the_mouse_and_what_is_wrong_is_said_beside_it(
    chromium: Browser, db: Path, tmp_path: Path
) -> None:
    with Served(db, app_of(db)) as server:
        page, _ = opened(chromium, server.address, viewport={"width": 390, "height": 800})
        page.goto("/build")
        drag(page, "notes.pdf", b"%PDF-1.4")
        expect(page.locator("#chosen")).to_contain_text(
            "notes.pdf: it is neither a recording nor a transcript"
        )
        drag(page, "long.wav", b"x" * 300_000)
        expect(page.locator("#chosen")).to_contain_text("“long.wav” is larger than 0.2 MB")
        assert serious_findings(page) == []
        drag(page, "talk.wav", sound(tmp_path))
        expect(page.get_by_role("heading", name="Waiting")).to_be_visible()
        expect(page.locator(".waiting")).to_contain_text("talk.wav")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="Take out talk.wav").click()
        expect(page.locator(".waiting")).to_have_count(0)
        page.context.close()


def drag(page: Page, name: str, content: bytes) -> None:
    """Let go of a file over the page, as a mouse does."""
    transfer = page.evaluate_handle(
        """([name, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name));
            return transfer;
        }""",
        [name, list(content)],
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": transfer})


def test_without_scripts_files_are_sent_and_the_page_tells_how_far_it_is(
    chromium: Browser, db: Path, tmp_path: Path
) -> None:
    with Served(db, app_of(db)) as server:
        page, _ = opened(chromium, server.address, java_script_enabled=False)
        page.goto("/build")
        chosen = tmp_path / "talk.vtt"
        chosen.write_text(CALL)
        page.get_by_label("or choose them").set_input_files(chosen)
        page.get_by_role("button", name="Add them").click()
        expect(page.locator(".waiting")).to_contain_text("talk.vtt")
        page.context.close()
