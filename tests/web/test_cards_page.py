from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import build_example
from tests.web.advised_example import SCRIPT, build_advised_example, findings_in_both_schemes, silence
from tests.web.conftest import HOME

CARD = "/cards/competitor/Zenlane"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("advised")
    return build_advised_example(folder / "advised.db", folder)


@pytest.fixture
def without_cards(tmp_path: Path) -> Iterator[TestClient]:
    path = build_example(tmp_path / "plain.db", tmp_path)
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        yield client


def test_a_card_shows_replies_that_worked_first(client: TestClient) -> None:
    page = client.get(CARD)
    assert page.status_code == 200
    order = [
        "Replies that worked",
        "Replies that did not",
        "What customers say",
        "Nobody has a good answer yet",
    ]
    places = [page.text.index(heading) for heading in order]
    assert places == sorted(places)


def test_a_card_tells_in_its_title_and_the_menu_where_it_is(client: TestClient) -> None:
    text = client.get("/cards/competitor/Zenlane").text
    assert "<title>Zenlane, battle card · coachkit</title>" in text
    assert '<a href="/playbooks" aria-current="page">' in text


def test_a_card_begins_with_what_the_playbook_says(client: TestClient) -> None:
    assert "Do: Ask what matters before you answer." in client.get(CARD).text


def test_a_card_tells_how_often_something_is_said_and_whose_call_it_is(client: TestClient) -> None:
    text = client.get(CARD).text
    assert "1 of 2 calls" in text
    assert "Jana Kovac with Acme Ltd, 16 Nov 2026" in text


def test_words_of_a_customer_are_never_run(client: TestClient) -> None:
    assert SCRIPT not in client.get(CARD).text


def test_a_name_is_found_however_it_is_spelled(client: TestClient) -> None:
    assert client.get("/cards/competitor/zenlane").status_code == 200


def test_a_name_without_a_card_says_why(without_cards: TestClient) -> None:
    said = without_cards.get(CARD)
    assert said.status_code == 404
    assert "there is no card for Zenlane yet: customers bring it up in 2 calls" in said.text
    assert "has come up in no call yet" in without_cards.get("/cards/feature/Sundial").text


def test_a_card_is_of_a_competitor_or_a_feature_alone(client: TestClient) -> None:
    assert client.get("/cards/topic/Zenlane").status_code == 400


def test_a_card_has_a_twin_of_data(client: TestClient) -> None:
    found = client.get(f"/api{CARD}").json()
    assert [one["section"] for one in found["sections"]] == ["worked", "failed", "said", "next", "open"]


def test_a_card_is_given_as_markdown(client: TestClient) -> None:
    file = client.get("/cards/markdown/competitor/Zenlane")
    assert "competitor-zenlane.md" in file.headers["Content-Disposition"]
    assert "## Replies that worked" in file.text
    assert "Jana Kovac with Acme Ltd, 16 Nov 2026" in file.text


def test_a_card_is_used_with_the_keyboard_alone(page: Page) -> None:
    silence(page)
    page.goto(CARD)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Find on this card")).to_be_focused()
    page.keyboard.type("matters most")
    expect(page.get_by_text("1 of 5")).to_be_visible()
    expect(page.locator(".card-section.failed li")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Player")).to_be_visible()
    expect(page.locator("#player-title")).to_contain_text("Jana Kovac")


def test_escape_shows_the_whole_card_again(page: Page) -> None:
    page.goto(CARD)
    page.keyboard.press("/")
    page.keyboard.type("no such words")
    expect(page.locator(".told > li").first).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".told > li").first).to_be_visible()


def test_axe_finds_nothing_serious_on_a_card(page: Page) -> None:
    page.goto(CARD)
    assert findings_in_both_schemes(page) == []


def test_a_card_is_one_column_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(CARD)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    worked, said = (page.locator(f".card-section.{one}").bounding_box() for one in ("worked", "said"))
    assert worked
    assert said
    assert worked["x"] == said["x"]
    assert worked["y"] < said["y"]
