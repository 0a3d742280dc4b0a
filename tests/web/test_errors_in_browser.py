import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coachkit.web.app import make_app
from coachkit.web.door import Door, TokenLock
from coachkit.web.library_pool import LibraryPool
from tests.web.axe import serious_findings
from tests.web.conftest import Served

TOKEN = "a-token-of-good-length"  # noqa: S105 - of no house


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example, tmp_path / "example.db"))


def test_what_went_wrong_with_a_part_is_shown_in_its_place(chromium: Browser, served: str) -> None:
    with chromium.new_context(base_url=served) as context:
        tab = context.new_page()
        tab.goto("/calls")
        tab.evaluate("htmx.ajax('GET', '/calls/none', '#content')")
        expect(tab.get_by_role("alert")).to_contain_text("There is nothing here")


def test_there_is_one_player_on_a_page(page: Page) -> None:
    page.goto("/calls")
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert len([one for one in asked if "/static/player.js" in one]) == 1


def test_the_token_is_told_once_with_the_keyboard_alone(chromium: Browser, db: Path) -> None:
    app = make_app(LibraryPool(db), Door(lock=TokenLock.with_token(TOKEN)))
    with Served(db, app) as server, chromium.new_context(base_url=server.address) as context:
        tab = context.new_page()
        tab.goto("/calls?label=bad")
        assert serious_findings(tab) == []
        expect(tab.get_by_label("Token")).to_be_focused()
        tab.keyboard.type("something else")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("alert")).to_contain_text("This is not the token")
        tab.get_by_label("Token").fill(TOKEN)
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", name="Calls")).to_be_visible()
        assert tab.url.endswith("/calls?label=bad")
        tab.goto("/")
        expect(tab.get_by_label("Token")).to_have_count(0)
