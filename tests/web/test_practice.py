from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.practising.made_library import CALLS, make_library
from tests.web.axe import serious_findings
from tests.web.conftest import HOME
from tests.web.played_sound import play_silence

ZENLANE = "/practice/competitor-zenlane"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four calls, three of which can be practised, in two rounds; one customer writes in markup."""
    folder = tmp_path_factory.mktemp("practice")
    calls = [replace(one, quote="Then <b>no</b>.") if one.id == "bad-1" else one for one in CALLS]
    return make_library(folder / "library.db", calls, sound=folder)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    Library.open(tmp_path / "empty.db", create=True).close()
    with TestClient(make_app(LibraryPool(tmp_path / "empty.db")), base_url=HOME) as client:
        yield client


def test_it_lists_what_can_be_practised(client: TestClient) -> None:
    assert 'href="/practice/competitor-zenlane"' in client.get("/practice").text
    [kind] = client.get("/api/practice").json()["kinds"]
    assert kind["subjects"] == [{"id": "competitor-zenlane", "name": "Zenlane", "rounds": 2, "with_both": 1}]


def test_an_agent_hears_others(client: TestClient) -> None:
    found = client.get("/api/practice", params={"agent": "tom"}).json()
    assert found["agent"] == "Tom Berg"
    assert found["kinds"][0]["subjects"][0]["with_both"] == 0
    assert client.get("/practice", params={"agent": "nobody"}).status_code == 404


def test_a_library_without_calls_says_what_is_missing(empty: TestClient) -> None:
    page = empty.get("/practice")
    assert page.status_code == 200
    assert "coachkit build FOLDER" in page.text
    assert empty.get("/practice/everything").status_code == 404


def test_a_seed_gives_the_same_rounds_again(client: TestClient) -> None:
    first, again = (client.get(f"/api{ZENLANE}", params={"seed": "7"}).json() for _ in range(2))
    assert first == again
    assert first["seed"] == "7"
    assert f'href="{ZENLANE}?seed=7&amp;rounds=2"' in client.get(ZENLANE, params={"seed": "7"}).text


def test_whose_bad_reply_it_is_stays_unsaid(client: TestClient) -> None:
    page = client.get(ZENLANE).text
    assert "Tom" not in page
    assert "Noor Ali" not in page
    assert "Jana Kovac" in page
    assert "/calls/bad-1" not in page


def test_what_a_customer_says_can_never_run(client: TestClient) -> None:
    page = client.get(ZENLANE).text
    assert "Then &lt;b&gt;no&lt;/b&gt;." in page


def test_a_bit_of_each_can_be_practised(client: TestClient) -> None:
    found = client.get("/api/practice/everything", params={"rounds": 1}).json()
    assert (found["title"], len(found["rounds"])) == ("Whatever comes up", 1)


def test_what_is_not_there_or_makes_no_sense_is_told(client: TestClient) -> None:
    assert client.get("/practice/kettles").status_code == 404
    assert client.get(ZENLANE, params={"rounds": 0}).status_code == 400


def test_a_round_goes_by_keyboard_and_shows_what_one_wrote(page: Page) -> None:
    page.goto(ZENLANE)
    expect(page.get_by_role("heading", name="Round 1 of 2")).to_be_visible()
    expect(page.get_by_role("heading", name="Round 2 of 2")).to_be_hidden()
    page.get_by_label("Answer aloud, or write").first.focus()
    page.keyboard.type("Which part matters?")
    page.keyboard.press("Control+Enter")
    shown = page.locator("#round-1")
    expect(shown.get_by_role("heading", name="This worked")).to_be_visible()
    expect(shown.locator(".own-said")).to_have_text("You Which part matters?")
    expect(shown.get_by_role("button", name="Next customer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Round 2 of 2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Finish")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 rounds practised")).to_be_focused()


def test_what_one_writes_is_never_sent(page: Page) -> None:
    asked: list[str] = []
    page.goto(ZENLANE)
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    page.get_by_label("Answer aloud, or write").first.fill("secret words")
    page.locator("#round-1 summary").click()
    expect(page.locator("#round-1 .own-said")).to_contain_text("secret words")
    assert [one for one in asked if "/static/" not in one] == []


def test_who_plays_the_customer_hears_both_replies_one_after_the_other(page: Page) -> None:
    play_silence(page)
    page.goto(f"{ZENLANE}?seed=1&rounds=1")
    page.locator("#round-1 .prompt a").click()
    expect(page.locator("#player-title")).to_have_text("the customer")
    page.locator("#round-1 summary").click()
    expect(page.locator("#player-title")).to_have_text("a reply that did not work")
    page.keyboard.press("n")
    expect(page.locator("#player-title")).to_have_text("a reply that worked")


def test_without_scripts_all_rounds_stand_below_each_other(chromium: Browser, served: str) -> None:
    with chromium.new_context(base_url=served, java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(ZENLANE)
        expect(tab.get_by_role("heading", name="Round 2 of 2")).to_be_visible()
        tab.locator("#round-1 summary").click()
        expect(tab.locator("#round-1").get_by_role("heading", name="This worked")).to_be_visible()


@pytest.mark.parametrize("address", ["/practice", ZENLANE])
def test_axe_finds_nothing_serious_and_a_phone_need_not_scroll_sideways(page: Page, address: str) -> None:
    page.goto(address)
    if address == ZENLANE:
        page.locator("#round-1 summary").click()
    assert serious_findings(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
