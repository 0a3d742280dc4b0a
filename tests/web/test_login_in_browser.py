import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coachkit.store.library import Library
from coachkit.store.users import save_user
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import BAD
from tests.web.accounts import PASSWORD, QUICK, reception_of, save_users, user
from tests.web.axe import serious_findings
from tests.web.conftest import Served


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    copied = Path(shutil.copy(example, tmp_path / "example.db"))
    save_users(copied)
    return copied


@pytest.fixture
def tab(chromium: Browser, db: Path) -> Iterator[Page]:
    """A tab of a browser in which nobody is logged in yet."""
    with Served(db, make_app(LibraryPool(db), reception=reception_of(db))) as server:
        context = chromium.new_context(base_url=server.address, viewport={"width": 390, "height": 800})
        yield context.new_page()
        context.close()


def log_in(tab: Page, name: str) -> None:
    tab.get_by_label("Name").fill(name)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_label("Password").press("Enter")


def test_after_log_out_the_back_button_shows_nothing(tab: Page) -> None:
    tab.goto(f"/calls/{BAD}")
    log_in(tab, "Petra")
    expect(tab.get_by_role("heading", level=1)).not_to_have_text("Log in to coachkit")
    tab.get_by_role("button", name="Menu").click()
    tab.get_by_role("button", name="Log out").click()
    expect(tab.get_by_label("Password")).to_be_visible()
    tab.go_back()
    expect(tab.get_by_label("Password")).to_be_visible()
    expect(tab.get_by_text("Jana Kovac")).to_have_count(0)


def test_an_agent_is_refused_the_call_of_another(tab: Page) -> None:
    tab.goto(f"/calls/{BAD}")
    log_in(tab, "jana")
    expect(tab.get_by_role("heading", name="There is nothing here")).to_be_visible()
    assert tab.request.get("/api/calls").json()["total"] > 0
    for address in (f"/calls/{BAD}", f"/api/calls/{BAD}", f"/audio/{BAD}"):
        told = tab.request.get(address)
        assert told.status == 404, address


def test_the_page_that_asks_fits_a_phone_and_reads_well(tab: Page) -> None:
    tab.goto("/calls")
    expect(tab.get_by_label("Name")).to_be_focused()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert serious_findings(tab) == []


def test_a_page_whose_session_ended_stays_with_what_was_typed(tab: Page, db: Path) -> None:
    tab.goto("/calls")
    log_in(tab, "Petra")
    expect(tab.get_by_role("heading", name="Calls", level=1)).to_be_visible()
    with Library.open(db) as library:
        save_user(library, user("Petra", password=QUICK.hash("another four words")))
    tab.locator("main").evaluate(
        "main => { main.insertAdjacentHTML('beforeend',"
        " '<button id=part hx-get=/calls hx-target=main>x</button>'); htmx.process(main) }"
    )
    tab.locator("#part").click()
    expect(tab.locator("#notice")).to_contain_text("Nothing you typed is lost")
    expect(tab.get_by_role("heading", name="Calls", level=1)).to_be_visible()
