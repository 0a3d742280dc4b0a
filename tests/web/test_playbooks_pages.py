from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from coachkit.models import LineKind
from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from coachkit.web.pages.playbooks import difference_in_words
from tests.web.advised_example import (
    BOOK,
    SCRIPT,
    build_advised_example,
    findings_in_both_schemes,
    line_of,
    silence,
)
from tests.web.conftest import HOME

PAGE = f"/playbooks/{BOOK}"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("advised")
    return build_advised_example(folder / "advised.db", folder)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "empty.db"
    Library.open(path, create=True).close()
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        yield client


def test_the_list_tells_what_stands_what_is_missing_and_what_changed_last(client: TestClient) -> None:
    page = client.get("/playbooks")
    assert page.status_code == 200
    assert "When Zenlane comes up" in page.text
    assert "2 lines" in page.text
    assert "The only clear one went well" in page.text
    assert "New: change number 2." in page.text
    assert 'href="/cards/competitor/Zenlane"' in page.text


def test_an_empty_library_says_what_writes_playbooks(empty: TestClient) -> None:
    assert "coachkit build FOLDER" in empty.get("/playbooks").text


def test_a_line_tells_in_plain_words_how_often_it_went_well(client: TestClient) -> None:
    text = client.get(PAGE).text
    assert "Went well in 41 of 60 replies with it, and in 20 of 58 without." in text
    assert "between 10 and 45 more of 100 go well with it." in text
    assert "between 10 and 45 fewer of 100 go well with it." in text


@pytest.mark.parametrize(
    ("kind", "low", "high", "words"),
    [
        ("do", -2.0, 20.0, "anything from 2 fewer to 20 more"),
        ("do", 0.2, 20.0, "between 0 and 20 more"),
        ("dont", -20.0, -0.2, "between 0 and 20 fewer"),
    ],
)
def test_a_difference_is_told_with_where_the_truth_may_lie(
    kind: LineKind, low: float, high: float, words: str
) -> None:
    assert words in difference_in_words(line_of(0, kind, "Ask.", low=low, high=high))


def test_people_are_named_with_what_they_decided(client: TestClient) -> None:
    text = client.get(PAGE).text
    assert "approved by Mara" in text
    assert "worded by Tom" in text


def test_what_is_not_claimed_is_folded_with_the_reason(client: TestClient) -> None:
    text = client.get(PAGE).text
    assert "Not claimed: 1 line" in text
    assert "Why not: It was done in 2 calls; a line needs at least 3." in text


def test_text_of_calls_is_never_run(client: TestClient) -> None:
    text = client.get(PAGE).text
    assert SCRIPT not in text
    assert "&lt;script&gt;" in text


def test_a_playbook_is_found_by_what_it_is_about_and_an_unknown_one_is_not(client: TestClient) -> None:
    assert client.get("/playbooks/zenlane").status_code == 200
    missing = client.get("/playbooks/nothing-like-it")
    assert missing.status_code == 404
    assert "no playbook" in missing.text


def test_playbooks_have_twins_of_data(client: TestClient) -> None:
    assert [one["summary"]["id"] for one in client.get("/api/playbooks").json()["standing"]] == [BOOK]
    groups = client.get(f"/api{PAGE}").json()["groups"]
    assert [one["kind"] for one in groups] == ["do", "dont"]
    assert len(groups[0]["lines"][0]["pairs"]) == 1


def test_a_playbook_is_given_as_markdown_now_and_as_it_stood(client: TestClient) -> None:
    now = client.get(f"{PAGE}/markdown")
    assert now.headers["Content-Type"].startswith("text/markdown")
    assert "competitor-zenlane.md" in now.headers["Content-Disposition"]
    assert now.text.startswith("# When Zenlane comes up")
    assert "Version 1." in client.get(f"{PAGE}/markdown", params={"version": 1}).text
    assert client.get(f"{PAGE}/markdown", params={"version": 9}).status_code == 404


def test_a_topic_is_led_to_by_its_own_id(client: TestClient) -> None:
    assert 'href="/topics/t1"' in client.get("/playbooks/topic-t1").text


def test_both_sides_of_a_line_play_one_after_the_other(page: Page) -> None:
    silence(page)
    page.goto(PAGE)
    pair = page.locator("[data-queue]").first
    expect(pair.locator("a.play[data-call]")).to_have_count(2)
    pair.locator("a.play").first.focus()
    page.keyboard.press("Enter")
    player = page.get_by_role("region", name="Player")
    expect(player).to_be_visible()
    expect(page.locator("#player-title")).to_contain_text("Jana Kovac")
    player.get_by_role("button", name="Next clip").click()
    expect(page.locator("#player-title")).to_contain_text("Tom Berg")


def test_the_box_narrows_the_list_and_enter_goes_to_the_first(page: Page) -> None:
    page.goto("/playbooks")
    page.keyboard.press("/")
    page.keyboard.type("dashb")
    expect(page.get_by_role("link", name="Calls about “Dashboards”")).to_be_visible()
    expect(page.locator("a.card-link")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Calls about “Dashboards”")).to_be_focused()


def test_axe_finds_nothing_serious_on_playbooks(page: Page) -> None:
    for address in ("/playbooks", PAGE):
        page.goto(address)
        assert findings_in_both_schemes(page) == []


def test_playbooks_fit_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("/playbooks", PAGE):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
